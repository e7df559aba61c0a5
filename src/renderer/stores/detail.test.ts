import { beforeEach, expect, test, vi } from 'vitest';
import type { ShownSecret } from '../../shared/secret-schema.ts';

type Answer = (reply: unknown) => void;
const asked = { get: [] as Answer[], reveal: [] as Answer[] };
const call = (name: keyof typeof asked) => () =>
  new Promise((resolve) => {
    asked[name].push(resolve);
  });
const secrets = { get: call('get'), reveal: call('reveal') };
vi.stubGlobal('window', { holdfast: { secrets, on: () => () => undefined } });
const { close, open, toggleReveal, useDetail, viewed } = await import('./detail.ts');
const { resetAll } = await import('./reset.ts');

const secret = (version: number) => ({ path: 'prod/db', version, fields: [] }) as unknown as ShownSecret;
const shown = (version: number) => ({ ok: true as const, value: secret(version) });
const fetchedAnew = (version: number) => viewed().take(shown(version));
const revealed = () => Object.fromEntries(useDetail.getState().revealed);
async function answer(name: keyof typeof asked, reply: unknown): Promise<void> {
  for (const resolve of asked[name].splice(0)) resolve(reply);
  await new Promise((resolve) => setTimeout(resolve));
}
async function look(version = 1): Promise<void> {
  void open('prod/db');
  await answer('get', shown(version));
}

beforeEach(() => {
  asked.get.length = 0;
  asked.reveal.length = 0;
  resetAll();
});

test('a value is shown though its secret was fetched anew while it was under way', async () => {
  await look();
  void toggleReveal('password');
  fetchedAnew(1);
  await answer('reveal', { ok: true, value: { value: 's3cret' } });
  expect(revealed()).toEqual({ password: 's3cret' });
  await toggleReveal('password');
  expect(revealed()).toEqual({});
});

test('a value of another version, or of a secret that was left or opened anew, stays covered', async () => {
  const late = { ok: true, value: { value: 's3cret' } };
  await look();
  void toggleReveal('password');
  fetchedAnew(2);
  await answer('reveal', late);
  expect(revealed()).toEqual({});
  void toggleReveal('password');
  await look(2);
  await answer('reveal', late);
  expect(revealed()).toEqual({});
  void toggleReveal('password');
  close();
  await answer('reveal', late);
  expect(revealed()).toEqual({});
});
