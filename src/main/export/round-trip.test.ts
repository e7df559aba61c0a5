import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { armor, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fieldTypes } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { refusal } from '../backend/testing/harness.ts';
import { forkParser } from '../import/fork.ts';
import { importFile } from '../import/import.ts';
import { createVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { exportTo } from './export.ts';
import { fill, kdf, longBytes, vaultInFolder } from './testing/exported.ts';

// The usual work factor is 18, and each turn of it takes a busy machine many seconds.
vi.mock('../crypto/age-passphrase.ts', async (original) => {
  const own = await original<typeof import('../crypto/age-passphrase.ts')>();
  const cheap = (passphrase: string, key: Uint8Array) => own.agePassphraseStanza(passphrase, key, 10);
  return { ...own, agePassphraseStanza: cheap };
});

let folder: string;
let vault: Vault;
let other: Vault;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, vault, remove } = await vaultInFolder());
  other = await createVault({ location: join(folder, 'b.holdfast') }, { passphrase: 'two', kdf });
});
afterEach(async () => {
  await other.lock();
  await remove();
});

const at = (name: string) => join(folder, name);
const imported = (into: Vault, name: string, prefix = '') =>
  importFile(into, { file: at(name), prefix }, forkParser(join(import.meta.dirname, '../import/process.ts')));
const exported = async (from: Vault, name: string) => {
  await exportTo(from, at(name), { format: 'json' });
  return readFileSync(at(name), 'utf8');
};

it('an export comes back as it was: each version, time, tag, rule and file', async () => {
  await fill(vault);
  const before = await exported(vault, 'all.json');
  expect(await imported(other, 'all.json')).toMatchObject({ read: 5, created: 5, failed: [], skipped: [] });
  expect(await exported(other, 'again.json')).toBe(before);
  const [name = ''] = readdirSync(at('again.json.files'));
  expect(readFileSync(join(at('again.json.files'), name)).equals(longBytes)).toBe(true);
  expect((await other.verify()).damaged).toEqual([]);
});

it('so does one of a vault that was sealed anew under new keys', async () => {
  await fill(vault);
  const before = await exported(vault, 'all.json');
  await vault.rekey('one');
  await vault.renew();
  expect(await exported(vault, 'anew.json')).toBe(before);
  expect(await imported(other, 'anew.json')).toMatchObject({ read: 5, created: 5, failed: [], skipped: [] });
});

it('one that age sealed comes back as it was, long files too, by password or by key', async () => {
  await fill(vault);
  const before = await exported(vault, 'all.json');
  const identity = await generateX25519Identity();
  await exportTo(vault, at('one.age'), { format: 'age', password: 'p' });
  await exportTo(vault, at('two.age'), { format: 'age', recipients: [await identityToRecipient(identity)] });
  writeFileSync(at('key.txt'), `# created\n${identity}\n`);
  const parser = forkParser(join(import.meta.dirname, '../import/process.ts'));
  const into = (file: string, more: object) => importFile(other, { file: at(file), ...more }, parser);
  for (const wrong of [{ password: 'q' }, {}])
    await expect(into('one.age', wrong)).rejects.toMatchObject({ failure: { reason: 'wrong-password' } });
  await expect(into('two.age', { password: 'p' })).rejects.toMatchObject({
    failure: { reason: 'wrong-password' },
  });
  expect(await into('one.age', { password: 'p' })).toMatchObject({ created: 5, failed: [] });
  expect(await exported(other, 'again.json')).toBe(before);
  const [name = ''] = readdirSync(at('again.json.files'));
  expect(readFileSync(join(at('again.json.files'), name)).equals(longBytes)).toBe(true);
  expect(await into('two.age', { keyFile: at('key.txt') })).toMatchObject({ created: 0 });
});

it('what age sealed may be any other export', async () => {
  const sealed = new Encrypter();
  sealed.setPassphrase('p');
  sealed.setScryptWorkFactor(10);
  const csv = 'name,url,username,password\nshop,https://shop.example,me,hunter2\n';
  const text = armor.encode(await sealed.encrypt(csv));
  writeFileSync(at('chrome.csv.age'), text);
  const parser = forkParser(join(import.meta.dirname, '../import/process.ts'));
  await importFile(other, { file: at('chrome.csv.age'), password: 'p' }, parser);
  expect((await other.secrets.get('shop')).fields.map(({ value }) => value)).toContain('hunter2');
});

it('the same export again brings nothing, and what differs is a new version on top', async () => {
  await fill(vault);
  const before = await exported(vault, 'all.json');
  await imported(other, 'all.json');
  const again = await imported(other, 'all.json');
  expect(again).toMatchObject({
    created: 0,
    skipped: Array.from({ length: 5 }, () => ({ reason: 'already-imported' })),
  });
  expect(await exported(other, 'same.json')).toBe(before);
  await other.secrets.put('top', [{ name: 'value', type: 'secret', value: 'mine' }]);
  await imported(other, 'all.json');
  expect((await other.secrets.get('top')).fields).toEqual([{ name: 'value', type: 'secret', value: "it's" }]);
  expect((await other.secrets.get('top', 2)).fields[0]?.value).toBe('mine');
});

it('goes under a prefix, and tells of long files that are not there', async () => {
  await fill(vault);
  await exported(vault, 'all.json');
  rmSync(at('all.json.files'), { recursive: true });
  const report = await imported(other, 'all.json', 'from/home');
  expect(report.notes).toEqual([{ place: 'files/key', reason: 'attachment-missing', name: 'long.bin' }]);
  const { fields } = await other.secrets.get('from/home/files/key');
  expect(fields.map(({ name }) => name)).toEqual(['small.bin']);
});

it('a long file that is another one is refused, and nothing is written', async () => {
  await fill(vault);
  await exported(vault, 'all.json');
  const [name = ''] = readdirSync(at('all.json.files'));
  writeFileSync(join(at('all.json.files'), name), Buffer.alloc(longBytes.length, 7));
  expect(await refusal(imported(other, 'all.json'))).toMatchObject({
    code: 'import-refused',
    reason: 'malformed',
  });
  expect(await other.secrets.list('')).toEqual([]);
});

it('a form of a newer program, and secrets that no vault may hold', async () => {
  writeFileSync(at('newer.json'), '{"holdfast":"export","version":2,"secrets":[]}');
  expect(await refusal(imported(other, 'newer.json'))).toMatchObject({
    reason: 'newer-version',
    version: 2,
  });
  const good = { path: 'ok', created: 1, updated: 1, newest: 1, tags: [], custom: [] };
  const version = { n: 1, created: 1, fields: [{ name: 'a', type: 'text', value: 'x' }] };
  const secrets = [
    { ...good, versions: [version] },
    { ...good, path: 'a//b', versions: [version] },
    { ...good, path: 'twice', versions: [version, version] },
    { ...good, path: 'far', newest: 0, versions: [version] },
    { ...good, path: 'type', versions: [{ ...version, fields: [{ name: 'a', type: 'code', value: '' }] }] },
    { ...good, path: 'names', versions: [{ ...version, fields: [...version.fields, ...version.fields] }] },
    { ...good, path: 'none', versions: [{ n: 1, created: 1 }] },
    'text',
  ];
  writeFileSync(at('mixed.json'), JSON.stringify({ holdfast: 'export', version: 1, secrets }));
  const report = await imported(other, 'mixed.json');
  expect(report).toMatchObject({ read: 8, created: 1 });
  expect(report.failed.map(({ reason }) => reason)).toEqual(Array.from({ length: 7 }, () => 'unfit'));
  expect((await other.secrets.list('')).map(({ path }) => path)).toEqual(['ok']);
});

const isLong = process.env['HOLDFAST_LONG'] === '1';
const field = fc.record({
  name: fc.string({ minLength: 1, maxLength: 20 }),
  type: fc.constantFrom(...fieldTypes.filter((type) => type !== 'attachment' && type !== 'otp')),
  value: fc.string({ unit: 'binary', maxLength: 200 }),
});
const fields = fc.uniqueArray(field, { selector: ({ name }) => name, minLength: 1, maxLength: 5 });
const act = fc.record({
  path: fc.constantFrom('a', 'a/b', 'ü/🔑', 'z z'),
  fields,
  after: fc.constantFrom('', '', 'delete', 'destroy'),
});

it('property: any vault, to JSON and back, is the same byte for byte', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
      run += 1;
      mkdirSync(at(`r${run}`));
      const [from, to] = [await memory(), await memory()];
      for (const one of acts) {
        const version = await from.secrets.put(one.path, base64Files(one.fields));
        if (one.after === 'delete') await from.secrets.delete(one.path);
        if (one.after === 'destroy') await from.secrets.destroy(one.path, [version]);
      }
      const before = await exported(from, `r${run}/a.json`);
      await imported(to, `r${run}/a.json`);
      expect(await exported(to, `r${run}/b.json`)).toBe(before);
      await Promise.all([from.lock(), to.lock()]);
    }),
    { numRuns: isLong ? 1_000 : 8 },
  );
});

function memory(): Promise<Vault> {
  return createVault({ kind: 'memory' }, { passphrase: '', kdf });
}

function base64Files(all: readonly Field[]): Field[] {
  return all.map((one) =>
    one.type === 'file' ? { ...one, value: Buffer.from(one.value).toString('base64') } : one,
  );
}
