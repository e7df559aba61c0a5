import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { confinement } from './confine.ts';
import { forkChild } from './fork.ts';

const room = mkdtempSync(join(tmpdir(), 'holdfast-fork-'));
afterAll(() => rmSync(room, { recursive: true }));

test('a child does as it is asked whatever SIGUSR1 comes, and opens no debugger', async () => {
  const script = join(room, 'child.mjs');
  writeFileSync(
    script,
    `import inspector from 'node:inspector';
     process.send(process.pid);
     process.on('message', () => process.send([inspector.url() ?? 'none', ...process.execArgv].join(' ')));`,
  );
  const child = forkChild(script, { megabytes: 64 });
  const messages: unknown[] = [];
  let heard = () => {};
  child.onMessage((message) => {
    messages.push(message);
    heard();
  });
  const next = (count: number) =>
    new Promise<unknown>((resolve) => {
      heard = () => messages.length >= count && resolve(messages[count - 1]);
      heard();
    });
  const pid = (await next(1)) as number;
  for (let asked = 2; asked < 12; asked += 1) {
    process.kill(pid, 'SIGUSR1');
    child.post('tell');
    expect(await next(asked)).toMatch(/^none .*--disable-sigusr1/);
  }
  child.kill();
});

test('a confined child reads the files of its own program, and nothing else of the machine', async () => {
  const program = join(room, 'program');
  const outside = join(room, 'outside.txt');
  mkdirSync(join(program, 'sub'), { recursive: true });
  writeFileSync(join(program, 'package.json'), '{"type":"module"}');
  writeFileSync(join(program, 'own.txt'), 'own');
  writeFileSync(outside, 'outside');
  const script = join(program, 'sub/child.mjs');
  writeFileSync(
    script,
    `import fs from 'node:fs'; import { spawnSync } from 'node:child_process'; import { Worker } from 'node:worker_threads';
     const tried = (work) => { try { work(); return 'done'; } catch (error) { return error.code; } };
     process.send({
       own: tried(() => fs.readFileSync(${JSON.stringify(join(program, 'own.txt'))})),
       outside: tried(() => fs.readFileSync(${JSON.stringify(outside)})),
       link: tried(() => fs.symlinkSync(${JSON.stringify(outside)}, ${JSON.stringify(join(program, 'link'))})),
       write: tried(() => fs.writeFileSync(${JSON.stringify(join(program, 'own.txt'))}, 'x')),
       program: tried(() => spawnSync('true')),
       thread: tried(() => new Worker('1', { eval: true })),
       addon: tried(() => process.dlopen({ exports: {} }, ${JSON.stringify(join(program, 'no.node'))})),
     });
     process.on('message', () => undefined);`,
  );
  const heard = (addons: boolean) =>
    new Promise<unknown>((resolve) => {
      const child = forkChild(script, { megabytes: 64, flags: confinement(script, { addons }) });
      child.onMessage((message) => {
        child.kill();
        resolve(message);
      });
      child.onExit(() => resolve('gone'));
    });
  const denied = 'ERR_ACCESS_DENIED';
  const alike = {
    own: 'done',
    outside: denied,
    link: denied,
    write: denied,
    program: denied,
    thread: denied,
  };
  expect(await heard(false)).toEqual({ ...alike, addon: 'ERR_DLOPEN_DISABLED' });
  expect(await heard(true)).toEqual({ ...alike, addon: 'ERR_DLOPEN_FAILED' });
});
