// What somebody who kept an older copy and its passphrase can still do once the vault came back by
// its sheets.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import { initializeBackend, readHeader } from '../backend/initialize.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { createVault, openVault } from './open.ts';
import { registerName } from './register.ts';
import { gatherForLocked, openWithShares } from './restore.ts';
import { unwrapAny } from './slots.ts';
import { damagePages } from './testing/damage-pages.ts';
import { forgetRecipients } from './testing/recipients.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

let folder: string;
let location: string;
let copy: string;
let to: string;
let sheets: string[][];
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  [location = '', copy = '', to = ''] = ['a', 'copy', 'to'].map((name) =>
    path.join(folder, `${name}.holdfast`),
  );
  const vault = await createVault({ location }, { passphrase: 'one', kdf });
  await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'before' }]);
  const { shares } = await vault.recovery.issue({ passphrase: 'one', shares: 3, threshold: 2 });
  await vault.recovery.markProven([1, 2, 3]);
  await vault.recovery.activate();
  await vault.lock();
  sheets = shares;
  fs.copyFileSync(location, copy);
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

type More = Partial<Parameters<typeof openWithShares>[2]>;

const restore = (more: More = {}) =>
  openWithShares({ location }, sheets.slice(0, 2), { passphrase: 'new', kdf, ...more });

async function outcome(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'opened',
    (error) => failureOf(error)?.code ?? 'internal',
  );
}

async function opening(rootKey: Uint8Array, file: string): Promise<string> {
  return outcome(initializeBackend({ location: file }, rootKey).then(({ backend }) => backend.close()));
}

/** What the old passphrase and the sheets, each with the copy, do to this file. */
async function byCopy(file: string): Promise<string[]> {
  const rootKey = await oldRootKey();
  const gathering = await gatherForLocked({ location: copy });
  for (const words of sheets.slice(1)) await gathering.give(words.join(' '));
  return [await opening(rootKey, file), await opening(await gathering.rootKey(), file)];
}

/** What the new passphrase and the sheets themselves do to it, by the header of its own. */
async function byItself(file: string): Promise<string[]> {
  const gathering = await gatherForLocked({ location: file });
  for (const words of sheets.slice(1)) await gathering.give(words.join(' '));
  const opened = openVault({ location: file }, 'new').then((vault) => vault.lock());
  return [await outcome(opened), await opening(await gathering.rootKey(), file)];
}

async function oldRootKey(): Promise<Uint8Array> {
  const { slots, vaultId } = await readHeader({ location: copy });
  return (await unwrapAny(slots, 'one', vaultId)).rootKey;
}

describe('a vault that came back by its sheets', () => {
  it('has new keys: an older copy and its passphrase open nothing of it, the sheets still do', async () => {
    const vault = await restore();
    await vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'since' }]);
    expect([vault.renewing, vault.dropped]).toEqual([true, []]);
    // Killed here, where not everything is sealed anew yet.
    expect(await byCopy(location)).toEqual(['wrong-key', 'wrong-key']);
    expect(await byItself(location)).toEqual(['opened', 'opened']);
    await vault.renew();
    const audit = (await vault.audit.list()).map(({ action }) => action);
    expect(audit).toEqual(expect.arrayContaining(['recovery.restore', 'key.replace']));
    expect([vault.renewing, (await vault.verify()).damaged]).toEqual([false, []]);
    await vault.lock();
    expect(await byCopy(location)).toEqual(['wrong-key', 'wrong-key']);
    expect(await byItself(location)).toEqual(['opened', 'opened']);
    expect(await byCopy(copy)).toEqual(['opened', 'opened']);
  });

  it('keeps its keys where that is asked for', async () => {
    const vault = await restore({ keepKeys: true });
    expect([vault.renewing, vault.rekeyed]).toEqual([false, undefined]);
    expect((await vault.audit.list()).map(({ action }) => action)).not.toContain('key.replace');
    await vault.lock();
    expect(await byCopy(location)).toEqual(['opened', 'opened']);
    expect(await byItself(location)).toEqual(['opened', 'opened']);
  });

  it.each([
    [false, 'wrong-key'],
    [true, 'opened'],
  ])('is a copy elsewhere with keys kept %s, which an older copy opens: %s', async (keepKeys, how) => {
    const before = fs.readFileSync(location);
    const vault = await restore({ to: fileAt(to), keepKeys });
    await vault.renew();
    expect((await vault.secrets.get('prod/db')).fields[0]?.value).toBe('before');
    await vault.lock();
    expect(await byCopy(to)).toEqual([how, how]);
    expect(await byItself(to)).toEqual(['opened', 'opened']);
    expect(fs.readFileSync(location)).toEqual(before);
  });

  it('names the slots that the new keys could not be given to', async () => {
    await forgetRecipients(location, 'one');
    const vault = await restore({ person: 'owner' });
    expect(vault.dropped).toEqual([
      { kind: 'recovery', set: expect.stringMatching(/^\w{8}$/) },
      { kind: 'passphrase', label: 'kitchen' },
      { kind: 'later' },
    ]);
    await vault.rekey('new');
    expect(vault.dropped).toHaveLength(3);
    await vault.lock();
    expect((await readHeader({ location })).slots.map(({ kind }) => kind)).toEqual(['passphrase']);
  });

  it('opens with a register that cannot be read, which stays as it is', async () => {
    const { backend } = await initializeBackend({ location }, await oldRootKey());
    await backend.write([{ op: 'setting', name: registerName, value: '{"of":"another shape"}' }]);
    await backend.close();
    await (await restore()).lock();
    expect(await byCopy(location)).toEqual(['wrong-key', 'wrong-key']);
    expect(await byItself(location)).toEqual(['opened', 'opened']);
    const { slots, vaultId } = await readHeader({ location });
    const { rootKey } = await unwrapAny(slots, 'new', vaultId);
    const { backend: since } = await initializeBackend({ location }, rootKey);
    expect(await since.loadSetting(registerName)).toBe('{"of":"another shape"}');
    await since.close();
  });

  it('is not written to where a page of it is damaged; with its keys kept it opens, to be mended', async () => {
    await damagePages(location, 'one');
    const before = fs.readFileSync(location);
    expect(await outcome(restore())).toBe('damaged');
    expect(await outcome(restore({ to: fileAt(to) }))).toBe('damaged');
    expect([fs.existsSync(to), fs.readFileSync(location).equals(before)]).toEqual([false, true]);
    await (await restore({ keepKeys: true })).lock();
    expect(await byItself(location)).toEqual(['opened', 'opened']);
  });
});
