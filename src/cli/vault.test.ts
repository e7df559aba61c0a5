import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli } from './testing/fake.ts';
import { cheap, damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await vaultForTest();
  await fixture.run(['secret', 'put', 'prod/db', 'user=app', 'password=s3cret']);
});
afterAll(() => fixture.remove());

test('init leaves what is there as it is, whatever it is', async () => {
  const before = readFileSync(fixture.file);
  const flags = ['--passphrase-file', fixture.passphraseFile, ...cheap];
  expect(await cli(['init', fixture.file, ...flags])).toMatchObject({
    code: 8,
    err: expect.stringContaining('exists'),
  });
  expect(readFileSync(fixture.file)).toEqual(before);
  const link = join(fixture.folder, 'dangling');
  symlinkSync(join(fixture.folder, 'nowhere'), link);
  expect(await cli(['init', link, ...flags])).toMatchObject({ code: 8 });
  expect(await cli(['init', join(fixture.folder, 'no/such/folder'), ...flags])).toMatchObject({ code: 9 });
});

test('init asks twice, warns of a cheap key derivation, and tells its file as JSON', async () => {
  const file = join(fixture.folder, 'asked.holdfast');
  const differ = await cli(['init', file, ...cheap], { typed: ['one', 'two'] });
  expect(differ).toMatchObject({ code: 8, err: expect.stringContaining('differ') });
  const made = await cli(['init', file, '--json', ...cheap], { typed: ['one', 'one'] });
  expect(JSON.parse(made.out)).toMatchObject({ file, kdf: { memoryKiB: 8_192, passes: 1 } });
  expect(made.err).toContain('Warning');
  expect(await cli(['--vault', file, 'secret', 'list'], { typed: ['one'] })).toMatchObject({ code: 0 });
});

test.each([
  [['--kdf-memory', '4'], 8],
  [['--kdf-memory', '99999'], 2],
  [['--kdf-time', '0'], 2],
  [['--kdf-time', 'x'], 2],
])('init refuses %j', async (kdf, code) => {
  const file = join(fixture.folder, 'refused.holdfast');
  expect(await cli(['init', file, '--passphrase-file', fixture.passphraseFile, ...kdf])).toMatchObject({
    code,
  });
});

test('an empty passphrase makes no vault', async () => {
  const empty = fixture.write('empty', '\n');
  expect(await cli(['init', join(fixture.folder, 'e'), '--passphrase-file', empty, ...cheap])).toMatchObject({
    code: 8,
  });
});

test("the passphrase: one line end is the editor's, the rest counts", async () => {
  const list = ['--vault', fixture.file, 'secret', 'list', '--passphrase-file'];
  for (const [content, code] of [
    ['correct horse battery', 0],
    ['correct horse battery\r\n', 0],
    ['\ufeffcorrect horse battery', 0],
    ['\ufeffcorrect horse battery\r\n', 0],
    ['\ufeff\ufeffcorrect horse battery', 4],
    ['correct\ufeff horse battery', 4],
    ['correct horse battery\n\n', 4],
    ['correct horse battery ', 4],
    ['', 4],
  ] as const) {
    expect(await cli([...list, fixture.write('try', content)])).toMatchObject({ code });
  }
  expect(await cli([...list, '-'], { stdin: 'correct horse battery\nmore' })).toMatchObject({ code: 0 });
  expect(await cli([...list, '-'], { stdin: 'correct horse battery\r\n' })).toMatchObject({ code: 0 });
  expect(await cli([...list, fixture.write('bytes', Uint8Array.of(0xff))])).toMatchObject({ code: 8 });
  for (const encoding of ['utf16le', 'latin1'] as const) {
    const other = Buffer.from('\u00e9corr\u00e8ct', encoding);
    expect(await cli([...list, fixture.write('bytes', other)])).toMatchObject({ code: 8 });
  }
  expect(await cli([...list, '-'], { stdin: '\ufeffcorrect horse battery\n' })).toMatchObject({ code: 0 });
  expect(await cli([...list, join(fixture.folder, 'none')])).toMatchObject({ code: 8 });
});

test('without a passphrase and without a terminal the vault is locked: exit 4', async () => {
  const ran = await cli(['--vault', fixture.file, 'secret', 'list']);
  expect(ran).toMatchObject({ code: 4, out: '', err: expect.stringContaining('--passphrase-file') });
});

test('nobody is asked for the passphrase of a file that is not there', async () => {
  const ran = await cli(['--vault', join(fixture.folder, 'none'), 'secret', 'list'], { typed: [] });
  expect(ran).toMatchObject({ code: 3, err: expect.stringContaining('no vault') });
});

test('the vault by HOLDFAST_VAULT; without either the app: exit 9 when it has never run', async () => {
  const argv = ['secret', 'list', '--passphrase-file', fixture.passphraseFile];
  expect(await cli(argv, { env: { HOLDFAST_VAULT: fixture.file } })).toMatchObject({
    code: 0,
    out: 'prod/db\n',
  });
  expect(await cli(argv)).toMatchObject({ code: 9, err: expect.stringContaining('--vault FILE') });
  expect(await cli(['--vault=', ...argv])).toMatchObject({ code: 2 });
});

test('status needs no passphrase', async () => {
  const ran = await cli(['--vault', fixture.file, 'status', '--json']);
  expect(JSON.parse(ran.out)).toMatchObject({
    file: fixture.file,
    id: expect.stringMatching(/^[0-9a-f]{32}$/),
    revision: 2,
    readOnly: false,
    slots: [{ kind: 'passphrase', kdf: { name: 'argon2id', memoryKiB: 8_192 } }],
  });
  expect(ran.out).not.toContain('wrapped');
  expect((await cli(['--vault', fixture.file, 'status'])).out).toMatch(/^vault: .*\nrevision: +2\n/);
});

test('verify tells what it read', async () => {
  expect(JSON.parse((await fixture.run(['verify', '--json'])).out)).toMatchObject({
    ok: true,
    secrets: 1,
    versions: 1,
    damaged: [],
  });
  expect(await fixture.run(['verify'], { stderrTTY: true })).toMatchObject({
    code: 0,
    out: expect.stringMatching(/secrets: +1\n/),
    err: expect.stringContaining('objects'),
  });
});

test('an interrupted command ends with 130 and writes nothing', async () => {
  const before = readFileSync(fixture.file);
  const signal = AbortSignal.abort();
  expect(await fixture.run(['secret', 'put', 'p', 'k=v'], { signal })).toMatchObject({ code: 130, out: '' });
  expect(await fixture.run(['secret', 'put', 'p', '--stdin', 'k'], { signal, stdin: 'x' })).toMatchObject({
    code: 130,
  });
  expect(readFileSync(fixture.file)).toEqual(before);
});

const bad: [string, (file: string) => void, number][] = [
  ['an empty file', (file) => writeFileSync(file, ''), 8],
  [
    'another file',
    (file) => writeFileSync(file, 'not a vault, but some text of more than a hundred bytes '.repeat(4)),
    8,
  ],
  ['a folder', (file) => mkdirSync(file), 8],
  ['a dangling link', (file) => symlinkSync('nowhere', file), 8],
  ['a cut file', (file) => writeFileSync(file, readFileSync(fixture.file).subarray(0, 5_000)), 7],
  ['nothing', () => undefined, 3],
];

test.each(bad)('%s is refused by every command and left as it is', async (name, make, code) => {
  const file = join(fixture.folder, `bad ${name}`);
  make(file);
  const before = contentOf(file);
  for (const argv of [['status'], ['verify'], ['secret', 'get', 'a'], ['secret', 'put', 'a', 'k=v']]) {
    const ran = await cli(['--vault', file, '--passphrase-file', fixture.passphraseFile, ...argv]);
    expect(ran, argv.join(' ')).toMatchObject({
      code,
      out: '',
      err: expect.stringMatching(/^holdfast: .+\n$/),
    });
  }
  expect(contentOf(file)).toEqual(before);
});

function contentOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

test('a damaged version: verify names it and its secret, exit 7', async () => {
  const file = join(fixture.folder, 'damaged.holdfast');
  copyFileSync(fixture.file, file);
  const flags = ['--vault', file, '--passphrase-file', fixture.passphraseFile];
  await cli([...flags, 'secret', 'put', 'prod/large', `key=${'x'.repeat(5_000)}`]);
  // The largest object is that version.
  damageLargest(file);
  const ran = await cli([...flags, 'verify']);
  expect(ran).toMatchObject({ code: 7, out: expect.stringMatching(/damaged: +1\n/) });
  expect(ran.err).toMatch(/damaged: version [0-9a-f]{32}, of "prod\/large" \(version 1\)/);
});

test.runIf(process.getuid?.() !== 0)(
  'a read-only vault is read, and refuses to be written: exit 9',
  async () => {
    const file = join(fixture.folder, 'read-only.holdfast');
    copyFileSync(fixture.file, file);
    chmodSync(file, 0o400);
    const flags = ['--vault', file, '--passphrase-file', fixture.passphraseFile];
    expect(await cli([...flags, 'secret', 'get', 'prod/db', 'user'])).toMatchObject({ code: 0, out: 'app' });
    expect(await cli([...flags, 'secret', 'put', 'prod/db', 'a=b'])).toMatchObject({ code: 9, out: '' });
  },
);

test('a new passphrase that is easy to guess is asked for once more, and may be kept or not', async () => {
  const strong = 'viola gravel oxide tundra';
  const make = (name: string, ...typed: string[]) =>
    cli(['init', join(fixture.folder, name), '--quiet', ...cheap], { typed });
  const opens = async (name: string, passphrase: string) =>
    (await cli(['--vault', join(fixture.folder, name), 'secret', 'list'], { typed: [passphrase] })).code;
  expect(await make('weak', 'password1', 'password1')).toMatchObject({ code: 0 });
  expect(await opens('weak', 'password1')).toBe(0);
  expect(await make('other', 'password1', '', strong, strong)).toMatchObject({ code: 0 });
  expect(await opens('other', strong)).toBe(0);
  expect(await make('none', 'password1', 'password2')).toMatchObject({ code: 8 });
  expect(await make('none', strong, '')).toMatchObject({ code: 8 });
});

test('at a terminal a passphrase file that others may read, or that is easy to guess, is told of', async () => {
  const file = fixture.write('open', 'correct horse battery\n');
  const list = ['--vault', fixture.file, 'secret', 'list', '--passphrase-file', file];
  for (const [mode, told] of [
    [0o644, true],
    [0o640, true],
    [0o604, true],
    [0o600, false],
    [0o400, false],
  ] as const) {
    chmodSync(file, mode);
    const { code, err } = await cli(list, { stderrTTY: true });
    expect([code, err.includes('others on this machine may read')]).toEqual([0, told]);
  }
  chmodSync(file, 0o644);
  expect((await cli([...list, '--quiet'], { stderrTTY: true })).err).toBe('');
  const weak = fixture.write('weak-file', 'password1');
  chmodSync(weak, 0o600);
  const made = await cli(['init', join(fixture.folder, 'w2'), '--passphrase-file', weak, ...cheap], {
    stderrTTY: true,
  });
  expect(made).toMatchObject({ code: 0, err: expect.stringContaining('easy to guess') });
});
