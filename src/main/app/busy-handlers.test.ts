import { expect, test } from 'vitest';
import type { Handlers } from '../../shared/contract.ts';
import { trackBusy } from './busy-handlers.ts';

/** Handlers whose every call ends when `end` is called. */
function open() {
  let end: (fails: boolean) => void = () => undefined;
  const work = (input: unknown) =>
    new Promise((resolve, reject) => {
      end = (fails) => (fails ? reject(new Error('refused')) : resolve(input));
    });
  const every = ['import', 'export', 'mend', 'restore', 'print', 'list', 'get'];
  const calls = Object.fromEntries(every.map((name) => [name, work]));
  const handlers = {
    transfer: calls,
    repair: calls,
    backups: calls,
    recovery: calls,
    secrets: calls,
  };
  return { ...trackBusy(handlers as unknown as Handlers), finish: (fails = false) => end(fails) };
}
type Loose = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

test.each([
  ['transfer', 'import', true],
  ['transfer', 'export', true],
  ['repair', 'mend', true],
  ['backups', 'restore', true],
  ['recovery', 'print', true],
  ['backups', 'list', false],
  ['secrets', 'get', false],
])('%s.%s holds the lock back: %s', async (group, method, holds) => {
  const { handlers, isAtWork, finish } = open();
  const running = (handlers as unknown as Loose)[group]?.[method]?.('input');
  expect(isAtWork()).toBe(holds);
  finish();
  expect(await running).toBe('input');
  expect(isAtWork()).toBe(false);
});

test('one that fails holds nothing back any more', async () => {
  const { handlers, isAtWork, finish } = open();
  const running = (handlers as unknown as Loose)['transfer']?.['import']?.({});
  finish(true);
  await expect(running).rejects.toThrow('refused');
  expect(isAtWork()).toBe(false);
});
