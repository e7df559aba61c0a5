import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type FailureCode, failureOf } from '../../shared/failure.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createVault, openVault } from './open.ts';
import type { Vault } from './vault.ts';

// What sync tools do to a vault file while it is open: whatever it is, nothing that they brought is
// written over, what was open can still be read or says why not, and the file that they left opens
// as it is.
const kdf = { memoryKiB: 8 * 1024, passes: 1, lanes: 1 };
const secret = (value: string) => [{ name: 'password', type: 'secret' as const, value }];

let folder: string;
let location: string;
let vault: Vault;
let older: Buffer;
let other: Buffer;

/**
 * A vault that is open, a copy of an earlier state of it, and one to which another machine wrote
 * something else.
 */
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  location = path.join(folder, 'a.holdfast');
  vault = await createVault({ location }, { passphrase: 'one', kdf });
  await vault.secrets.put('a', secret('1'));
  older = fs.readFileSync(location);
  const elsewhere = path.join(folder, 'elsewhere.holdfast');
  fs.copyFileSync(location, elsewhere);
  const there = await openVault({ location: elsewhere }, 'one');
  for (const value of ['theirs', 'theirs too']) await there.secrets.put('b', secret(value));
  await there.lock();
  other = fs.readFileSync(elsewhere);
  await vault.secrets.put('a', secret('2'));
});

afterEach(async () => {
  await vault.lock();
  fs.rmSync(folder, { recursive: true });
});

async function codeOf(work: Promise<unknown>): Promise<FailureCode | 'done' | undefined> {
  return work.then(
    () => 'done' as const,
    (error: unknown) => failureOf(error)?.code,
  );
}

/** No write goes into what a tool has left, however often it is tried. */
async function refused(left: Buffer): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    expect(await codeOf(vault.secrets.put('a', secret('3')))).toMatch(/^(store|damaged)$/);
    expect(await codeOf(vault.secrets.delete('a'))).toMatch(/^(store|damaged)$/);
  }
  expect(fs.readFileSync(location).equals(left), 'the file is as the tool left it').toBe(true);
}

async function openedAnew(): Promise<string[]> {
  const again = await openVault({ location }, 'one');
  try {
    return (await again.secrets.list('')).map((info) => `${info.path} ${info.newest}`);
  } finally {
    await again.lock();
  }
}

function byRename(bytes: Buffer): void {
  fs.writeFileSync(`${location}.tmp`, bytes);
  fs.renameSync(`${location}.tmp`, location);
}

it('an older copy is renamed into the place of the vault', async () => {
  byRename(older);
  await refused(older);
  expect((await vault.secrets.get('a')).fields, 'what was open is still read').toEqual(secret('2'));
  expect(await openedAnew()).toEqual(['a 1']);
});

it('what another machine wrote is renamed into its place, with a higher revision', async () => {
  byRename(other);
  await refused(other);
  expect(await openedAnew()).toEqual(['a 1', 'b 2']);
});

it('the file is cut off and written anew, in place, with an older copy', async () => {
  fs.writeFileSync(location, older);
  await refused(older);
  expect(await openedAnew()).toEqual(['a 1']);
});

it('the file is written anew, in place, with what another machine wrote', async () => {
  fs.writeFileSync(location, other);
  await refused(other);
  expect(await openedAnew()).toEqual(['a 1', 'b 2']);
});

it('the file is there in part, and then whole', async () => {
  const whole = fs.readFileSync(location);
  for (const share of [0, 0.1, 0.5, 0.9]) {
    const part = whole.subarray(0, Math.floor(whole.length * share));
    fs.writeFileSync(location, part);
    await refused(part);
  }
  fs.writeFileSync(location, whole);
  expect(await openedAnew()).toEqual(['a 2']);
});

it('the file is taken away, and comes back as it was', async () => {
  fs.renameSync(location, `${location}.away`);
  expect(await codeOf(vault.secrets.put('a', secret('3')))).toBe('store');
  expect(fs.existsSync(location), 'no new file is made in its place').toBe(false);
  fs.renameSync(`${location}.away`, location);
  expect(await codeOf(vault.secrets.put('a', secret('3')))).toBe('done');
  expect(await openedAnew()).toEqual(['a 3']);
});

it('a whole copy of what is open, written in place, changes nothing', async () => {
  const same = fs.readFileSync(location);
  fs.writeFileSync(location, same);
  expect(await codeOf(vault.secrets.put('a', secret('3')))).toBe('done');
  expect(await openedAnew()).toEqual(['a 3']);
});
