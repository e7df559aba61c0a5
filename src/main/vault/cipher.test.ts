import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { parseCipherHeader } from './cipher.ts';
import { createVault } from './open.ts';
import type { Vault } from './vault.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };
const memory = { kind: 'memory' };
let vault: Vault;
beforeEach(async () => {
  vault = await createVault(memory, { passphrase: 'one', kdf });
});
afterEach(() => vault.lock());

const header = (line: string, salt = 16) => Buffer.concat([Buffer.from(`${line}\n`), Buffer.alloc(salt, 7)]);

describe('the beginning of an encrypted file', () => {
  test.each([['a'], ['a'.repeat(64)], ['A-1._x'], ['_'], ['-']])('names the key %s', (name) => {
    const start = header(`holdfast-cipher/1 ${name}`);
    expect(parseCipherHeader(Buffer.concat([start, Buffer.from('rest')]))).toEqual({ name, bytes: start });
  });

  test.each([
    ['a name too long by one', header(`holdfast-cipher/1 ${'a'.repeat(65)}`)],
    ['no name', header('holdfast-cipher/1 ')],
    ['a name that begins with a dot', header('holdfast-cipher/1 .a')],
    ['something before it', header('x holdfast-cipher/1 a')],
    ['something behind the name', header('holdfast-cipher/1 a b')],
    ['another version', header('holdfast-cipher/2 a')],
    ['salt too short by a byte', header('holdfast-cipher/1 a', 15)],
    ['no end of line', Buffer.from('holdfast-cipher/1 a')],
    ['nothing', Buffer.alloc(0)],
  ])('is refused with %s', (_, bytes) => {
    expect(() => parseCipherHeader(bytes)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'bad-input' }) }),
    );
  });
});

describe('keys of files', () => {
  test('are another one for each file, and the same again for its header', async () => {
    const files = [
      await vault.cipher.newKey('a'),
      await vault.cipher.newKey('a'),
      await vault.cipher.newKey('b'),
    ];
    const keys = files.map(({ fileKey }) => Buffer.from(fileKey).toString('hex'));
    expect(new Set(keys).size).toBe(3);
    for (const { header: start, fileKey } of files)
      expect(await vault.cipher.keys(parseCipherHeader(start))).toEqual([fileKey]);
  });

  test('stay when two programs make the key of one name at once', async () => {
    const [one, two] = await Promise.all([vault.cipher.newKey('a'), vault.cipher.newKey('a')]);
    for (const { header: start, fileKey } of [one, two])
      expect(await vault.cipher.keys(parseCipherHeader(start))).toEqual([fileKey]);
  });

  test('are not there for a name that nobody made one for', async () => {
    const asked = vault.cipher.keys(parseCipherHeader(header('holdfast-cipher/1 none')));
    expect(failureOf(await asked.catch((error) => error))?.code).toBe('not-found');
  });

  test('are written down when a program asks, and when the owner makes one', async () => {
    const { header: start } = await vault.cipher.newKey('a', 'ci');
    await vault.cipher.newKey('a', 'ci');
    await vault.cipher.newKey('a');
    await vault.cipher.keys(parseCipherHeader(start), 'ci');
    await vault.cipher.keys(parseCipherHeader(start));
    const said = (await vault.audit.list()).map(({ client, action, path }) => [client, action, path]);
    expect(said).toEqual([
      ['ci', 'cipher.encrypt', 'a'],
      ['ci', 'cipher.encrypt', 'a'],
      ['ci', 'cipher.decrypt', 'a'],
    ]);
  });
});

describe('new keys of the vault', () => {
  let folder: string;
  beforeEach(async () => {
    folder = scratchFolder({ fast: true });
    await vault.lock();
    vault = await createVault({ location: join(folder, 'a.holdfast') }, { passphrase: 'one', kdf });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const hex = (keys: readonly Uint8Array[]) => keys.map((key) => Buffer.from(key).toString('hex'));

  test('put a fresh key first under each name: new files have another, earlier ones still open', async () => {
    const before = { a: await vault.cipher.newKey('a'), b: await vault.cipher.newKey('b') };
    await vault.rekey('one');
    for (const name of ['a', 'b'] as const) {
      const old = before[name];
      const since = await vault.cipher.newKey(name);
      const of = async (start: Uint8Array) => hex(await vault.cipher.keys(parseCipherHeader(start)));
      const known = await of(since.header);
      expect(known).toHaveLength(2);
      expect(known[0]).toBe(hex([since.fileKey])[0]);
      expect((await of(old.header))[1]).toBe(hex([old.fileKey])[0]);
    }
  });

  test('do so each time, and not where they are kept', async () => {
    const count = async (start: Uint8Array) => (await vault.cipher.keys(parseCipherHeader(start))).length;
    const { header: start } = await vault.cipher.newKey('a');
    await vault.rekey('one');
    await vault.changePassphrase('one', 'two');
    expect(await count(start)).toBe(3);
    await vault.changePassphrase('two', 'three', { keepKeys: true });
    expect(await count(start)).toBe(3);
  });
});
