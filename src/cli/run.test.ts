import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mask } from './mask/masker.ts';
import { type Built, builtForTest } from './testing/built.ts';

// `holdfast run` with real children. What needs a terminal is in run-terminal.test.ts.
let built: Built;
const password = 'p@ss w/"quotes" é';

beforeAll(() => {
  built = builtForTest();
  const put = (...words: string[]) =>
    expect(built.holdfast([...built.vault, 'secret', 'put', ...words], password)).toMatchObject({ code: 0 });
  put('prod/db/orders', 'user=app', '--stdin', 'password', '--type', 'user=text');
  put('pins', 'pin=123', 'empty=');
  writeFileSync(join(built.home, 'bytes'), Buffer.from([0xff, 0, 1]));
  put('file', '--file', `bytes=${join(built.home, 'bytes')}`, '--stdin', 'text', '--type', 'text=file');
});
afterAll(() => built.remove());

const asPassword = ['--env', 'PGPASSWORD=prod/db/orders#password'];
const run = (args: readonly string[], input = '') => built.holdfast([...built.vault, 'run', ...args], input);
const sh = (script: string, ...flags: string[]) => run([...asPassword, ...flags, '--', 'sh', '-c', script]);

/** A child that goes on while the test looks at it. */
function started(script: string): ChildProcess {
  const args = [...built.vault, 'run', ...asPassword, '--', 'sh', '-c', script];
  return spawn(built.bin, args, { cwd: built.home, env: built.env, detached: true });
}

test('the value is there, its output a mask, its exit code ours: what the issue shows', () => {
  expect(sh('echo $PGPASSWORD; exit 7')).toEqual({ code: 7, out: `${mask}\n`, err: '' });
  expect(sh('echo "$PGPASSWORD" >&2; printf %s "$PGPASSWORD" | base64')).toEqual({
    code: 0,
    out: `${mask}\n`,
    err: `${mask}\n`,
  });
});

test('--no-masking leaves it, and the value is exact', () => {
  expect(sh('printf %s "$PGPASSWORD"; exit 3', '--no-masking')).toEqual({ code: 3, out: password, err: '' });
});

test('a value written in parts is masked; a prompt appears before its answer is read', async () => {
  const child = started(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is a shell's
    'printf "Name? "; read -r name; printf %.4s "$PGPASSWORD"; read -r x; printf %s "${PGPASSWORD#????}"; echo " $name"',
  );
  let out = '';
  const shown = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => out.includes(text) && resolve();
      child.stdout?.on('data', look);
      look();
    });
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  await shown('Name? ');
  child.stdin?.write('Ann\n');
  child.stdin?.write('\n');
  await shown('Ann\n');
  expect(out).toBe(`Name? ${mask} Ann\n`);
});

test('bytes come through as they are, both ways, also many', () => {
  const bytes = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => (at * 7 + (at >> 8)) & 0xff));
  const args = [...built.vault, 'run', ...asPassword, '--', 'cat'];
  const { stdout, status } = spawnSync(built.bin, args, {
    cwd: built.home,
    env: built.env,
    input: bytes,
    maxBuffer: 1e8,
  });
  expect(status).toBe(0);
  expect(stdout.equals(bytes)).toBe(true);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const)(
  '%s reaches the child, which decides what comes of it',
  async (signal) => {
    const name = signal.slice(3);
    // No `wait`: a signal that comes just before it begins would be heard when it ends.
    const child = started(`trap 'echo got; exit 42' ${name}; echo ready; while :; do sleep 0.05; done`);
    let out = '';
    child.stdout?.on('data', (chunk) => {
      out += chunk;
    });
    await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([42, null]);
    expect(out).toBe('ready\ngot\n');
  },
);

test.each([
  ['TERM', 143],
  ['KILL', 137],
  ['PIPE', 141],
])('a child that SIG%s ends is exit %i', (signal, code) => {
  expect(sh(`kill -${signal} $$`)).toMatchObject({ code });
});

test('no such command is 127, and what cannot be run 126; nothing was started', () => {
  writeFileSync(join(built.home, 'plain'), 'echo');
  expect(run([...asPassword, '--', 'no-such-command'])).toMatchObject({ code: 127, out: '' });
  expect(run([...asPassword, '--', './nowhere'])).toMatchObject({ code: 127, out: '' });
  expect(run([...asPassword, '--', './plain'])).toMatchObject({ code: 126, out: '' });
  expect(run([...asPassword, '--', '/tmp'])).toMatchObject({ code: 126, out: '' });
  chmodSync(join(built.home, 'plain'), 0o755);
  expect(run([...asPassword, '--', './plain'])).toMatchObject({ code: 0, out: '\n' });
});

test('the command is looked up in our own PATH, whatever the PATH that it is given', () => {
  writeFileSync(join(built.home, 'true'), '#!/bin/sh\necho evil\n', { mode: 0o755 });
  built.holdfast([...built.vault, 'secret', 'put', 'hostile', `PATH=${built.home}`]);
  expect(run(['--env', 'PATH=hostile#PATH', '--', 'true'])).toEqual({ code: 0, out: '', err: '' });
  // Whoever types the name means it, also where the same secret is taken as a whole.
  expect(run(['--env', 'PATH=hostile#PATH', '--secret', 'hostile', '--', 'true'])).toMatchObject({ code: 0 });
  expect(run(['--secret', 'hostile', '--', 'true'])).toMatchObject({
    code: 8,
    err: expect.stringContaining('PATH'),
  });
});

test('what is missing is exit 3, each with its place, and the command does not start', () => {
  writeFileSync(join(built.home, 'env'), 'A=1\n\nB="x {{ holdfast://prod/nope#y }}"\n');
  const all = ['--env', 'C=prod/db/orders#nope', '--env', 'D*=prod/none', '--env-file', 'env', ...asPassword];
  const ran = run([...all, '--', 'touch', 'started']);
  expect(ran).toMatchObject({ code: 3, out: '' });
  expect(ran.err).toContain('env file, line 3: There is no secret at "prod/nope"');
  expect(ran.err).toContain('--env C: This secret has no field "nope"');
  expect(ran.err).toContain('--env D*: There is no secret at "prod/none"');
  expect(existsSync(join(built.home, 'started'))).toBe(false);
});

test('whole secrets, an env file, and which of two wins', () => {
  const lines = [
    'PLAIN=here',
    'URL=postgres://app:holdfast://prod/db/orders#password@db',
    'PGUSER=file',
    'PIN=1',
  ];
  writeFileSync(join(built.home, 'env'), `${lines.join('\n')}\n`);
  const env = (...flags: string[]) => {
    const { code, out } = run([...flags, '--no-masking', '--', 'env']);
    expect(code).toBe(0);
    return Object.fromEntries(out.split('\n').map((line) => line.split(/=(.*)/)));
  };
  expect(env('--env', 'PG*=prod/db/orders', '--env-file', 'env')).toMatchObject({
    PGUSER: 'app',
    PGPASSWORD: password,
    PLAIN: 'here',
    URL: `postgres://app:${password}@db`,
  });
  expect(env('--secret', 'prod/db/orders')).toMatchObject({ user: 'app', password });
  expect(env('--env', 'P=holdfast://prod/db/orders?version=1#password')).toMatchObject({ P: password });
  expect(env('--env', 'T=file#text')).toMatchObject({ T: password });
});

test('only hidden values are masked, and it says of those that are too short', () => {
  const ran = run(['--env', 'PG*=prod/db/orders', '--secret', 'pins', '--', 'sh', '-c', 'echo $PGUSER $pin']);
  expect(ran).toMatchObject({ code: 0, out: 'app 123\n' });
  expect(ran.err).toBe('A value in pin is not masked: it has less than 4 bytes.\n');
});

test('without a reference no vault is needed', () => {
  writeFileSync(join(built.home, 'env'), 'PLAIN=here\n');
  expect(built.holdfast(['run', '--env-file', 'env', '--', 'sh', '-c', 'echo $PLAIN'])).toMatchObject({
    code: 0,
    out: 'here\n',
  });
});

test.each([
  [['--', 'true'], 2, /--env/],
  [['--env', 'A=b', '--', 'true'], 2, /no #KEY/],
  [['--env', '1A=b#c', '--', 'true'], 2, /NAME/],
  [['--env', 'A=/b#c', '--', 'true'], 2, /no path/],
  [['--env', 'A=b#c', '--env', 'A=d#e', '--', 'true'], 2, /twice/],
  [['--env', 'A=b#c'], 2, /missing/],
  [['--env', 'A=b#c', 'psql', '-U', 'me'], 2, /stands after --/],
  [['--env', 'A=file#bytes', '--', 'true'], 8, /UTF-8/],
  [['--env-file', 'nowhere', '--', 'true'], 8, /no such file/],
  [['--env-file', 'bytes', '--', 'true'], 8, /UTF-8/],
])('%j is refused: exit %i', (args, code, words) => {
  expect(run(args)).toEqual({ code, out: '', err: expect.stringMatching(words) });
});

test('a reader that leaves ends the child, as it would have without us', () => {
  const line = `"${built.bin}" ${built.vault.join(' ')} run ${asPassword.join(' ')} -- yes | head -1`;
  const { stdout } = spawnSync('sh', ['-c', line], { cwd: built.home, env: built.env });
  expect(stdout.toString()).toBe('y\n');
});

test('both outputs into one keep their order; a program can open them again', () => {
  const script =
    'i=0; while [ $i -lt 40 ]; do echo out $i; echo err $i >&2; i=$((i+1)); done; echo end > /dev/stdout';
  const line = `"${built.bin}" ${built.vault.join(' ')} run ${asPassword.join(' ')} -- sh -c '${script}' 2>&1`;
  const { stdout } = spawnSync('sh', ['-c', line], { cwd: built.home, env: built.env });
  const lines = Array.from({ length: 40 }, (_, i) => `out ${i}\nerr ${i}\n`);
  expect(stdout.toString()).toBe(`${lines.join('')}end\n`);
});

test('a program that the child leaves behind is not waited for', () => {
  const { code, out } = sh('sleep 600 & echo $!');
  expect(code).toBe(0);
  process.kill(Number(out), 'SIGKILL');
});

test('no value is on a command line or in a file; variables with odd names are kept', () => {
  const env = { ...built.env, 'odd.name': '1', 'npm_config_//r/:_t': '2' };
  const script = 'cat /proc/$PPID/cmdline /proc/$$/cmdline | tr "\\0" "\\n"; env';
  const args = [...built.vault, 'run', ...asPassword, '--', 'sh', '-c', script];
  const { stdout } = spawnSync(built.bin, args, { cwd: built.home, env });
  expect(stdout.toString()).not.toContain(password);
  // Not by the launcher: it is a shell script, and some shells lose such names themselves.
  const program = ['--', join(built.home, 'out/cli/index.js'), ...args.slice(0, -3), '/usr/bin/env'];
  const seen = spawnSync(process.execPath, program, { cwd: built.home, env });
  expect(seen.stdout.toString()).toContain('odd.name=1\n');
  expect(seen.stdout.toString()).toContain('npm_config_//r/:_t=2\n');
  for (const file of readdirSync(built.home, { recursive: true, withFileTypes: true }))
    if (file.isFile() && !file.parentPath.includes('node_modules'))
      expect(readFileSync(join(file.parentPath, file.name)).includes(password)).toBe(false);
});

test('an env file is for the child: Node takes no option for itself from it', () => {
  const lines = ['NODE_OPTIONS="--require ./planted.cjs"', 'HOLDFAST_VAULT=nowhere', 'SAID=hello'];
  writeFileSync(join(built.home, 'env'), `${lines.join('\n')}\n`);
  writeFileSync(join(built.home, 'planted.cjs'), 'console.log("planted");');
  const ran = run([
    '--env-file',
    'env',
    '--env',
    'P=prod/db/orders#password',
    '--',
    'sh',
    '-c',
    'echo $SAID',
  ]);
  expect(ran).toEqual({ code: 0, out: 'hello\n', err: '' });
});

test('a passphrase on standard input leaves none for the child', () => {
  const vault = ['--vault', 'a.holdfast', '--passphrase-file', '-'];
  const ran = built.holdfast([...vault, 'run', ...asPassword, '--', 'cat'], 'correct horse battery\nrest');
  expect(ran).toEqual({ code: 0, out: '', err: '' });
});
