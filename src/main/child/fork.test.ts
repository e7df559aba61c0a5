import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
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
