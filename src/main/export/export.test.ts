import { execFileSync } from 'node:child_process';
import { createDecipheriv, createHmac, pbkdf2Sync } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type ExportFormat, exportFormats } from '../../shared/export.ts';
import { parseOtp } from '../../shared/otp.ts';
import { refusal } from '../backend/testing/harness.ts';
import { readKdbx } from '../import/kdbx.ts';
import { entriesOf, fieldsOf } from '../import/testing/collect.ts';
import { writePieces } from '../store/long-file.ts';
import type { Vault } from '../vault/vault.ts';
import { type ExportReport, exportStream, exportTo, planExport } from './export.ts';
import { openExport } from './open-export.ts';
import { fill, longBytes, otpText, vaultInFolder } from './testing/exported.ts';

let folder: string;
let vault: Vault;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, vault, remove } = await vaultInFolder());
  await fill(vault);
});
afterEach(() => remove());

const sealed = { password: 'export password' };
const at = (name: string) => join(folder, name);

async function written(
  format: ExportFormat,
  more: object = {},
): Promise<{ text: string; report: ExportReport }> {
  const file = at(`all.${format}`);
  const report = await exportTo(vault, file, { format, ...more });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  return { text: readFileSync(file, 'utf8'), report };
}

const lostOf = ({ lost }: Pick<ExportReport, 'lost'>) =>
  Object.fromEntries(lost.map(({ loss, count }) => [loss, count]));

describe('JSON', () => {
  it('has everything, in the order of the paths, with long files beside it', async () => {
    const { text, report } = await written('json');
    expect(report).toMatchObject({
      secrets: 5,
      lost: [],
      plain: true,
      beside: { files: 1, bytes: longBytes.length },
    });
    const { secrets } = JSON.parse(text);
    expect(secrets.map(({ path }: { path: string }) => path)).toEqual([
      'files/key',
      'old/gone',
      'prod/db/orders',
      'top',
      'web/Müller & Söhne <shop>',
    ]);
    const orders = secrets[2];
    expect(orders).toMatchObject({ newest: 3, versions: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    expect(orders.versions[0].fields).toBeUndefined();
    expect(orders.versions[2].fields[1]).toEqual({ name: 'password', type: 'secret', value: 'three' });
    expect(secrets[1].versions[0]).toMatchObject({
      deleted: expect.any(Number),
      fields: [{ value: 'was here' }],
    });
    expect(secrets[0]).toMatchObject({ max: 3, custom: [['owner', 'ops']] });
    const [digest = ''] = readdirSync(at('all.json.files'));
    expect(secrets[0].versions[0].fields[1].value).toBe(`${longBytes.length} ${digest}`);
    expect(readFileSync(join(at('all.json.files'), digest)).equals(longBytes)).toBe(true);
    expect(statSync(at('all.json.files')).mode & 0o777).toBe(0o700);
  });

  it('is the same text each time', async () => {
    const first = await written('json');
    const parts: Uint8Array[] = [];
    const report = await exportStream(
      await openExport(vault, { format: 'json' }),
      async (part) => void parts.push(part),
    );
    expect(Buffer.concat(parts).toString()).toBe(first.text);
    // A pipe has no place for it.
    expect(lostOf(report)).toEqual({ 'long-files': 1 });
  });

  it('is of a folder, or of chosen secrets, alone', async () => {
    const { text } = await written('json', { folder: 'prod' });
    expect(JSON.parse(text).secrets).toHaveLength(1);
    const paths = new Set(['top', 'old/gone']);
    expect(await planExport(vault, { format: 'csv', paths })).toMatchObject({
      secrets: 1,
      lost: [
        { loss: 'deleted-secrets', count: 1 },
        { loss: 'field-types', count: 1 },
      ],
    });
  });
});

describe('KeePass', () => {
  it('opens in our own reader: groups, history, files, codes, the recycle bin', async () => {
    const { report } = await written('kdbx', sealed);
    expect(report.plain).toBe(false);
    const bytes = readFileSync(at('all.kdbx'));
    const entries = entriesOf(await readKdbx({ name: 'all.kdbx', bytes, ...sealed }));
    expect(entries.map(({ folders, title }) => [...folders, title].join('/')).sort()).toEqual([
      'files/key',
      'old/gone',
      'prod/db/orders',
      'top',
      'web/Müller & Söhne <shop>',
    ]);
    const shop = entries.find(({ title }) => title.startsWith('Müller'));
    expect(shop?.versions).toHaveLength(2);
    expect(shop?.tags).toEqual(['shop', 'family']);
    expect(fieldsOf(shop)).toMatchObject({
      username: 'anna',
      password: 'p\u{1f511}, "quoted"\nsecond line',
      url: 'https://shop.example/?a=1&b=2',
      notes: 'line one\nline two',
      pin: '0042',
    });
    const key = entries.find(({ title }) => title === 'key');
    expect(Buffer.from(fieldsOf(key)['long.bin'] ?? '', 'base64').equals(longBytes)).toBe(true);
    expect(fieldsOf(key)['small.bin']).toBe('AAEC/w==');
    const orders = entries.find(({ title }) => title === 'orders');
    expect(orders?.versions.map(({ fields }) => fields.find(({ type }) => type === 'secret')?.value)).toEqual(
      ['two', 'three'],
    );
  });

  it('opens in keepassxc-cli', async () => {
    await written('kdbx', sealed);
    const run = (...args: string[]) =>
      execFileSync('keepassxc-cli', [...args], {
        input: `${sealed.password}\n`,
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run('ls', '-R', '-f', at('all.kdbx')).split('\n')).toEqual(
      expect.arrayContaining(['prod/db/orders', 'top', 'Recycle Bin/old/gone']),
    );
    const path = 'web/Müller & Söhne <shop>';
    expect(run('show', '-s', '-a', 'Password', at('all.kdbx'), path)).toBe(
      'p\u{1f511}, "quoted"\nsecond line\n',
    );
    expect(run('show', '-a', 'otp', '-s', at('all.kdbx'), path)).toBe(`${otpText}\n`);
    run('attachment-export', at('all.kdbx'), 'files/key', 'long.bin', at('long.bin'));
    expect(readFileSync(at('long.bin')).equals(longBytes)).toBe(true);
  });
});

const code = (kind: string, more: string) =>
  `otpauth://${kind}/?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&${more}`;
const kinds = {
  plain: code('totp', 'algorithm=SHA1&digits=6&period=30'),
  steam: code('steam', ''),
  counted: code('hotp', 'algorithm=SHA1&digits=6&counter=42'),
};

async function fillCodes() {
  for (const [name, value] of Object.entries(kinds))
    await vault.secrets.put(`codes/${name}`, [
      { name: 'username', type: 'text', value: 'anna' },
      { name: 'otp', type: 'otp', value },
    ]);
}

describe('one-time codes', () => {
  beforeEach(fillCodes);

  it('are as KeePass and KeePassXC know them: no code by counter becomes a wrong one by time', async () => {
    await written('kdbx', { ...sealed, folder: 'codes' });
    const entries = entriesOf(await readKdbx({ name: 'x', bytes: readFileSync(at('all.kdbx')), ...sealed }));
    const fields = (title: string) => fieldsOf(entries.find((one) => one.title === title));
    expect(fields('plain')['otp']).toBe(kinds.plain);
    expect(parseOtp(fields('steam')['otp'] ?? '')).toMatchObject({ kind: 'steam' });
    expect(fields('counted')).toEqual({ username: 'anna', otp: kinds.counted });
    const show = () =>
      execFileSync('keepassxc-cli', ['show', '-t', at('all.kdbx'), 'codes/counted'], {
        input: `${sealed.password}\n`,
        stdio: 'pipe',
      });
    expect(show).toThrow();
  });

  it('stand where they were left', async () => {
    await vault.codes.take('codes/counted');
    await vault.codes.take('codes/counted');
    expect((await written('otpauth', { folder: 'codes' })).text).toContain('counter=44');
    await written('kdbx', { ...sealed, folder: 'codes' });
    const entries = entriesOf(await readKdbx({ name: 'x', bytes: readFileSync(at('all.kdbx')), ...sealed }));
    expect(fieldsOf(entries.find(({ title }) => title === 'counted'))['otp']).toContain('counter=44');
    expect(lostOf(await planExport(vault, { format: 'csv', folder: 'codes' }))).not.toHaveProperty('rules');
  });

  it('are as Bitwarden knows them', async () => {
    const { items } = JSON.parse((await written('bitwarden', { folder: 'codes' })).text);
    const of = (name: string) => items.find((one: { name: string }) => one.name === name);
    expect(of('plain').login.totp).toBe(kinds.plain);
    expect(of('steam').login.totp).toBe('steam://GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
    expect(of('counted')).toMatchObject({
      login: { totp: null },
      fields: [{ name: 'otp', value: kinds.counted, type: 1 }],
    });
  });

  it('have a name that an authenticator shows', async () => {
    const { text, report } = await written('otpauth', { folder: 'codes' });
    expect(text.split('\n')[1]).toMatch(/^otpauth:\/\/totp\/plain:anna\?.*issuer=plain/);
    expect(report).toMatchObject({ secrets: 3, lost: [{ loss: 'beside-codes', count: 3 }] });
  });
});

describe('what is told before', () => {
  it('counts what goes, and tells of names and values as the writing does', async () => {
    await vault.secrets.put('web/odd', [
      { name: 'email', type: 'text', value: '=1' },
      { name: 'site', type: 'url', value: 'https://odd.example' },
      { name: 'zero', type: 'secret', value: 'a\0b' },
      { name: '..', type: 'note', value: '\n-' },
    ]);
    await vault.secrets.updateMetadata('web/odd', { set: [['expires', '2031-12-31']], tags: ['a,b'] });
    // What age seals is the JSON.
    for (const format of exportFormats.filter((one) => one !== 'age')) {
      const request = { format, folder: 'web', ...sealed };
      const plan = await planExport(vault, request);
      const { lost, secrets } = await exportTo(vault, at(format), request);
      expect([format, plan.lost, plan.secrets]).toEqual([format, lost, secrets]);
    }
    const metadata = { expiry: 1, events: 1 };
    const told = async (format: ExportFormat) =>
      lostOf(await planExport(vault, { format, paths: new Set(['web/odd']) }));
    expect(await told('csv')).toEqual({ formulas: 1, renamed: 2, 'field-types': 2, ...metadata });
    expect(await told('env')).toMatchObject({ unfit: 1, expiry: 1, tags: 1 });
    expect(await told('k8s')).toMatchObject({ renamed: 1, expiry: 1 });
    expect(await told('kdbx')).toEqual({ renamed: 2, 'field-types': 1, 'tag-names': 1, events: 1 });
  });

  it('KeePass has the day on which a secret ends, and what XML has no character for', async () => {
    await vault.secrets.put('end', [{ name: 'odd', type: 'text', value: 'a\u0001b\ufffe' }]);
    await vault.secrets.updateMetadata('end', { set: [['expires', '2031-12-31']] });
    await written('kdbx', { ...sealed, paths: new Set(['end']) });
    const [entry] = entriesOf(await readKdbx({ name: 'x', bytes: readFileSync(at('all.kdbx')), ...sealed }));
    expect(entry?.expires).toBe(Date.UTC(2031, 11, 31, 23, 59, 59));
    expect(fieldsOf(entry)['odd']).toBe('a\u0001b\ufffe');
  });

  it('a secret that Kubernetes would refuse for its size stays behind', async () => {
    await vault.secrets.put('large', [{ name: 'a', type: 'secret', value: 'x'.repeat(1024 * 1024 + 1) }]);
    const { text, report } = await written('k8s', { paths: new Set(['large', 'top']) });
    expect(text).not.toContain('"large"');
    expect(lostOf(report)).toEqual({ 'too-large': 1 });
  });
});

describe('Bitwarden', () => {
  it('is items in folders, and says what it leaves behind', async () => {
    const { text, report } = await written('bitwarden');
    const { items, folders } = JSON.parse(text);
    const shop = items.find(({ name }: { name: string }) => name.startsWith('Müller'));
    expect(folders.find(({ id }: { id: string }) => id === shop.folderId)).toMatchObject({ name: 'web' });
    expect(shop).toMatchObject({
      type: 1,
      notes: 'line one\nline two',
      login: {
        username: 'anna',
        totp: otpText,
        uris: [{ uri: 'https://shop.example/?a=1&b=2' }, { uri: 'https://shop.example/admin' }],
      },
      fields: [{ name: 'pin', value: '0042', type: 1 }],
    });
    expect(lostOf(report)).toMatchObject({
      'deleted-secrets': 1,
      'older-versions': 2,
      files: 1,
      'long-files': 1,
      tags: 1,
      rules: 1,
      events: 2,
    });
  });

  it('has cards and identities, which come back as they were', async () => {
    const field = (name: string, value: string, type: 'text' | 'secret' | 'note' = 'text') => ({
      ...{ name, type, value },
    });
    const card = [
      ...[field('cardholder', 'Ada'), field('card-number', '4111', 'secret'), field('expires', '4/2031')],
      ...[
        field('security-code', '123', 'secret'),
        field('pin', '0000', 'secret'),
        field('notes', 'n', 'note'),
      ],
    ];
    const person = [
      ...[field('first-name', 'Ada'), field('last-name', 'L.'), field('email', 'ada@example.com')],
      ...[field('phone', '1'), field('address', 'Street 1\nTown', 'note'), field('birth-date', '1815')],
    ];
    await vault.secrets.put('own/card', card);
    await vault.secrets.put('own/person', person);
    const { text, report } = await written('bitwarden', { folder: 'own' });
    const { items } = JSON.parse(text);
    expect(items[0]).toMatchObject({
      ...{ type: 3, notes: 'n', fields: [{ name: 'pin', value: '0000', type: 1 }] },
      card: { cardholderName: 'Ada', number: '4111', code: '123', expMonth: '4', expYear: '2031' },
    });
    expect(items[1]).toMatchObject({
      ...{ type: 4, fields: [{ name: 'birth-date', value: '1815', type: 0 }] },
      identity: { firstName: 'Ada', email: 'ada@example.com', address1: 'Street 1', address2: 'Town' },
    });
    expect(lostOf(report)).toEqual({ renamed: 1 });
  });

  it('keeps favourites, and other formats say that they do not', async () => {
    await vault.several.favourite({ paths: ['top'] }, true);
    const items: { name: string; favorite: boolean }[] = JSON.parse((await written('bitwarden')).text).items;
    expect(items.filter(({ favorite }) => favorite).map(({ name }) => name)).toEqual(['top']);
    expect(lostOf(await planExport(vault, { format: 'bitwarden' }))).not.toHaveProperty('favourites');
    expect(lostOf(await planExport(vault, { format: 'csv' }))).toMatchObject({ favourites: 1 });
    await vault.several.favourite({ paths: ['top'] }, false);
  });

  it('opens by its password, read by what Bitwarden documents', async () => {
    const plain = JSON.parse((await written('bitwarden')).text);
    await exportTo(vault, at('sealed.json'), { format: 'bitwarden', ...sealed });
    const { salt, kdfIterations, data } = JSON.parse(readFileSync(at('sealed.json'), 'utf8'));
    const key = pbkdf2Sync(sealed.password, salt, kdfIterations, 32, 'sha256');
    const expand = (info: string) => createHmac('sha256', key).update(`${info}\u0001`).digest();
    const [iv, ciphertext, mac] = data
      .slice(2)
      .split('|')
      .map((part: string) => Buffer.from(part, 'base64'));
    expect(createHmac('sha256', expand('mac')).update(iv).update(ciphertext).digest().equals(mac)).toBe(true);
    const cipher = createDecipheriv('aes-256-cbc', expand('enc'), iv);
    expect(JSON.parse(Buffer.concat([cipher.update(ciphertext), cipher.final()]).toString())).toEqual(plain);
  });
});

describe('age', () => {
  it('is the JSON with the long files in it, for a password or a public key', async () => {
    const { text } = await written('json');
    const identity = await generateX25519Identity();
    const recipients = [await identityToRecipient(identity)];
    await exportTo(vault, at('to.age'), { format: 'age', recipients });
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = JSON.parse(await decrypter.decrypt(readFileSync(at('to.age')), 'text'));
    const { files, ...rest } = opened;
    expect(rest).toEqual(JSON.parse(text));
    expect(Object.values<string>(files).map((one) => Buffer.from(one, 'base64').equals(longBytes))).toEqual([
      true,
    ]);
  });

  it('refuses what is no public key', async () => {
    expect(
      await refusal(exportTo(vault, at('to.age'), { format: 'age', recipients: ['age1nobody'] })),
    ).toEqual({
      code: 'bad-input',
      what: 'recipient',
      reason: 'malformed',
    });
    expect(existsSync(at('to.age'))).toBe(false);
  });
});

describe('plain texts', () => {
  it('CSV is read by Python as it was, and runs nothing in a spreadsheet', async () => {
    await vault.secrets.put('cmd', [{ name: 'password', type: 'secret', value: '=cmd()' }]);
    const { report } = await written('csv');
    const program =
      'import csv,json,sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline="")))))';
    const rows = JSON.parse(execFileSync('python3', ['-c', program, at('all.csv')], { encoding: 'utf8' }));
    const shop = rows.find(({ title }: { title: string }) => title.startsWith('Müller'));
    expect(shop).toMatchObject({
      folder: 'web',
      username: 'anna',
      password: 'p\u{1f511}, "quoted"\nsecond line',
      tags: 'shop,family',
      fields: 'admin: https://shop.example/admin\npin: 0042',
    });
    expect(rows.find(({ title }: { title: string }) => title === 'cmd').password).toBe("'=cmd()");
    expect(lostOf(report)).toMatchObject({ formulas: 1, 'deleted-secrets': 1 });
  });

  it('env lines are what a shell takes them for', async () => {
    await vault.secrets.put('ld', [{ name: 'preload', type: 'secret', value: '/evil.so' }]);
    const { text, report } = await written('env');
    const shell = (name: string) =>
      execFileSync('sh', ['-c', `. "$1"; printf %s "$${name}"`, 'sh', at('all.env')], { encoding: 'utf8' });
    expect(shell('TOP_VALUE')).toBe("it's");
    expect(shell('PROD_DB_ORDERS_PASSWORD')).toBe('three');
    expect(text).toContain("LD_PRELOAD_='/evil.so'");
    expect(lostOf(report)).toMatchObject({ renamed: 1 });
  });

  it('Kubernetes manifests have valid names and the very values', async () => {
    await vault.secrets.put('a b', [{ name: 'k', type: 'secret', value: '1' }]);
    await vault.secrets.put('a/b', [{ name: 'ö k', type: 'secret', value: 'true' }]);
    const { text, report } = await written('k8s');
    const all = parseAllDocuments(text).map((one) => one.toJS());
    const names = all.map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/);
    const b = all.find(({ metadata }) => metadata.annotations['holdfast/path'] === 'a/b');
    expect(Buffer.from(b.data['__k'], 'base64').toString()).toBe('true');
    expect(lostOf(report)['renamed']).toBe(2);
  });

  it('otpauth has the codes alone', async () => {
    const { text, report } = await written('otpauth');
    expect(text).toBe(`${otpText}\n`);
    expect(lostOf(report)).toMatchObject({ 'no-codes': 3 });
  });
});

it('writes over nothing, and leaves nothing where it fails', async () => {
  writeFileSync(at('taken'), 'mine');
  for (const format of exportFormats) {
    expect(await refusal(exportTo(vault, at('taken'), { format, ...sealed }))).toMatchObject({
      code: 'exists',
    });
  }
  expect(readFileSync(at('taken'), 'utf8')).toBe('mine');
  const calling = new AbortController();
  const before = readdirSync(folder);
  const stopped = exportTo(
    vault,
    at('new'),
    { format: 'json' },
    {
      signal: calling.signal,
      progress: (done) => done === 3 && calling.abort(),
    },
  );
  expect(await refusal(stopped)).toEqual({ code: 'cancelled' });
  expect(readdirSync(folder)).toEqual(before);
});

it('long files have their folder when all is written; what a crash left a day ago goes', async () => {
  const left = at('.holdfast-1-a1.part');
  const young = at('.holdfast-2-a1.part');
  mkdirSync(left);
  writeFileSync(join(left, 'digest'), 'plain');
  writeFileSync(young, 'another machine');
  utimesSync(left, 1, 1);
  const seen: boolean[] = [];
  const progress = () => void seen.push(existsSync(at('all.json.files')));
  await exportTo(vault, at('all.json'), { format: 'json' }, { progress });
  expect(seen).toEqual([false, false, false, false, false]);
  expect(readdirSync(at('all.json.files'))).toHaveLength(1);
  expect([existsSync(left), existsSync(young)]).toEqual([false, true]);
});

it('a secret that came from another program was made when it was made there', async () => {
  await vault.secrets.updateMetadata('top', { set: [['created', '2019-05-03T10:00:00.000Z']] });
  const paths = new Set(['top']);
  const { items } = JSON.parse((await written('bitwarden', { paths })).text);
  expect(items[0].creationDate).toBe('2019-05-03T10:00:00.000Z');
  expect(lostOf(await planExport(vault, { format: 'bitwarden', paths }))).not.toHaveProperty('rules');
});

it('is written down in the audit, without a path', async () => {
  await written('kdbx', sealed);
  expect((await vault.audit.list()).at(-1)).toMatchObject({
    action: 'vault.export',
    path: 'kdbx',
    outcome: 'done',
  });
});

it('refuses an empty password, and none where one is needed', async () => {
  for (const more of [{}, { password: '' }])
    expect(await refusal(exportTo(vault, at('x'), { format: 'kdbx', ...more }))).toMatchObject({
      what: 'passphrase',
    });
});

it('secrets of all sizes, more than are read in one go, come in their order', async () => {
  const { vault: many, remove: removeMany } = await vaultInFolder();
  const sizes = Array.from({ length: 150 }, (_, i) => (i % 50 === 7 ? 1_500_000 : i));
  await many.secrets.apply(
    sizes.map((size, i) => ({
      ...{ op: 'store' as const, path: `s/${String(i).padStart(3, '0')}` },
      fields: [{ name: 'v', type: 'secret' as const, value: `${i}`.padEnd(size, 'x') }],
    })),
  );
  const steps: number[] = [];
  await exportTo(many, at('many.json'), { format: 'json' }, { progress: (done) => steps.push(done) });
  const { secrets } = JSON.parse(readFileSync(at('many.json'), 'utf8'));
  const values = secrets.map((one: { versions: { fields: string[][] }[] }) => one.versions[0]?.fields[0]);
  expect(values).toEqual(
    sizes.map((size, i) => ({ name: 'v', type: 'secret', value: `${i}`.padEnd(size, 'x') })),
  );
  expect(steps).toEqual(sizes.map((_, i) => i + 1));
  await removeMany();
});

it('writes to no folder, through no link, into nothing, and leaves nothing where the folder goes', async () => {
  mkdirSync(at('a folder'));
  symlinkSync(at('a folder'), at('link'));
  symlinkSync(at('nowhere'), at('dangling'));
  for (const name of ['a folder', 'link', 'dangling'])
    expect(await refusal(exportTo(vault, at(name), { format: 'json' }))).toMatchObject({ code: 'exists' });
  expect(readdirSync(at('a folder'))).toEqual([]);
  expect(existsSync(at('nowhere'))).toBe(false);
  const missing = exportTo(vault, at('no/such/all.csv'), { format: 'csv' });
  expect(await refusal(missing)).toMatchObject({ code: 'store' });
  mkdirSync(at('going'));
  const progress = (done: number) => done === 1 && rmSync(at('going'), { recursive: true });
  const gone = exportTo(vault, at('going/all.csv'), { format: 'csv' }, { progress });
  expect(await refusal(gone)).toMatchObject({ code: 'store' });
  expect(existsSync(at('going'))).toBe(false);
});

it.runIf(process.platform === 'linux')('says that the disk is full', async () => {
  const full = await open('/dev/full', 'w');
  const opened = await openExport(vault, { format: 'json' });
  const { write } = await (await import('./exporters.ts')).exporters.json();
  const pieces = async function* () {
    for await (const part of write(opened.source, { lose: () => undefined })) yield Buffer.from(part);
  };
  expect(await refusal(writePieces(full, pieces()))).toEqual({ code: 'no-space' });
  await full.close();
});
