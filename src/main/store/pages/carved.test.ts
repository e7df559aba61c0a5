import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { fileAt } from '../../../shared/place.ts';
import { conflictedCopies } from '../../backups/copies.ts';
import { listBackups } from '../../backups/folder.ts';
import { known } from '../../backups/known.ts';
import { backupAt } from '../../backups/latest.ts';
import { MachineNotes } from '../../backups/notes.ts';
import { createVault, openVault, readHeader } from '../../vault/open.ts';
import { hostileFile } from '../testing/hostile.ts';
import { CarvedStore } from './carved.ts';

// A hostile file bears the name of a copy of the vault, is none, and is full of rows that are none.
const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
let folder: string;
let vaultId: string;
const at = (name: string) => path.join(folder, name);
const hostile = () => at('desk (1).holdfast');
beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-carved-'));
  const vault = await createVault({ location: at('desk.holdfast') }, { passphrase: 'one', kdf });
  vaultId = vault.id;
  await vault.lock();
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(folder, { recursive: true, force: true });
});

const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error) => failureOf(error)?.code,
  );

it('no scan of a folder looks through what is left of a damaged file', async () => {
  hostileFile(hostile(), 1);
  hostileFile(at('desk-2026-05-03-140533-r12.holdfast'), 1);
  const look = vi.spyOn(CarvedStore, 'open');
  expect(await conflictedCopies(fileAt(at('desk.holdfast')), vaultId)).toEqual([]);
  const listed = await listBackups(folder);
  expect(listed.map(({ failure }) => failure?.code)).toEqual([undefined, 'not-a-vault', 'not-a-vault']);
  await known(listed, { notes: new MachineNotes(undefined) });
  expect((await backupAt(fileAt(folder), { notes: new MachineNotes(undefined) })).place).toEqual(
    fileAt(at('desk.holdfast')),
  );
  expect(look).not.toHaveBeenCalled();
  // Who opens the very file is shown what is left of it.
  await refusal(readHeader({ location: hostile() }));
  expect(look).toHaveBeenCalledTimes(1);
});

it('is called off at once, also between the pages of a list of free ones, and leaves no file open', async () => {
  hostileFile(hostile(), 8);
  const open = () => fs.readdirSync('/proc/self/fd').length;
  const before = open();
  for (const work of [
    (signal: AbortSignal) => CarvedStore.open(hostile(), signal),
    (signal: AbortSignal) => readHeader({ location: hostile(), signal }),
    (signal: AbortSignal) => openVault({ location: hostile() }, 'one', { signal }),
  ]) {
    const stop = new AbortController();
    const refused = refusal(work(stop.signal));
    setImmediate(() => stop.abort());
    expect(await refused).toBe('cancelled');
  }
  expect(open()).toBe(before);
});

it('takes no more out of a file than it has room for, and lets others in meanwhile', async () => {
  const { size } = hostileFile(hostile(), 8);
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const store = await CarvedStore.open(hostile());
  clearInterval(ticking);
  expect((await store.list()).length).toBeLessThanOrEqual(Math.ceil(size / 256));
  expect((await store.list()).length).toBeGreaterThan(1_000);
  expect(turns).toBeGreaterThan(2);
  await store.close();
});
