import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { describeKeeper } from '../app/quick-unlock/testing/keeper.ts';
import { KernelKeyring } from './keyring.ts';

const keyring = new KernelKeyring();
const works = keyring.fault() === undefined;

test('a kernel that has no keyring, or refuses it, says so, and nothing is kept', () => {
  const expected = process.platform === 'linux' ? [undefined, 'keyring-refused'] : ['no-keyring'];
  expect(expected).toContain(keyring.fault());
  if (!works) expect(() => keyring.put(new Uint8Array(32), 60)).toThrow('quick-unlock');
});

if (works) describeKeeper('the kernel’s keyring', () => ({ keeper: keyring }));

test.runIf(works)('what is kept is nobody’s by their uid alone', () => {
  const kept = keyring.put(new Uint8Array(32).fill(7), 60);
  const line = readFileSync('/proc/keys', 'utf8')
    .split('\n')
    .find((one) => one.includes('holdfast:'));
  // Possessor, uid, gid, others.
  expect(line).toContain(' 2b000000 ');
  expect(line).toMatch(/ user +holdfast:\d+: 32$/);
  kept.drop();
});

// A child of this process, with the same uid, has a keyring of its own.
test.runIf(works)('another process of the same person finds nothing', () => {
  const kept = keyring.put(new Uint8Array(32).fill(7), 60);
  const script = `
    const koffi = require('koffi');
    const call = koffi.load(null).func('long syscall(long n, int op, int ring, const char *type, const char *name, int to)');
    const found = [];
    for (let i = 1; i < 40; i++) {
      const key = Number(call(${process.arch === 'arm64' ? 219 : 250}, 10, -2, 'user', 'holdfast:' + i, 0));
      if (key > 0) found.push(key);
    }
    console.log(found.length);`;
  const child = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect(child.stdout.trim(), child.stderr).toBe('0');
  expect(kept.read()).toEqual(new Uint8Array(32).fill(7));
  kept.drop();
});

test.runIf(works)('its time over, the kernel has nothing of it any more', async () => {
  const kept = keyring.put(new Uint8Array(32).fill(7), 1);
  expect(kept.read()).toBeDefined();
  await expect.poll(() => kept.read(), { timeout: 20_000, interval: 100 }).toBeUndefined();
});
