import { openSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { mask } from './mask/masker.ts';
import { type Built, builtForTest } from './testing/built.ts';
import { openScreen, type Screen } from './testing/screen.ts';

// `holdfast run` at a real terminal.
let built: Built;
let screens: Screen[] = [];
const key = 'first line of it\nsecond line of it\n';

beforeAll(() => {
  built = builtForTest();
  built.holdfast([...built.vault, 'secret', 'put', 'db', 'password=hunter2-hunter2', '--stdin', 'key'], key);
});
afterEach(() => {
  for (const screen of screens) screen.hangUp();
  screens = [];
});
afterAll(() => built.remove());

const environment = () => ({
  ...built.env,
  PS1: 'prompt$ ',
  TERM: 'xterm',
  HOLDFAST_VAULT: join(built.home, 'a.holdfast'),
});
const flags = () => [
  '--passphrase-file',
  join(built.home, 'p'),
  'run',
  '--env',
  'PW=db#password',
  '--env',
  'KEY=db#key',
];

function open(script: string, streams?: readonly (number | undefined)[]): Screen {
  const args = [...flags(), '--', 'sh', '-c', script];
  const screen = openScreen({ file: built.bin, args, env: environment(), ...(streams && { streams }) });
  screens.push(screen);
  return screen;
}

test('the child has a terminal of the same size for all three, and is the leader of it', async () => {
  const screen = open('test -t 0 && test -t 1 && test -t 2 && tty; stty size; echo $PW > /dev/tty; exit 9');
  await screen.until(mask);
  expect(await screen.ended).toBe(9);
  const [name, size, value] = screen.shown().split('\r\n');
  expect(name).toMatch(/^\/dev\/(pts\/|tty)/);
  expect(size).toBe('30 100');
  expect(value).toBe(mask);
});

test('values of several lines are masked as a terminal shows them; colours pass', async () => {
  const screen = open('printf "\\033[31m%s\\033[0m." "$KEY"');
  await screen.until('.');
  expect(await screen.ended).toBe(0);
  expect(screen.shown()).toBe(`\u001b[31m${mask}\r\n\u001b[0m.`);
});

test('a prompt is shown, keys arrive and are echoed once; the settings are as before at the end', async () => {
  const screen = open(
    'printf "Who? "; read -r who; echo "It is $who."; stty -echo; printf "Pin? "; read -r pin; echo "<$pin>"',
  );
  const before = screen.settings();
  await screen.until('Who? ');
  screen.type('hunter\r');
  await screen.until('It is hunter.');
  await screen.until('Pin? ');
  screen.type('1234\r');
  await screen.until('>\r\n');
  expect(await screen.ended).toBe(0);
  expect(screen.shown()).toBe('Who? hunter\r\nIt is hunter.\r\nPin? <1234>\r\n');
  expect(screen.settings()).toBe(before);
});

test('a letter that a value begins with is echoed though nothing follows', async () => {
  const screen = open('echo ready; cat');
  await screen.until('ready');
  screen.type('hu');
  await screen.until('hu');
  screen.type('\r\u0004');
  expect(await screen.ended).toBe(0);
});

test('Ctrl+C reaches the child alone, which decides what comes of it', async () => {
  const caught = open(`trap 'echo caught; exit 5' INT; echo ready; while :; do sleep 0.1; done`);
  await caught.until('ready');
  caught.type('\u0003');
  await caught.until('caught');
  expect(await caught.ended).toBe(5);
  const ended = open('echo ready; exec cat');
  await ended.until('ready');
  ended.type('\u0003');
  expect(await ended.ended).toBe(130);
});

test('a program that wants every key gets it: Ctrl+C and Ctrl+Z are bytes to it', async () => {
  const screen = open('stty raw -echo; echo ready; dd bs=1 count=4 2> /dev/null | od -An -tx1');
  await screen.until('ready');
  screen.type('\u0003\u001a\u0004\r');
  await screen.until('03 1a 04 0d');
  expect(await screen.ended).toBe(0);
});

test('a window that changes its size tells the child', async () => {
  const screen = open('trap "stty size; exit 0" WINCH; echo ready; while :; do sleep 0.1; done');
  await screen.until('ready');
  screen.resize(40, 120);
  await screen.until('40 120');
  expect(await screen.ended).toBe(0);
});

test('signals to us reach the child; a window that closes ends both', async () => {
  const asked = open('trap "echo term; exit 6" TERM; echo ready; while :; do sleep 0.1; done');
  await asked.until('ready');
  process.kill(asked.pid, 'SIGTERM');
  expect(await asked.ended).toBe(6);
  const closed = open(`echo "pid $$."; exec sleep 600`);
  const shown = await closed.until('.');
  closed.hangUp();
  screens = [];
  expect(await closed.ended).toBe(128 + 1);
  const child = Number(/pid (\d+)/.exec(shown)?.[1]);
  expect(() => process.kill(child, 0)).toThrow('ESRCH');
});

test('with standard input from elsewhere, keys still reach what asks the terminal', async () => {
  const nothing = openSync('/dev/null', 'r');
  const screen = open('cat; printf "Sure? "; read -r yes < /dev/tty; echo "<$yes>"', [
    nothing,
    undefined,
    undefined,
  ]);
  await screen.until('Sure? ');
  screen.type('yes\r');
  await screen.until('<yes>');
  expect(await screen.ended).toBe(0);
});

test('standard error that goes elsewhere goes there, masked', async () => {
  const { openPipe } = await import('../main/native/system.ts');
  const pipe = openPipe();
  const { closeSync, readFileSync } = await import('node:fs');
  const screen = open('echo out; echo "err $PW" >&2; test -t 2 || echo apart', [
    undefined,
    undefined,
    pipe?.write,
  ]);
  closeSync(pipe?.write ?? -1);
  await screen.until('apart\r\n');
  expect(await screen.ended).toBe(0);
  expect(screen.shown()).toBe('out\r\napart\r\n');
  expect(readFileSync(pipe?.read ?? -1, 'utf8')).toBe(`err ${mask}\n`);
});

test('into a pipe the command stays in our session: the keyboard is the terminal itself', async () => {
  const shell = openScreen({ file: '/bin/sh', args: ['-i'], env: environment() });
  screens.push(shell);
  await shell.until('prompt$ ');
  const line = [built.bin, ...flags(), '--', 'sh', '-c', `'test -t 0 && read -r x && echo "$x $PW"'`].join(
    ' ',
  );
  shell.type(`${line} | cat\r`);
  await shell.until('| cat\r\n');
  shell.type('typed\r');
  await shell.until(`typed ${mask}`);
  shell.type('exit\r');
  expect(await shell.ended).toBe(0);
});

test.each([[''], ['--no-masking']])(
  'Ctrl+Z stops the job for the shell, and fg goes on with it %s',
  async (flag) => {
    const shell = openScreen({ file: '/bin/sh', args: ['-i'], env: environment() });
    screens.push(shell);
    await shell.until('prompt$ ');
    shell.type(`${[built.bin, ...flags(), flag, '--', 'cat'].join(' ')}\r`);
    await shell.until('cat\r\n');
    shell.type('one\r');
    await shell.until('one\r\none\r\n');
    shell.type('\u001a');
    await shell.until('Stopped');
    await shell.until('prompt$ ');
    shell.type('fg\r');
    await shell.until('cat\r\n');
    shell.type('two\r');
    await shell.until('two\r\ntwo\r\n');
    shell.type('\u0004');
    await shell.until('prompt$ ');
    shell.type('exit\r');
    expect(await shell.ended).toBe(0);
  },
);
