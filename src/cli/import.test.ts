import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Encrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { puttyKeys } from '../main/crypto/testing/putty-keys.ts';
import { addEntry, bytesOf, newDatabase } from '../main/import/testing/keepass.ts';
import { exportPart } from '../main/import/testing/otp-export.ts';
import { pictured } from '../main/import/testing/samples.ts';
import { exit } from './exit.ts';
import { type Fixture, vaultForTest } from './testing/vault.ts';

// The parser as its source: the built one may be older.
vi.mock('../main/import/fork.ts', async (original) => {
  const { forkParser } = await original<typeof import('../main/import/fork.ts')>();
  const source = new URL('../main/import/process.ts', import.meta.url);
  return { forkParser: () => forkParser(fileURLToPath(source)) };
});

let fixture: Fixture;
beforeEach(async () => {
  fixture = await vaultForTest();
});
afterEach(() => fixture.remove());

const write = (name: string, text: string) => {
  writeFileSync(join(fixture.folder, name), text);
  return join(fixture.folder, name);
};
const listed = async () => (await fixture.run(['secret', 'list'])).out.split('\n').filter(Boolean);

test('--undo takes the last import back, tells before what it would do, and is refused a second time', async () => {
  await fixture.run(['secret', 'put', 'mail', 'password=mine']);
  const rows = 'name,url,username,password\nBank,https://bank.example,ada,one\nShop,,bob,two\n';
  expect(await fixture.run(['import', write('list.csv', rows)])).toMatchObject({ code: 0 });
  await fixture.run(['secret', 'put', 'Shop', 'password=since']);
  const dry = await fixture.run(['import', '--undo', '--dry-run', '--json']);
  expect(JSON.parse(dry.out)).toMatchObject({
    dryRun: true,
    files: ['list.csv'],
    secrets: 1,
    stays: ['Shop'],
  });
  expect(await listed()).toEqual(['Bank', 'Shop', 'mail']);
  const done = await fixture.run(['import', '--undo']);
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('changed since: Shop') });
  expect(done.out).toMatch(/^imported: +20.*\nfile: +list\.csv\nundone: +1\nstays: +1\n$/);
  expect(await listed()).toEqual(['Shop', 'mail']);
  expect(await fixture.run(['import', '--undo'])).toMatchObject({
    code: exit.notFound,
    err: expect.stringContaining('no import that can be undone'),
  });
});

test.each([
  [['import'], 'import FILE'],
  [['import', '--undo', 'list.csv'], 'list.csv'],
  [['import', '--undo', '--prefix', 'x'], '--prefix'],
  [['import', '--undo', '--map', 'a=title'], '--map'],
  [['import', 'list.csv', '--map', 'a=title', '--map', 'B=title'], 'several columns are to be it: a, b'],
  [['import', '--undo', '--trash', 'skip'], '--trash'],
  [['import', '--undo', '--delete-source'], '--delete-source'],
])('%j is wrong usage', async (args, told) => {
  expect(await fixture.run(args)).toMatchObject({ code: exit.usage, err: expect.stringContaining(told) });
});

const rows =
  'name,url,username,password\nBank,https://bank.example,ada,one\nShop,https://shop.example,bob,two\n';

test('the file is named as plain text once all of it is in the vault, and deleted where that is wanted', async () => {
  const file = write('list.csv', rows);
  const first = await fixture.run(['import', file]);
  expect(first.err).toContain('list.csv is plain text: whoever gets it');
  const dry = await fixture.run(['import', file, '--dry-run']);
  expect(dry.err).not.toContain('plain text');
  const again = await fixture.run(['import', file, '--delete-source']);
  expect(again).toMatchObject({ code: 0, err: expect.stringContaining('Deleted list.csv.') });
  expect(existsSync(file)).toBe(false);
  expect(await listed()).toEqual(['Bank', 'Shop']);
});

test('a file that age sealed to a key is not called plain text', async () => {
  const identity = await generateIdentity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const file = fixture.write('x.env.age', await encrypter.encrypt('A=1\n'));
  const ran = await fixture.run(['import', file, '--import-key-file', write('key.txt', identity)]);
  expect(ran).toMatchObject({ code: 0, err: expect.stringContaining('x.env.age is encrypted') });
});

test('a file of which something failed or was left out stays, and so does one that it is a link to', async () => {
  const bad = write('list.env', 'A=1\n2BAD\n');
  const kept = await fixture.run(['import', bad, '--prefix', 'in', '--delete-source']);
  expect(kept).toMatchObject({ code: exit.refused, err: expect.stringContaining('was not deleted') });
  const file = write('list.csv', rows);
  symlinkSync(file, join(fixture.folder, 'link.csv'));
  const link = await fixture.run(['import', join(fixture.folder, 'link.csv'), '--delete-source']);
  expect(link).toMatchObject({ code: exit.usage, err: expect.stringContaining('link.csv') });
  expect(await listed()).toEqual(['in']);
  expect([existsSync(bad), existsSync(file)]).toEqual([true, true]);
});

test.each([
  ['a folder', ['FOLDER']],
  ['standard input', ['-']],
  ['a dry run', ['list.csv', '--dry-run']],
])('--delete-source is refused for %s, before anything is read', async (_, args) => {
  mkdirSync(join(fixture.folder, 'FOLDER'));
  write('FOLDER/list.csv', rows);
  write('list.csv', rows);
  const given = args.map((arg) => (/^F|csv$/.test(arg) ? join(fixture.folder, arg) : arg));
  const ran = await fixture.run(['import', ...given, '--delete-source'], { stdin: rows });
  expect(ran).toMatchObject({ code: exit.usage, err: expect.stringContaining('--delete-source') });
  expect(existsSync(join(fixture.folder, 'FOLDER/list.csv'))).toBe(true);
  expect(await listed()).toEqual([]);
});

test('pictures of codes are one export, wherever they stand among the files; the same again brings nothing', async () => {
  const [one, two] = [
    fixture.write('1.png', pictured(exportPart(['Shop:ada'], { of: 2, at: 0 }))),
    fixture.write('2.png', pictured(exportPart(['Mail:ada'], { of: 2, at: 1 }))),
  ];
  const missing = await fixture.run(['import', one, '--dry-run']);
  expect(missing).toMatchObject({ code: 0, err: expect.stringContaining('1 picture of this export') });
  const given = [one, write('list.csv', rows), two];
  const first = await fixture.run(['import', ...given, '--json']);
  expect(JSON.parse(first.out)).toMatchObject({ created: 4, skipped: [], failed: [] });
  expect(first.err).not.toContain('of this export');
  expect(first.err).toContain('2.png is plain text');
  const again = await fixture.run(['import', one, two, '--json', '--delete-source']);
  expect(JSON.parse(again.out)).toMatchObject({ created: 0 });
  expect([existsSync(one), existsSync(two)]).toEqual([false, false]);
  expect(await listed()).toEqual(['Bank', 'Mail', 'Shop', 'Shop (2)']);
}, 60_000);

test('the public half of a key beside it comes into the same secret, and alone into its own', async () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICR5Id6DQK2IaTdmk1kKZ/Z8o0UMfsoDDiH2ZbUBz4mM';
  mkdirSync(join(fixture.folder, 'ssh'));
  write('ssh/id', '-----BEGIN OPENSSH PRIVATE KEY-----\nabcd\n-----END OPENSSH PRIVATE KEY-----\n');
  for (const name of ['ssh/id.pub', 'ssh/other.pub']) write(name, `${line}\n`);
  expect(await fixture.run(['import', join(fixture.folder, 'ssh')])).toMatchObject({ code: 0 });
  expect(await listed()).toEqual(['id', 'other.pub']);
  expect((await fixture.run(['secret', 'get', 'id', 'public-key'])).out).toBe(line);
});

test('an empty file of a folder is told and stops nothing; of several, the one whose password is missing is named', async () => {
  mkdirSync(join(fixture.folder, 'in'));
  write('in/a.csv', rows);
  write('in/b.json', '');
  const ran = await fixture.run(['import', join(fixture.folder, 'in')]);
  expect(ran).toMatchObject({ code: 0, err: expect.stringMatching(/b\.json: it is empty/) });
  expect(await listed()).toEqual(['Bank', 'Shop']);
  const key = puttyKeys.find(([name]) => name === 'ed25519 2 pass')?.[1] ?? '';
  write('in/key.ppk', key);
  const locked = await fixture.run(['import', join(fixture.folder, 'in')]);
  expect(locked).toMatchObject({ code: exit.usage, err: expect.stringMatching(/key\.ppk[\s\S]*password/) });
});

test('of several files what is told names the one it is of', async () => {
  write('a.env', 'A=1\n2BAD\n');
  write('b.csv', 'name,password\nBank,one\nonly\n');
  const files = ['a.env', 'b.csv'].map((name) => join(fixture.folder, name));
  const several = await fixture.run(['import', ...files]);
  expect(several.err).toMatch(/a\.env, line 2: /);
  expect(several.err).toMatch(/b\.csv, line 3: /);
  const [one = ''] = files;
  expect((await fixture.run(['import', one, '--prefix', 'again'])).err).toMatch(/failed: line 2: /);
});

test('what another program encrypted is told with what to do, and of a folder which file it is', async () => {
  const sealed = 'a: ENC[AES256_GCM,data:x]\nsops:\n  mac: y\n';
  const piped = await fixture.run(['import', '-'], { stdin: sealed });
  expect(piped).toMatchObject({ code: exit.refused, err: expect.stringContaining('decrypt it there') });
  mkdirSync(join(fixture.folder, 'in'));
  write('in/prod.yaml', sealed);
  vi.stubEnv('PATH', fixture.folder);
  const ran = await fixture.run(['import', join(fixture.folder, 'in')]);
  vi.unstubAllEnvs();
  expect(ran.err).toMatch(/prod\.yaml[\s\S]*not installed.*\(sops\)/);
});

test('a file of a folder that is gone meanwhile is named, and nothing of the others is written', async () => {
  mkdirSync(join(fixture.folder, 'in'));
  mkdirSync(join(fixture.folder, 'bin'));
  write('in/b.csv', rows);
  write('in/a.asc', '-----BEGIN PGP MESSAGE-----\n');
  const gone = join(fixture.folder, 'in/b.csv');
  write('bin/gpg', `#!/bin/sh\nrm ${gone}\necho 'A=1'\n`);
  chmodSync(join(fixture.folder, 'bin/gpg'), 0o755);
  vi.stubEnv('PATH', `${join(fixture.folder, 'bin')}:/usr/bin:/bin`);
  const ran = await fixture.run(['import', join(fixture.folder, 'in')]);
  vi.unstubAllEnvs();
  expect(ran).toMatchObject({ code: exit.refused, err: expect.stringMatching(/b\.csv[\s\S]*still there/) });
  expect(await listed()).toEqual([]);
});

/** A database of KeePass with one entry, which has its name. */
async function database(name: string, password: string) {
  const made = await newDatabase(3, password);
  addEntry(made, made.getDefaultGroup(), { Title: name, Password: name });
  return fixture.write(`in/${name}.kdbx`, await bytesOf(made));
}

test('several files with passwords of their own: each by its name in options, the others asked for by name', async () => {
  mkdirSync(join(fixture.folder, 'in'));
  for (const name of ['a', 'b', 'c']) await database(name, `of ${name}`);
  const folder = join(fixture.folder, 'in');
  const [ofA, ofC] = [write('pa', 'of a\n'), write('pc', 'of c\n')];
  const own = ['--import-passphrase-file', `a.kdbx=${ofA}`, '--import-passphrase-file', `in/c.kdbx=${ofC}`];
  const untold = await fixture.run(['import', folder, ...own]);
  expect(untold).toMatchObject({ code: exit.usage, err: expect.stringMatching(/b\.kdbx[\s\S]*FILE=F/) });
  const asked: string[] = [];
  const typed = (question: string) => {
    const name = /(.)\.kdbx/.exec(question)?.[1] ?? '';
    asked.push(name);
    return `of ${name}`;
  };
  expect(await fixture.run(['import', folder, ...own], { typed })).toMatchObject({ code: 0 });
  expect(asked).toEqual(['b']);
  expect(await listed()).toEqual(['a', 'b', 'c']);
  expect(await fixture.run(['import', folder, '--prefix', 'again'], { typed })).toMatchObject({ code: 0 });
  expect(asked).toEqual(['b', 'a', 'b', 'c']);
  const mixed = ['--import-passphrase-file', ofA, '--import-passphrase-file', `c.kdbx=${ofC}`];
  const wrong = await fixture.run(['import', folder, ...mixed, '--prefix', 'third']);
  expect(wrong).toMatchObject({ code: exit.refused, err: expect.stringMatching(/b\.kdbx/) });
});

test.each([
  [['x.kdbx=p'], 'names x.kdbx, which is none'],
  [['p', 'q'], '--import-passphrase-file is given twice'],
  [['a=p', 'a=q'], '--import-passphrase-file is given twice'],
  [['-', 'list.csv=-'], 'first line of standard input'],
])('passphrase files %j are refused, and nothing is written', async (given, told) => {
  const file = write('list.csv', rows);
  const options = given.flatMap((one) => [
    '--import-passphrase-file',
    one.replace(/(?<==)p$/, fixture.passphraseFile),
  ]);
  const ran = await fixture.run(['import', file, ...options]);
  expect(ran).toMatchObject({ code: exit.usage, err: expect.stringContaining(told) });
  expect(await listed()).toEqual([]);
});

test('a key file is for the file that it names', async () => {
  const identity = await generateIdentity();
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(identity));
  const file = fixture.write('x=1.env.age', await encrypter.encrypt('A=1\n'));
  const key = write('key=.txt', identity);
  const ran = await fixture.run(['import', file, '--import-key-file', key]);
  expect(ran).toMatchObject({ code: 0 });
  const own = await fixture.run(['import', file, '--import-key-file', `x=1.env.age=${write('k', identity)}`]);
  expect(own).toMatchObject({ code: 0 });
});

test('the files of a 1PIF come with its folder, and are told where its data alone is named', async () => {
  const item = {
    uuid: 'AB1',
    typeName: 'webforms.WebForm',
    title: 'Shop',
    secureContents: { notesPlain: 'n' },
  };
  mkdirSync(join(fixture.folder, 'x.1pif/attachments/AB1'), { recursive: true });
  mkdirSync(join(fixture.folder, 'x.1pif/attachments/gone'));
  const mark = '***5642bee8-a5ff-11dc-8314-0800200c9a66***';
  const data = write('x.1pif/data.1pif', `${JSON.stringify(item)}\n${mark}\n`);
  write('x.1pif/attachments/AB1/scan.json', '{"this is":"no export"}');
  write('x.1pif/attachments/gone/other.txt', 'x');
  const alone = await fixture.run(['import', data, '--prefix', 'alone']);
  expect(alone).toMatchObject({ code: 0, err: expect.stringContaining('in the folder “attachments”') });
  const ran = await fixture.run(['import', join(fixture.folder, 'x.1pif')]);
  expect(ran).toMatchObject({ code: exit.refused, err: expect.stringMatching(/other\.txt: no entry names/) });
  expect(ran.err).not.toContain('in the folder');
  expect(await listed()).toEqual(['Shop', 'alone/Shop']);
  const file = await fixture.run(['secret', 'get', 'Shop', 'scan.json']);
  expect(file.bytes.toString()).toBe('{"this is":"no export"}');
});

test('columns of several tables are said for each by its file, or for all', async () => {
  const a = write('a.csv', 'What,Word,City\nShop,one,Bonn\n');
  const b = write('b.csv', 'Thing: it,Word,City\nMail,two,Ulm\n');
  const said = ['a.csv:What=title', 'b.csv:Thing: it=title', 'Word=password', `${b}:City=folder`];
  const ran = await fixture.run(['import', a, b, ...said.flatMap((one) => ['--map', one])]);
  expect(ran).toMatchObject({ code: 0 });
  expect(await listed()).toEqual(['Shop', 'Ulm/Mail']);
  expect((await fixture.run(['secret', 'get', 'Shop', 'City'])).out).toBe('Bonn');
  expect((await fixture.run(['secret', 'get', 'Ulm/Mail', 'password'])).out).toBe('two');
  const twice = await fixture.run(['import', a, b, '--map', 'a.csv:What=title', '--map', 'Word=title']);
  expect(twice).toMatchObject({
    code: exit.usage,
    err: expect.stringContaining('several columns are to be it'),
  });
});
