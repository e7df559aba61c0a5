import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, lstatSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Built, builtForTest } from './testing/built.ts';
import { openScreen, type Screen } from './testing/screen.ts';

// What people's accounts, shells and terminals do to the built program.
let built: Built;
let screens: Screen[] = [];
beforeAll(() => {
  built = builtForTest();
  built.holdfast([...built.vault, 'secret', 'put', 'db', 'password=hunter2-hunter2']);
});
afterEach(() => {
  for (const screen of screens) screen.hangUp();
  screens = [];
});
afterAll(() => built.remove());

/** A line for a shell, in which `$hf` is the program with the vault. */
function shell(line: string, env: Record<string, string> = {}) {
  const hf = `${built.bin} ${built.vault.join(' ')}`;
  const all = { cwd: built.home, env: { ...built.env, hf, ...env }, input: '' };
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], all);
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

test.each([
  String.raw`$hf secret put $'caf\xe9' x=y`,
  String.raw`$hf secret put latin x=$'caf\xe9'`,
  String.raw`$hf secret put latin $'k\xff=y'`,
  String.raw`$hf secret put latin x=$'\xc3'`,
  String.raw`$hf secret get $'\xed\xa0\x80' x`,
  String.raw`$hf run --env A=db#password -- printf %s $'\xe9'`,
  String.raw`HOLDFAST_VAULT= ${'$'}{hf%% *} secret get $'caf\xe9' x`,
])('what is not UTF-8 in an argument is refused: %s', (line) => {
  const ran = shell(line);
  expect(ran).toMatchObject({ code: 8, out: '', err: expect.stringContaining('UTF-8') });
  expect(shell('$hf secret list').out).toBe('db\n');
});

test('an argument that holds U+FFFD itself is taken', () => {
  expect(
    shell(
      String.raw`$hf secret put x v=$'\xef\xbf\xbd\xc3\xa9' && $hf secret get x v && $hf secret destroy x --versions 1`,
    ),
  ).toMatchObject({
    code: 0,
    out: expect.stringContaining('\ufffdé'),
  });
});

test('without HOME, and as a user that the system does not know, it works', () => {
  const bare = `env -i PATH="$PATH" ${built.bin} ${built.vault.join(' ')} secret get db password`;
  expect(shell(bare)).toEqual({ code: 0, out: 'hunter2-hunter2', err: '' });
  if (process.getuid?.() !== 0) return;
  chmodSync(built.home, 0o755);
  for (const file of ['a.holdfast', 'p']) chmodSync(join(built.home, file), 0o666);
  const stranger = `setpriv --reuid 54321 --regid 54321 --clear-groups ${bare}`;
  const ran = shell(stranger);
  expect(ran.err).not.toMatch(/at |uv_|Error/);
  expect(ran).toMatchObject({ code: 0, out: 'hunter2-hunter2' });
  // Through the app: there is none, and that is told.
  const app = shell(
    `setpriv --reuid 54321 --regid 54321 --clear-groups env -i PATH="$PATH" ${built.bin} secret get db password`,
  );
  expect(app.err).toMatch(/^holdfast: [A-Z][^\n]+\n$/);
  expect(app.code).not.toBe(1);
});

test.each([
  ['too long', '$hf run --env-file long -- true', 126, /longer/],
  [
    'CR LF',
    String.raw`printf '#!/bin/sh\r\necho hi\r\n' > t; chmod +x t; $hf run --env A=db#password -- ./t`,
    127,
    /Windows/,
  ],
  [
    'interpreter',
    String.raw`printf '#!/no/such/thing\n' > t; chmod +x t; $hf run --env A=db#password -- ./t`,
    127,
    /\/no\/such\/thing/,
  ],
  [
    'folder as interpreter',
    String.raw`printf '#!/tmp\n' > t; chmod +x t; $hf run --env A=db#password -- ./t`,
    126,
    /not permitted/,
  ],
])('a command that does not start (%s) ends with 126 or 127 and a sentence', (_, line, code, words) => {
  writeFileSync(join(built.home, 'long'), `BIG='${'x'.repeat(200_000)}'\nA=holdfast://db#password\n`);
  for (const flag of ['', '--no-masking']) {
    const ran = shell(line.replace('run ', `run ${flag} `));
    expect(ran).toEqual({
      code,
      out: '',
      err: expect.stringMatching(/^holdfast: The command cannot be started\. [A-Z][^\n]+\n$/),
    });
    expect(ran.err).toMatch(words);
  }
});

test('at a terminal such a command ends alike, and the terminal is as before', async () => {
  writeFileSync(join(built.home, 't'), '#!/bin/sh\r\necho\r\n', { mode: 0o755 });
  const screen = open([...built.vault, 'run', '--env', 'A=db#password', '--', './t']);
  const before = screen.settings();
  await screen.until('Windows');
  expect(await screen.ended).toBe(127);
  expect(screen.settings()).toBe(before);
});

test('standard output that is closed: exit 9, and nothing is done', () => {
  expect(shell('$hf secret put closed x=y >&-')).toMatchObject({
    code: 9,
    err: expect.stringContaining('closed'),
  });
  expect(shell(`${built.bin} secret get db password >&-`)).toMatchObject({ code: 9 });
  expect(shell('$hf secret list').out).toBe('db\n');
  expect(shell('$hf secret get db password < /dev/null > /dev/null')).toEqual({ code: 0, out: '', err: '' });
});

test('--out writes into a pipe or a device, and leaves it what it is', () => {
  const template = 'printf holdfast://db#password > tpl;';
  expect(shell(`${template} mkfifo f; cat f > got & $hf inject tpl --out f; wait; cat got`)).toMatchObject({
    code: 0,
    out: 'hunter2-hunter2',
  });
  expect(lstatSync(join(built.home, 'f')).isFIFO()).toBe(true);
  expect(shell(`$hf inject tpl --out >(cat > sub); until [ -s sub ]; do :; done; cat sub`)).toMatchObject({
    code: 0,
    out: 'hunter2-hunter2',
  });
  expect(shell('$hf inject tpl --out /dev/stdout')).toMatchObject({ code: 0, out: 'hunter2-hunter2' });
  expect(shell('$hf inject tpl --out /dev/stdout > file; cat file')).toMatchObject({
    code: 0,
    out: 'hunter2-hunter2',
  });
  symlinkSync('/dev/null', join(built.home, 'link'));
  expect(shell('$hf inject tpl --out link && $hf inject tpl --out /dev/null')).toMatchObject({ code: 0 });
  expect(lstatSync(join(built.home, 'link')).isSymbolicLink()).toBe(true);
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  expect(lstatSync('/dev/stdout').isSymbolicLink()).toBe(true);
  expect(
    shell(
      'cat f > got & printf abc | $hf cipher encrypt k --out f; wait; $hf cipher decrypt --in got --out /dev/stdout',
    ),
  ).toMatchObject({ code: 0, out: 'abc' });
  const mode = statSync('/dev/null').mode;
  expect(shell('echo A=1 > .env; $hf import .env --report /dev/null')).toMatchObject({ code: 0 });
  expect(statSync('/dev/null').mode).toBe(mode);
});

test('SIGUSR1 opens no debugger', async () => {
  const args = [...built.vault, 'secret', 'put', 'late', '--stdin', 'k'];
  const child = spawn(built.bin, args, { cwd: built.home, env: built.env });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  await new Promise<void>((done) => child.stdin.write(Buffer.alloc(4 * 1024 * 1024), () => done()));
  child.kill('SIGUSR1');
  child.kill('SIGUSR1');
  child.stdin.end();
  // It did what it was asked for as if nothing had come, and nothing listens.
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(err).toBe('');
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'once it asks for a passphrase, no other program of this person may read its memory',
  async () => {
    const person = ['--reuid', '54321', '--regid', '54321', '--clear-groups', '--'];
    for (const file of ['', 'a.holdfast']) chmodSync(join(built.home, file), 0o755);
    const args = [...person, built.bin, '--vault', join(built.home, 'a.holdfast'), 'secret', 'list'];
    const screen = openScreen({ file: '/usr/bin/setpriv', args, env: built.env });
    screens.push(screen);
    await screen.until('Passphrase of the vault: ');
    // The kernel gives the files of such a process to root.
    expect(statSync(`/proc/${screen.pid}/mem`).uid).toBe(0);
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
  },
);

function open(args: readonly string[]): Screen {
  const screen = openScreen({
    file: '/bin/sh',
    args: ['-c', `cd "${built.home}"; exec "$0" "$@"`, built.bin, ...args],
    env: built.env,
  });
  screens.push(screen);
  return screen;
}

test.each([
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGQUIT', 131],
  ['SIGUSR2', 140],
  ['SIGALRM', 142],
  ['SIGTERM', 143],
  ['SIGXCPU', 152],
] as const)('at the prompt %s leaves the terminal as it was', async (signal, code) => {
  const screen = open(['--vault', 'a.holdfast', 'secret', 'list']);
  const before = screen.settings();
  await screen.until('Passphrase of the vault: ');
  expect(screen.settings()).not.toBe(before);
  process.kill(screen.pid, signal);
  expect(await screen.ended).toBe(code);
  expect(screen.settings()).toBe(before);
});

test.each([['SIGXCPU'], ['SIGVTALRM'], ['SIGTRAP']] as const)(
  'under run %s leaves the terminal as it was',
  async (signal) => {
    const screen = open([
      ...built.vault,
      'run',
      '--env',
      'A=db#password',
      '--',
      'sh',
      '-c',
      'echo ready; exec sleep 600',
    ]);
    const before = screen.settings();
    await screen.until('ready');
    expect(screen.settings()).not.toBe(before);
    process.kill(screen.pid, signal);
    await screen.ended;
    expect(screen.settings()).toBe(before);
  },
);

test('Ctrl+Z at the prompt gives the shell its terminal, and fg asks again', async () => {
  const env = { ...built.env, PS1: 'prompt$ ', TERM: 'xterm' };
  const screen = openScreen({ file: '/bin/sh', args: ['-i'], env });
  screens.push(screen);
  await screen.until('prompt$ ');
  screen.type(`cd '${built.home}'; ${built.bin} --vault a.holdfast secret get db password\r`);
  await screen.until('Passphrase of the vault: ');
  screen.type('\u001a');
  await screen.until('Stopped');
  await screen.until('prompt$ ');
  screen.type('fg\r');
  await screen.until('Passphrase of the vault: ');
  screen.type('\u001b[200~correct horse battery\n\u001b[201~\r');
  await screen.until('hunter2-hunter2');
  await screen.until('prompt$ ');
  screen.type('exit\r');
  expect(await screen.ended).toBe(0);
});
