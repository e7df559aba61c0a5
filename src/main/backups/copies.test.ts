import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { makeFile, scratchFolder, vaultId } from '../backend/testing/vaults.ts';
import { conflictedCopies, isConflictName } from './copies.ts';

const left = [
  'desk (conflicted copy 2026-05-03).holdfast',
  "desk (Robin's conflicted copy 2026-05-03).holdfast",
  'desk (conflicted copy 2026-05-03 140533).holdfast',
  'desk.sync-conflict-20260503-140533-ABCDEFG.holdfast',
  'desk_conflict-20260503-140533.holdfast',
  'desk (1).holdfast',
  'desk 2.holdfast',
];
const others = [
  'desk.holdfast',
  'desk-2026-05-03-140533-r12.holdfast',
  'desk (kept 2026-05-03 140533).holdfast',
  'desk.txt',
];

it('knows the names that sync tools give', () => {
  for (const name of left) expect(isConflictName(name), name).toBe(true);
  for (const name of others) expect(isConflictName(name), name).toBe(false);
});

it('finds copies of this vault alone, and changes nothing', async () => {
  const folder = scratchFolder({ fast: true });
  const file = path.join(folder, 'desk.holdfast');
  await makeFile(file);
  for (const name of [...left.slice(0, 2), ...others.slice(1)])
    fs.copyFileSync(file, path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'other (1).holdfast'), 'no vault');
  const before = fs.readdirSync(folder);
  const found = await conflictedCopies(fileAt(file), vaultId);
  expect(found).toEqual(
    left
      .slice(0, 2)
      .sort()
      .map((name) => ({ place: fileAt(path.join(folder, name)), revision: 1 })),
  );
  expect(await conflictedCopies(fileAt(file), 'ff'.repeat(16))).toEqual([]);
  expect(await conflictedCopies(fileAt(path.join(folder, 'no', 'desk.holdfast')), vaultId)).toEqual([]);
  expect(fs.readdirSync(folder)).toEqual(before);
  fs.rmSync(folder, { recursive: true });
});
