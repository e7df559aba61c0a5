import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cheap } from './testing/vault.ts';

// The launcher and the built program, as a person runs them: in a folder of their own, for the
// checkout's build may be older or being replaced.
const checkout = join(import.meta.dirname, '../..');
const home = mkdtempSync(join(tmpdir(), 'holdfast-process-'));
const bin = join(home, 'bin/holdfast');
const env = { PATH: process.env['PATH'] ?? '', HOME: home, XDG_CACHE_HOME: join(home, 'cache') };
const vault = ['--vault', 'a.holdfast', '--passphrase-file', 'p'];

beforeAll(() => {
  mkdirSync(join(home, 'bin'));
  copyFileSync(join(checkout, 'bin/holdfast'), bin);
  symlinkSync(join(checkout, 'node_modules'), join(home, 'node_modules'));
  const vite = join(checkout, 'node_modules/vite/bin/vite.js');
  const args = [
    vite,
    'build',
    '--config',
    'build/cli.config.ts',
    '--outDir',
    join(home, 'out/cli'),
    '--emptyOutDir',
  ];
  execFileSync(process.execPath, args, { cwd: checkout, stdio: 'pipe' });
  writeFileSync(join(home, 'p'), 'correct horse battery\n');
});
afterAll(() => rmSync(home, { recursive: true }));

function holdfast(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(bin, args, { cwd: home, env, input });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

test('init, put, get, not found: what the issue shows', () => {
  const init = ['init', 'a.holdfast', '--passphrase-file', 'p', ...cheap];
  expect(holdfast(init)).toMatchObject({ code: 0, out: '' });
  const before = readFileSync(join(home, 'a.holdfast'));
  expect(holdfast(init)).toMatchObject({ code: 8 });
  expect(readFileSync(join(home, 'a.holdfast'))).toEqual(before);
  const put = ['secret', 'put', 'prod/db/orders', 'user=app-login', '--stdin', 'password'];
  expect(holdfast([...vault, ...put], 's3cret')).toEqual({ code: 0, out: '1\n', err: '' });
  expect(holdfast([...vault, 'secret', 'get', 'prod/db/orders', 'password'])).toMatchObject({
    code: 0,
    out: 's3cret',
  });
  expect(holdfast([...vault, 'secret', 'get', 'prod/nope'])).toMatchObject({ code: 3, out: '' });
});

test('the vault is one file, and holds no path, field name or value in any spelling', () => {
  expect(readdirSync(home).filter((name) => name.startsWith('a.holdfast'))).toEqual(['a.holdfast']);
  const bytes = readFileSync(join(home, 'a.holdfast')).toString('latin1');
  expect(bytes).toContain('argon2id');
  const planted = ['xs3crety', 'xxs3cretyy', 'xxxs3cret'].map((text) => Buffer.from(text).toString('base64'));
  for (const text of planted)
    expect(spellings('s3cret').some((spelling) => text.includes(spelling))).toBe(true);
  for (const word of [
    'prod/db/orders',
    'prod',
    'orders',
    'password',
    'user',
    'app-login',
    's3cret',
    'battery',
  ]) {
    for (const spelling of spellings(word))
      expect(bytes.includes(spelling), `${word} as ${spelling}`).toBe(false);
  }
});

// UTF-8, UTF-16 of both orders, hex, and base64 at each of its three alignments, without the ends
// that depend on neighbours.
function spellings(word: string): string[] {
  const utf8 = Buffer.from(word);
  const utf16 = Buffer.from(word, 'utf16le');
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), utf8])
      .toString('base64')
      .replaceAll('=', '');
    return text.slice(Math.ceil((shift * 8) / 6), -1);
  });
  const hex = utf8.toString('hex');
  const texts = [utf8, utf16, Buffer.from(utf16).swap16()].map((bytes) => bytes.toString('latin1'));
  return [...texts, hex, hex.toUpperCase(), ...base64.filter((text) => text.length >= 4)];
}

test('what is imported may come from standard input or a pipe', () => {
  expect(holdfast(['init', 'piped.holdfast', '--passphrase-file', 'p', ...cheap]).code).toBe(0);
  const at = ['--vault', 'piped.holdfast', '--passphrase-file', 'p'];
  const from = holdfast([...at, 'import', '-', '--prefix', 'in', '--quiet'], 'A=1\nB=2\n');
  expect(from).toMatchObject({ code: 0, out: expect.stringMatching(/^created: {2}1$/m) });
  expect(holdfast([...at, 'secret', 'get', 'in', 'B']).out).toBe('2');
  const twice = holdfast([...at, 'import', '-', '--import-passphrase-file', '-'], 'A=1\n');
  expect(twice).toMatchObject({ code: 2, err: expect.stringMatching(/Standard input is the file/) });
});

test('a KeePass file arrives, once; its report is for nobody else', () => {
  const data = join(checkout, 'src/main/import/testdata');
  writeFileSync(join(home, 'file-password'), 'demo\n');
  const kdbx = [join(data, 'Argon2id.kdbx'), '--import-key-file', join(data, 'demo.key')];
  const bring = [...vault, 'import', ...kdbx, '--prefix', 'old', '--import-passphrase-file', 'file-password'];
  const dry = holdfast([...bring, '--dry-run', '--json', '--report', 'report.json']);
  const told = { read: 4, created: 4, skipped: [], failed: [], dryRun: true };
  expect(JSON.parse(dry.out)).toEqual({
    ...told,
    notes: expect.arrayContaining([
      { place: 'General/my entry', reason: 'left-out', losses: ['auto-type', 'icon', 'colours'], icon: '2' },
    ]),
    preview: expect.arrayContaining([expect.anything()]),
  });
  expect(readFileSync(join(home, 'report.json'), 'utf8')).toBe(
    `${JSON.stringify(JSON.parse(dry.out), undefined, 2)}\n`,
  );
  expect(statSync(join(home, 'report.json')).mode & 0o777).toBe(0o600);
  expect(holdfast([...vault, 'secret', 'list', 'old'])).toMatchObject({ code: 0, out: '' });
  expect(holdfast(bring)).toMatchObject({ code: 0, out: expect.stringMatching(/created: +4\n/) });
  const again = holdfast(bring);
  expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/created: +0\nskipped: +4\n/) });
  expect(again.err).toContain('skipped: General/my entry: it is imported already');
  const read = holdfast([...vault, 'secret', 'get', 'old/Sample Entry #2', '--format', 'json']);
  expect(JSON.parse(read.out)).toMatchObject({ username: 'Michael321', password: '12345' });
});

test.each([
  [['Argon2id.kdbx', '--import-passphrase-file', 'p'], 8, /password or key file is wrong/],
  [['Argon2id.kdbx'], 2, /--import-passphrase-file/],
  [['README.md'], 8, /format/],
  [['nowhere.kdbx', '--import-passphrase-file', 'p'], 8, /cannot be read/],
  [['README.md', '--format', 'xml'], 2, /docs.import.md/],
  [['README.md', '--format', 'json'], 8, /damaged or cut short/],
])('import %j ends with %i and writes nothing', async (args, code, words) => {
  const before = readFileSync(join(home, 'a.holdfast'));
  const [file = '', ...flags] = args;
  const path = join(checkout, 'src/main/import/testdata', file);
  const ran = await withoutTerminal([...vault, 'import', path, ...flags]);
  expect(ran).toEqual({ code, err: expect.stringMatching(words) });
  expect(readFileSync(join(home, 'a.holdfast'))).toEqual(before);
});

// In a session of its own there is nobody to ask, also where the tests run at a terminal.
async function withoutTerminal(args: readonly string[]): Promise<{ code: unknown; err: string }> {
  const child = spawn(bin, args, { cwd: home, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(child, 'close');
  return { code, err: Buffer.concat(chunks).toString() };
}

test('a reader that leaves early is no failure', () => {
  const script = `"${bin}" ${vault.join(' ')} secret list --json | true; exec 3>&1; { "${bin}" --help; echo $? >&3; } | true`;
  const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', script], { cwd: home, env });
  expect({ status, stdout: stdout.toString(), stderr: stderr.toString() }).toEqual({
    status: 0,
    stdout: '0\n',
    stderr: '',
  });
});

test.runIf(process.platform === 'linux')('a value that cannot be written is a failure: exit 9', () => {
  const script = `"${bin}" ${vault.join(' ')} secret get prod/db/orders password > /dev/full`;
  const { status, stderr } = spawnSync('/bin/sh', ['-c', script], { cwd: home, env });
  expect(status).toBe(9);
  expect(stderr.toString()).toContain('no space');
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while it waits for standard input: exit %i, and the vault is whole', async (signal, code) => {
  const before = readFileSync(join(home, 'a.holdfast'));
  const child = spawn(bin, [...vault, 'secret', 'put', 'late', '--stdin', 'k'], { cwd: home, env });
  // It reads standard input last before it opens the vault: once the pipe has drained, it is
  // waiting there.
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await drained(child.stdin);
  child.kill(signal);
  expect(await ended).toBe(code);
  expect(readFileSync(join(home, 'a.holdfast'))).toEqual(before);
});

// More than a pipe holds: the last of it is only taken once the program reads.
async function drained(stdin: NodeJS.WritableStream): Promise<void> {
  await new Promise<void>((resolve) => stdin.write(Buffer.alloc(4 * 1024 * 1024), () => resolve()));
}

test('one get loads no parser of imports', () => {
  const program = join(home, 'out/cli/index.js');
  const hooks = `
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { process._rawDebug('loaded ' + url); return next(url, context); } });`;
  const url = `data:text/javascript,${encodeURIComponent(hooks)}`;
  const args = ['--import', url, program, ...vault, 'secret', 'get', 'prod/db/orders', 'password'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: home, env });
  expect(stdout.toString()).toBe('s3cret');
  const loaded = stderr.toString().match(/loaded .*/g) ?? [];
  expect(loaded.some((line) => line.includes('/vault-'))).toBe(true);
  expect(
    loaded.filter((line) => /kdbx|import|init-|diceware|generate|help-|terminal|put-/.test(line)),
  ).toEqual([]);
});
