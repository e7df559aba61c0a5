import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const secrets = {
  get: vi.fn(async ({ path }: { path: string }) => ({ ok: true, value: { path, version: 1, fields: [] } })),
  reveal: async () => ({ ok: true, value: { value: 's3cret' } }),
};
vi.stubGlobal('window', { holdfast: { secrets, on: () => () => undefined } });
const { comeToRest, open } = await import('./actions.ts');
const { toggleReveal, useDetail } = await import('./detail.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  vi.useFakeTimers();
  secrets.get.mockClear();
  resetAll();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what the cursor passes by is not fetched, what it rests on is', async () => {
  comeToRest('prod/a')();
  comeToRest('prod/b');
  await vi.runAllTimersAsync();
  expect(secrets.get.mock.calls).toEqual([[{ path: 'prod/b' }]]);
});

test('a row that was pressed is opened once, and what was revealed of it at once stays uncovered', async () => {
  comeToRest('prod/db');
  await open('prod/db');
  await toggleReveal('password');
  await vi.runAllTimersAsync();
  expect([...useDetail.getState().revealed]).toEqual([['password', 's3cret']]);
  expect(secrets.get).toHaveBeenCalledOnce();
});
