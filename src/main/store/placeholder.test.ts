import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileAt, type Place } from '../../shared/place.ts';
import { refusal } from '../backend/testing/harness.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createVault, openVault } from '../vault/open.ts';
import { keepDevicesIn } from './folder/device-notes.ts';
import { filesBelow, isPlaceholder } from './placeholder.ts';

const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
let folder: string;
beforeEach(() => {
  folder = scratchFolder({ fast: false });
  keepDevicesIn(path.join(folder, 'devices'));
});
afterEach(() => {
  keepDevicesIn(undefined);
  fs.rmSync(folder, { recursive: true });
});

/** As a cloud's folder shows a file that it has not fetched: the size, and no block. */
function takeAway(file: string): () => void {
  const bytes = fs.readFileSync(file);
  const { size } = fs.statSync(file);
  fs.truncateSync(file, 0);
  fs.truncateSync(file, size);
  expect(isPlaceholder(file)).toBe(true);
  return () => fs.writeFileSync(file, bytes);
}

async function make(place: Place): Promise<void> {
  const vault = await createVault(place, { passphrase: 'one', kdf });
  await vault.secrets.put('a', [{ name: 'password', type: 'secret', value: 'x'.repeat(9_000) }]);
  await vault.lock();
}
async function read(place: Place): Promise<unknown> {
  const vault = await openVault(place, 'one');
  try {
    return (await vault.secrets.get('a')).version;
  } finally {
    await vault.lock();
  }
}
const notDownloaded = { code: 'store', reason: 'not-downloaded' };

test('a vault file that a cloud has not fetched is no damaged one, and opens once it came', async () => {
  const place = fileAt(path.join(folder, 'a.holdfast'));
  await make(place);
  const back = takeAway(place.location);
  expect(await refusal(read(place))).toEqual(notDownloaded);
  back();
  expect(await read(place)).toBe(1);
});

describe.each(['holdfast.json', 'objects', 'heads'])('of a vault in a folder, %s', (part) => {
  test('that was not fetched is told as that, nothing is changed, and the vault opens once it came', async () => {
    const place: Place = { kind: 'folder', location: path.join(folder, 'a') };
    await make(place);
    const files = [...filesBelow(place.location)].filter((file) =>
      path.relative(place.location, file).startsWith(part),
    );
    const backs = files.filter((file) => fs.statSync(file).size > 0).map(takeAway);
    expect(backs.length).toBeGreaterThan(0);
    const before = [...filesBelow(place.location)].sort();
    expect(await refusal(read(place))).toEqual(notDownloaded);
    expect([...filesBelow(place.location)].sort()).toEqual(before);
    for (const back of backs) back();
    expect(await read(place)).toBe(1);
  });
});

test('what is really damaged is still told as damaged', async () => {
  const place: Place = { kind: 'folder', location: path.join(folder, 'a') };
  await make(place);
  for (const file of filesBelow(path.join(place.location, 'objects')))
    fs.writeFileSync(file, fs.readFileSync(file).fill(1, 40));
  expect(await refusal(read(place))).toMatchObject({ code: 'damaged' });
});
