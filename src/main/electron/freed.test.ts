import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { overwriteFreed, overwriteNative } from './freed.ts';

test('what was dropped is collected, and nobody can collect garbage afterwards', async () => {
  const dropped = new WeakRef({ text: 'dropped'.repeat(10) });
  // What a weak reference was asked for stays until the turn is over.
  await turn();
  overwriteFreed();
  expect(dropped.deref()).toBeUndefined();
  expect('gc' in globalThis).toBe(false);
});

test('it takes nothing for good', () => {
  overwriteFreed();
  const before = process.memoryUsage.rss();
  for (let i = 0; i < 10; i++) overwriteFreed();
  overwriteNative();
  expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
});
