import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isUsable, makeshift } from './own-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-own-'));
});
afterEach(() => {
  chmodSync(folder, 0o700);
  rmSync(folder, { recursive: true });
});

test('a folder is made, closed to others, and nothing is left of the probe', () => {
  const own = join(folder, 'config/holdfast');
  expect(isUsable(own)).toBe(true);
  expect(statSync(own).mode & 0o777).toBe(0o700);
  expect(readdirSync(own)).toEqual([]);
});

test('one that is no folder is none', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(isUsable(join(folder, 'file'))).toBe(false);
});

// Root writes where it likes, and a full disk is no unit test's.
test.runIf(existsSync('/dev/full'))('one that can be made nowhere is none', () => {
  expect(isUsable('/dev/full/holdfast')).toBe(false);
  expect(isUsable('/proc/holdfast')).toBe(false);
});

test('without a home, the login’s own folder serves: the same one at each start', () => {
  const runtime = join(folder, 'run');
  mkdirSync(runtime);
  const first = makeshift({ XDG_RUNTIME_DIR: runtime });
  expect(first).toBe(join(runtime, 'holdfast-home'));
  expect(makeshift({ XDG_RUNTIME_DIR: runtime })).toBe(first);
});

test('without that either, a fresh one that nobody else enters', () => {
  const made = makeshift({ XDG_RUNTIME_DIR: '/proc/nothing' });
  expect(made).toBeDefined();
  expect(statSync(made ?? '').mode & 0o777).toBe(0o700);
  rmSync(made ?? '', { recursive: true });
});
