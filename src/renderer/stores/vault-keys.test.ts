import { beforeEach, expect, test, vi } from 'vitest';
import type { KeysState } from '../../shared/contract.ts';

const idle: KeysState = { renewing: false, done: 0, total: 0 };
const heard = new Map<string, (payload?: unknown) => void>();
let state: KeysState = idle;
let secrets: string[] = [];
vi.mock('../api.ts', () => ({
  api: {
    on: (event: string, listener: (payload?: unknown) => void) => {
      heard.set(event, listener);
      return () => heard.delete(event);
    },
    vault: {
      keys: async () => ({ ok: true, value: state }),
      exposed: async () => ({ ok: true, value: { total: secrets.length, secrets } }),
      rekey: async ({ passphrase }: { passphrase: string }) =>
        passphrase === 'open' ? { ok: true } : { ok: false, failure: { code: 'wrong-passphrase' } },
    },
  },
}));

const { changeKeys, dismissKeys, noteChanged, openKeys, useVaultKeys, watchKeys } = await import(
  './vault-keys.ts'
);
const { resetAll } = await import('./reset.ts');
const now = () => useVaultKeys.getState();

beforeEach(() => {
  resetAll();
  heard.clear();
  state = idle;
  secrets = [];
});

test('an end that was seen is told until somebody looks, one of before is not', async () => {
  state = { ...idle, rekeyed: 5 };
  const end = watchKeys();
  await vi.waitFor(() => expect(now().state).toEqual(state));
  expect(now().ended).toBe(false);
  heard.get('keys')?.({ ...idle, rekeyed: 7, renewing: true });
  dismissKeys();
  expect([now().ended, now().dismissed]).toEqual([false, true]);
  heard.get('keys')?.({ ...idle, rekeyed: 7 });
  expect([now().ended, now().dismissed]).toEqual([true, false]);
  openKeys();
  await vi.waitFor(() => expect(now().ended).toBe(false));
  heard.get('keys')?.({ ...idle, rekeyed: 8 });
  expect(now().ended).toBe(false);
  end();
  expect(heard.size).toBe(0);
});

test('a recovery that changed the keys is told of, although nobody saw it', async () => {
  noteChanged();
  state = { ...idle, rekeyed: 5 };
  watchKeys();
  await vi.waitFor(() => expect(now().state).toEqual(state));
  expect(now().ended).toBe(true);
  openKeys();
  await vi.waitFor(() => expect(now().ended).toBe(false));
});

test('what was cut short before is told when it comes to its end', async () => {
  state = { ...idle, rekeyed: 5, renewing: true };
  watchKeys();
  await vi.waitFor(() => expect(now().state?.renewing).toBe(true));
  heard.get('keys')?.({ ...idle, rekeyed: 5 });
  expect(now().ended).toBe(true);
});

test('the list is fetched anew as secrets change, once it was looked at', async () => {
  watchKeys();
  secrets = ['a', 'b'];
  heard.get('changed')?.();
  await vi.waitFor(() => expect(now().state).toBeDefined());
  expect(now().exposed).toBeUndefined();
  openKeys();
  await vi.waitFor(() => expect(now().exposed?.total).toBe(2));
  secrets = ['a'];
  heard.get('changed')?.();
  await vi.waitFor(() => expect(now().exposed?.total).toBe(1));
});

test('a refusal is kept until the next try, and a lock forgets all of it', async () => {
  expect(await changeKeys('wrong')).toEqual({ code: 'wrong-passphrase' });
  state = { ...idle, rekeyed: 9 };
  expect(await changeKeys('open')).toBeUndefined();
  expect(now().state).toEqual(state);
  resetAll();
  expect(now().state).toBeUndefined();
});
