import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FailureCode } from '../../shared/failure.ts';
import { failureOf } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { createStore, initializeBackend } from '../backend/initialize.ts';
import { createVault, openVault, readHeader } from './open.ts';
import { unwrapAny, wrapPassphrase } from './slots.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const secret = (value: string): Field[] => [{ name: 'password', type: 'secret', value }];

let folder: string;
let location: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-vault-'));
  location = path.join(folder, 'a.holdfast');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function codeOf(work: Promise<unknown>): Promise<FailureCode | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return failureOf(error)?.code ?? 'internal';
  }
}

describe('the audit of a vault file', () => {
  it('tells of new keys in the commit that makes them', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    const { revision } = vault;
    await vault.changePassphrase('one', 'two');
    expect(vault.revision).toBe(revision + 1);
    await vault.rekey('two');
    await vault.recovery.issue({ passphrase: 'two', shares: 1, threshold: 1 });
    const { pending } = await vault.recovery.status();
    await vault.recovery.markProven([1]);
    await vault.recovery.activate();
    await vault.recovery.revoke('two');
    await vault.lock();
    const opened = await openVault({ location }, 'two');
    const said = (await opened.audit.list()).map(({ action, path: of }) => [action, of]);
    expect(said).toEqual([
      ['passphrase.change', undefined],
      ['key.replace', undefined],
      ['key.replace', undefined],
      ['recovery.issue', pending?.set],
      ['recovery.activate', pending?.set],
      ['recovery.revoke', pending?.set],
      ['key.replace', undefined],
    ]);
    expect((await opened.verify()).damaged).toEqual([]);
    await opened.lock();
  });
});

describe('what a form saves', () => {
  it('goes over the version that it was filled from, and over nothing else', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    const { secrets } = vault;
    const save = (over: number | 'any') => secrets.save('a', secret('x'), { over, tags: [] });
    expect(await save(0)).toBe(1);
    expect(await codeOf(save(0))).toBe('conflict');
    expect(await save(1)).toBe(2);
    expect(await codeOf(save(1))).toBe('conflict');
    await secrets.updateMetadata('a', { casRequired: true });
    expect(await save(2)).toBe(3);
    await secrets.delete('a');
    expect(await codeOf(save(3))).toBe('conflict');
    expect(await codeOf(save(0))).toBe('conflict');
    expect(await save('any')).toBe(4);
    await secrets.destroy('a', [1, 2, 3, 4]);
    expect(await codeOf(save(4))).toBe('conflict');
    expect(await save(0)).toBe(5);
    await secrets.forget('a');
    expect(await codeOf(save(5))).toBe('conflict');
    expect(await save('any')).toBe(1);
    await vault.lock();
  });

  it('moves with the edit in one commit, which the audit tells of, or not at all', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    const { secrets } = vault;
    const save = (to: string, over: number | 'any') =>
      secrets.save(to, secret('x'), { over, tags: [], from: 'a' });
    for (const path of ['a', 'a', 'taken']) await secrets.put(path, secret(path));
    await secrets.updateMetadata('a', { casRequired: true });
    for (const version of [1, 2, 3]) await secrets.put('gone', secret(`${version}`));
    await secrets.destroy('gone', [1, 2, 3]);
    const before = vault.revision;
    expect(await codeOf(save('b', 1))).toBe('conflict');
    expect(await codeOf(save('taken', 2))).toBe('exists');
    expect(await codeOf(save('a/./b', 2))).toBe('bad-path');
    expect(vault.revision).toBe(before);
    expect((await secrets.get('a')).version).toBe(2);
    expect(await codeOf(secrets.get('b'))).toBe('not-found');
    // Numbers once used there are never used again.
    expect(await save('gone', 2)).toBe(4);
    expect(vault.revision).toBe(before + 1);
    expect(await codeOf(secrets.get('a'))).toBe('not-found');
    const told = (await vault.audit.list({})).filter(({ action }) => action === 'secret.move');
    expect(told.map(({ path }) => path)).toEqual(['a', 'gone']);
    expect(await codeOf(save('b', 'any'))).toBe('not-found');
    await vault.lock();
  });
});

describe('a deleted secret', () => {
  it('is not patched, nor is one that was deleted while the patch was made', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    const { secrets } = vault;
    await secrets.put('a', secret('1'));
    const late = await secrets.patched('a', { set: secret('2') });
    await secrets.delete('a');
    expect(await codeOf(secrets.patch('a', { set: secret('2') }))).toBe('not-found');
    expect(await codeOf(secrets.apply([late]))).toBe('conflict');
    expect((await secrets.get('a')).version).toBe(0);
    await vault.lock();
  });

  it('is forgotten with all others in one commit, and a live one is not', async () => {
    let now = 1_000;
    const vault = await createVault({ location, now: () => now }, { passphrase: 'one', kdf });
    const { secrets } = vault;
    for (const path of ['back', 'deleted', 'half', 'live', 'expired']) {
      await secrets.put(path, secret('1'));
      await secrets.updateMetadata(path, path === 'expired' ? { deleteVersionAfter: 10 } : {});
      await secrets.put(path, secret('2'));
    }
    now = 2_000;
    for (const path of ['back', 'deleted']) await secrets.delete(path);
    await secrets.delete('half', [2]);
    await secrets.delete('live', [1]);
    const { revision } = vault;
    const list = secrets.list.bind(secrets);
    secrets.list = async (...given) => {
      const found = await list(...given);
      await secrets.undelete('back');
      return found;
    };
    expect(await secrets.forgetDeleted()).toBe(4);
    secrets.list = list;
    await secrets.forget('back');
    // One to bring it back, one for all, one for what was brought back.
    expect(vault.revision).toBe(revision + 3);
    expect((await secrets.list('', { deleted: true })).map(({ path }) => path)).toEqual(['live']);
    expect(await secrets.forgetDeleted()).toBe(0);
    await secrets.undelete('live');
    expect((await secrets.get('live', 1)).fields).toEqual(secret('1'));
    await vault.lock();
  });
});

describe('a vault file', () => {
  it('is made, locked, opened again, and holds what was stored', async () => {
    const made = await createVault({ location }, { passphrase: 'one', kdf });
    expect(await made.secrets.put('prod/db', secret('s3cret'))).toBe(1);
    await made.lock();
    expect(await codeOf(made.secrets.get('prod/db'))).toBe('closed');
    const opened = await openVault({ location }, 'one');
    expect(opened.id).toBe(made.id);
    expect((await opened.secrets.get('prod/db')).fields).toEqual(secret('s3cret'));
    await opened.lock();
  });

  it('is one file, readable by its owner alone, and a plain copy of it opens while it is open', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
    expect(fs.statSync(location).mode & 0o777).toBe(0o600);
    const copy = path.join(folder, 'copy.holdfast');
    fs.copyFileSync(location, copy);
    const second = await openVault({ location: copy }, 'one');
    expect((await second.secrets.get('a')).fields).toEqual(secret('1'));
    await second.lock();
    await vault.lock();
  });

  it('is never made over something that lies there', async () => {
    fs.writeFileSync(location, 'mine');
    expect(await codeOf(createVault({ location }, { passphrase: 'one', kdf }))).toBe('exists');
    expect(fs.readFileSync(location, 'utf8')).toBe('mine');
    fs.rmSync(location);
    fs.symlinkSync(path.join(folder, 'nowhere'), location);
    expect(await codeOf(createVault({ location }, { passphrase: 'one', kdf }))).toBe('exists');
    expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
  });

  it('needs a folder that is there, and a passphrase', async () => {
    const nowhere = path.join(folder, 'no', 'a.holdfast');
    expect(await codeOf(createVault({ location: nowhere }, { passphrase: 'one', kdf }))).toBe('not-found');
    expect(await codeOf(createVault({ location }, { passphrase: '', kdf }))).toBe('bad-input');
    expect(fs.readdirSync(folder)).toEqual([]);
  });

  it('refuses a wrong passphrase and can be given the right one next', async () => {
    await (await createVault({ location }, { passphrase: 'one', kdf })).lock();
    expect(await codeOf(openVault({ location }, 'two'))).toBe('wrong-passphrase');
    await (await openVault({ location }, 'one')).lock();
  });

  it('can be left waiting: an aborted unlock is cancelled', async () => {
    await (await createVault({ location }, { passphrase: 'one', kdf })).lock();
    const abort = new AbortController();
    const opening = openVault({ location }, 'one', { signal: abort.signal });
    abort.abort();
    expect(await codeOf(opening)).toBe('cancelled');
  });

  it('with nine passphrases is refused before one of them is tried', async () => {
    const id = 'ab'.repeat(16);
    const rootKey = new Uint8Array(32).fill(1);
    const input = { rootKey, vaultId: id, params: kdf, label: '', now: new Date() };
    const made = await Promise.all(Array.from({ length: 9 }, () => wrapPassphrase('one', input)));
    const slots = made.map(({ slot }) => slot);
    await createStore({ location }, { id, rootKey, slots });
    expect(await codeOf(openVault({ location }, 'one'))).toBe('kdf-refused');
    fs.rmSync(location);
    await createStore({ location }, { id, rootKey, slots: slots.slice(1) });
    await (await openVault({ location }, 'one')).lock();
  });

  it('takes a passphrase in either Unicode spelling', async () => {
    await (await createVault({ location }, { passphrase: 'caf\u00e9', kdf })).lock();
    await (await openVault({ location }, 'cafe\u0301')).lock();
  });

  it('changes its passphrase: the new one opens, the old one does not, the secrets stay', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    expect(await codeOf(vault.changePassphrase('wrong', 'two'))).toBe('wrong-passphrase');
    await vault.changePassphrase('one', 'two');
    await vault.secrets.put('b', secret('2'));
    await vault.lock();
    expect(await codeOf(openVault({ location }, 'one'))).toBe('wrong-passphrase');
    const opened = await openVault({ location }, 'two');
    expect((await opened.secrets.list('')).map(({ path }) => path)).toEqual(['a', 'b']);
    await opened.lock();
  });

  it.each([
    [false, 'wrong-key'],
    [true, 'opens'],
  ])(
    'with the passphrase changed, keys kept %s: an older copy with the old one %s today',
    async (keepKeys, how) => {
      const vault = await createVault({ location }, { passphrase: 'one', kdf });
      const { slots, vaultId } = await readHeader({ location });
      const { rootKey } = await unwrapAny(slots, 'one', vaultId);
      await vault.changePassphrase('one', 'two', { keepKeys });
      expect(vault.renewing).toBe(!keepKeys);
      await vault.lock();
      const opened = await initializeBackend({ location }, rootKey).catch(
        (error: unknown) => failureOf(error)?.code,
      );
      expect(typeof opened === 'object' ? 'opens' : opened).toBe(how);
      if (typeof opened === 'object') await opened.backend.close();
    },
  );

  it('gets a new root key by rekey: same passphrase, same secrets, and the old root key opens nothing', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    const before = await readHeader({ location });
    await vault.rekey('one');
    await vault.secrets.put('b', secret('2'));
    await vault.lock();
    const after = await readHeader({ location });
    expect(after.vaultId).toBe(before.vaultId);
    expect(after.slots).not.toEqual(before.slots);
    const opened = await openVault({ location }, 'one');
    expect((await opened.secrets.get('a')).fields).toEqual(secret('1'));
    expect((await opened.secrets.get('b')).fields).toEqual(secret('2'));
    await opened.lock();
  });

  it('rotates its data key, and reads what was sealed under the old one', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    expect(await vault.rotate()).toBe(2);
    await vault.secrets.put('a', secret('2'));
    expect((await vault.secrets.get('a', 1)).fields).toEqual(secret('1'));
    expect((await vault.verify()).damaged).toEqual([]);
    await vault.lock();
  });

  it('is followed while another program writes to it', async () => {
    const here = await createVault({ location }, { passphrase: 'one', kdf });
    const there = await openVault({ location }, 'one');
    expect((await here.catalog()).all()).toHaveLength(0);
    await there.secrets.put('a', secret('1'));
    expect(await here.refresh()).toBe(true);
    expect(await here.refresh()).toBe(false);
    expect((await here.catalog()).all().map(({ path }) => path)).toEqual(['a']);
    await here.secrets.put('a', secret('2'));
    expect((await here.secrets.info('a')).newest).toBe(2);
    await here.lock();
    await there.lock();
  });

  it('is not written to once another file lies in its place', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    fs.copyFileSync(location, `${location}.new`);
    fs.renameSync(`${location}.new`, location);
    const before = fs.readFileSync(location);
    expect(await codeOf(vault.secrets.put('a', secret('2')))).toBe('store');
    expect(fs.readFileSync(location)).toEqual(before);
    await vault.lock();
  });
});

describe('a file that is no vault, or not a whole one', () => {
  const open = () => codeOf(openVault({ location }, 'one'));
  const expectCode = async (code: FailureCode, bytes: Uint8Array | string) => {
    fs.writeFileSync(location, bytes);
    expect(await open()).toBe(code);
    expect(fs.readFileSync(location)).toEqual(Buffer.from(bytes as Uint8Array));
    expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
  };

  it('is told apart: nothing, empty, text, folder, dangling link, another database', async () => {
    expect(await open()).toBe('not-found');
    await expectCode('not-a-vault', '');
    await expectCode('not-a-vault', 'hello');
    await expectCode('not-a-vault', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)]));
    fs.rmSync(location);
    fs.mkdirSync(location);
    expect(await open()).toBe('not-a-vault');
    fs.rmdirSync(location);
    fs.symlinkSync(path.join(folder, 'nowhere'), location);
    expect(await open()).toBe('not-a-vault');
  });

  it('is damaged when cut short, newer when it says so; the file stays as it was', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    for (let i = 0; i < 5; i++) await vault.secrets.put(`a${i}`, secret('x'.repeat(2000)));
    await vault.lock();
    const whole = fs.readFileSync(location);
    await expectCode('damaged', whole.subarray(0, 60));
    await expectCode('damaged', whole.subarray(0, 4096));
    // Where the manifest is whole it opens all the same, to be read only.
    fs.writeFileSync(location, whole.subarray(0, whole.length - 4096));
    const rest = await openVault({ location }, 'one');
    expect([rest.damaged, rest.readOnly]).toEqual([true, true]);
    expect(await codeOf(rest.secrets.put('new', secret('x')))).toBe('damaged');
    await rest.lock();
    expect(fs.readFileSync(location)).toEqual(whole.subarray(0, whole.length - 4096));
    const newer = Buffer.from(whole);
    newer.writeUInt32BE(2, 60);
    await expectCode('newer-format', newer);
  });

  it('is damaged, not behind a wrong passphrase, where its revision is another than was sealed', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.lock();
    const file = new Database(location);
    file.exec('UPDATE manifests SET revision = revision + 1');
    file.close();
    expect(await codeOf(openVault({ location }, 'one'))).toBe('damaged');
    expect(await codeOf(openVault({ location }, 'two'))).toBe('wrong-passphrase');
  });

  it('opens read-only where it cannot be written, and refuses every write', async () => {
    const vault = await createVault({ location }, { passphrase: 'one', kdf });
    await vault.secrets.put('a', secret('1'));
    await vault.lock();
    const before = fs.readFileSync(location);
    const reader = await openVault({ location, readOnly: true }, 'one');
    expect(reader.readOnly).toBe(true);
    expect((await reader.secrets.get('a')).fields).toEqual(secret('1'));
    expect(await codeOf(reader.secrets.put('a', secret('2')))).toBe('read-only');
    expect(await codeOf(reader.secrets.delete('a'))).toBe('read-only');
    expect(await codeOf(reader.changePassphrase('one', 'two'))).toBe('read-only');
    await reader.lock();
    expect(fs.readFileSync(location)).toEqual(before);
  });
});

describe('a store type that is not known', () => {
  it('opens memory, says so, and touches no file', async () => {
    fs.writeFileSync(location, 'whatever');
    const vault = await openVault({ kind: 'floppy', location }, 'anything');
    expect(vault.notice).toBe('memory-only');
    await vault.secrets.put('a', secret('1'));
    expect((await vault.secrets.get('a')).fields).toEqual(secret('1'));
    await vault.lock();
    expect(fs.readFileSync(location, 'utf8')).toBe('whatever');
    expect(fs.readdirSync(folder)).toEqual(['a.holdfast']);
  });

  it('is not said of memory that was asked for', async () => {
    const vault = await createVault({ kind: 'memory' }, { passphrase: 'one', kdf });
    expect(vault.notice).toBeUndefined();
    for (const type of ['toString', '__proto__', 'constructor']) {
      expect((await openVault({ kind: type, location }, 'x')).notice).toBe('memory-only');
    }
  });
});
