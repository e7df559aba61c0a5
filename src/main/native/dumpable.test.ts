import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';

// As another program of the same person; root may read everything.
const isNobody = process.platform === 'linux' && process.getuid?.() !== 0;

function isReadable(pid: number | undefined): boolean {
  try {
    closeSync(openSync(`/proc/${pid}/mem`, 'r'));
    return true;
  } catch {
    return false;
  }
}

test.runIf(process.platform === 'linux')('a process is shut to others, and open again', async () => {
  const module = new URL('./dumpable.ts', import.meta.url).href;
  const script = `
    const { letTrace } = await import(${JSON.stringify(module)});
    const { readFileSync } = await import('node:fs');
    process.on('message', (allowed) => process.send(letTrace(allowed)));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const owner = async () => (await import('node:fs')).statSync(`/proc/${child.pid}/environ`).uid;
  try {
    const ask = async (allowed: boolean) => {
      child.send(allowed);
      return (await once(child, 'message'))[0];
    };
    expect(await ask(false)).toBe(true);
    // The kernel gives the files of such a process to root.
    expect(await owner()).toBe(0);
    if (isNobody) expect(isReadable(child.pid)).toBe(false);
    expect(await ask(true)).toBe(true);
    expect(await owner()).toBe(process.getuid?.());
    expect(isReadable(child.pid)).toBe(true);
  } finally {
    child.kill('SIGKILL');
  }
});
