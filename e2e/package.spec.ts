import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fuses, readFuses } from '../scripts/package/fuses.ts';
import { test as base, expect } from './fixtures.ts';
import { commandLine, Packed, program } from './packed.ts';
import { coreLimits, descendants } from './processes.ts';

const test = base.extend<{ start: (args?: string[], env?: Record<string, string>) => Packed }>({
  start: async ({ home }, use) => {
    const started: Packed[] = [];
    await use((args, env) => {
      const one = new Packed(home, args, env);
      started.push(one);
      return one;
    });
    for (const one of started) await one.quit();
  },
});

test('every fuse stands as it should, read back from the binary', async () => {
  const found = await readFuses(program);
  const wanted = Object.fromEntries(
    Object.entries(fuses).map(([key, state]) => [fuseName(Number(key)), state]),
  );
  // Electron 33 has eight, the package's own Electron nine.
  expect(Object.keys(found).length).toBeGreaterThanOrEqual(8);
  for (const [name, state] of Object.entries(found)) expect(state, name).toBe(wanted[name]);
});

test('the pages that a reader of vaults needs are in it', () => {
  for (const name of ['format.md', 'recovery.md']) {
    const page = readFileSync(join(dirname(program), 'docs', name), 'utf8');
    expect(page).toMatch(/^# .+\n/);
    expect(page).toContain('SLIP-39');
  }
});

test('it starts in its sandbox, and its log says that it is packed', async ({ start }) => {
  const app = start();
  await app.logged('app.started');
  const family = descendants(Number(app.process.pid));
  const renderers = family.filter(({ command }) => command.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const { command } of family) expect(command).not.toContain('--no-sandbox');
  for (const { pid } of renderers) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\t2$/m);
    expect(status).toMatch(/^NoNewPrivs:\t1$/m);
    expect(status).toMatch(/^NSpid:\t\d+\t\d+/m);
  }
  const log = readFileSync(join(app.home, 'config/holdfast/logs/holdfast.log'), 'utf8');
  expect(log).toContain('"packaged":true');
});

for (const flag of [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--load-extension=/tmp',
  '--disable-web-security',
  '--renderer-cmd-prefix=/bin/true',
  '--host-rules=MAP * 127.0.0.1',
  '--log-net-log=/tmp/net.json',
  '-r=/tmp/x.cjs',
]) {
  test(`${flag} is refused before there is a window`, async ({ start }) => {
    const app = start([flag]);
    await app.ended();
    expect(app.said).toContain(`It takes no switch ${flag.replace(/=.*/, '')}.`);
    expect(app.said).not.toContain('listening on');
    expect(app.events).toEqual(['app.refused-switch']);
  });
}

test('a start that prints sheets takes no such switch either', async ({ start }) => {
  for (const flag of ['--remote-debugging-port=0', '--js-flags=--expose-gc', '--inspect=0']) {
    const app = start(['--print-sheets', flag, '--ozone-platform=headless', '--disable-gpu']);
    expect(await app.ended(), flag).toBe(1);
    expect(app.said).toContain(`It takes no switch ${flag.replace(/=.*/, '')}.`);
    expect(app.said).not.toContain('listening on');
  }
});

test('no other program of the same person reads the memory of its main process', async ({ start }) => {
  const app = start();
  await app.logged('memory.closed');
  const pid = Number(app.process.pid);
  for (const file of ['mem', 'environ', 'maps'])
    expect(() => readFileSync(`/proc/${pid}/${file}`), file).toThrow('EACCES');
  // What it starts later is in the sandbox as before.
  const renderer = descendants(pid).find(({ command }) => command.includes('--type=renderer'));
  expect(readFileSync(`/proc/${renderer?.pid}/status`, 'utf8')).toMatch(/^Seccomp:\t2$/m);
});

test('no variable makes a plain Node of it, loads a module into it or opens it to a debugger', async ({
  start,
  home,
}) => {
  const [trace, script] = [join(home, 'trace'), join(home, 'foreign.cjs')];
  writeFileSync(script, `require('node:fs').writeFileSync(${JSON.stringify(trace)}, 'ran');`);
  const app = start([script], {
    ELECTRON_RUN_AS_NODE: '1',
    NODE_OPTIONS: `--require=${script} --inspect=0`,
    ELECTRON_RENDERER_URL: 'http://127.0.0.1:9/',
    HOLDFAST_SQLITE_BINDING: script,
  });
  await app.logged('app.started');
  expect(existsSync(trace)).toBe(false);
  expect(app.said).not.toContain('Debugger listening');
  // Node opens its debugger on this signal where it may.
  app.process.kill('SIGUSR1');
  expect(app.said).not.toContain('Debugger listening');
});

test('no process of it may leave a core dump', async ({ start }) => {
  const app = start();
  await app.logged('memory.core-dumps-off');
  const limits = coreLimits(Number(app.process.pid));
  expect(limits.length).toBeGreaterThan(3);
  for (const limit of limits) expect(limit).toEqual(['1', '1']);
});

test('what the system’s loader is told to load is loaded, as docs/threat-model.md says', async ({
  start,
  home,
}) => {
  const [source, library, trace] = [join(home, 'a.c'), join(home, 'a.so'), join(home, 'trace')];
  writeFileSync(
    source,
    `#include <stdio.h>\n__attribute__((constructor)) static void f(void) { fopen("${trace}", "w"); }\n`,
  );
  expect(spawnSync('gcc', ['-shared', '-fPIC', '-o', library, source]).status).toBe(0);
  const app = start([], { LD_PRELOAD: library });
  await app.logged('app.started');
  expect(existsSync(trace)).toBe(true);
});

test('a second start brings its file to the first, whatever its name', async ({ start, home }) => {
  const file = join(home, 'a b\n\u{1f511}.holdfast');
  writeFileSync(file, 'not looked into yet');
  const first = start();
  await first.logged('app.started');
  const second = start([file]);
  expect(await second.ended()).toBe(0);
  await first.logged('vault.offered');
});

test('the command line inside says the same version, and works without display and environment', () => {
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'));
  const said = spawnSync(commandLine, ['--version'], { encoding: 'utf8', env: {} });
  expect(said.stdout).toBe(`holdfast ${version}\n`);
  const slowly = spawnSync(commandLine, ['--version', '--quiet'], { encoding: 'utf8', env: {} });
  expect(slowly.stdout).toBe(said.stdout);
});

test('the command line makes a vault, which no NODE_OPTIONS of the person disturbs', ({ home }) => {
  const [file, key] = [join(home, 'cli.holdfast'), join(home, 'key')];
  writeFileSync(key, 'correct horse battery staple of the package');
  const env = { HOME: home, NODE_OPTIONS: '--require=/nonexistent.cjs' };
  const holdfast = (...args: string[]) =>
    spawnSync(commandLine, ['--vault', file, '--passphrase-file', key, ...args], { encoding: 'utf8', env });
  const made = spawnSync(commandLine, ['init', file, '--passphrase-file', key, '--kdf-time', '3'], {
    encoding: 'utf8',
    env,
  });
  expect(made.stderr).toContain('Created');
  expect(holdfast('secret', 'put', 'a/b', 'user=ada').status).toBe(0);
  expect(holdfast('secret', 'get', 'a/b', 'user').stdout).toBe('ada');
});

function fuseName(key: number): string {
  return [
    'RunAsNode',
    'EnableCookieEncryption',
    'EnableNodeOptionsEnvironmentVariable',
    'EnableNodeCliInspectArguments',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
    'LoadBrowserProcessSpecificV8Snapshot',
    'GrantFileProtocolExtraPrivileges',
    'WasmTrapHandlers',
  ][key] as string;
}
