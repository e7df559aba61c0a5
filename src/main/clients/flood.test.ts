import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { fresh32 } from './handshake.ts';
import { clientId } from './places.ts';
import { ending, type Stand, stand } from './testing/stand.ts';

// What a program does to the audit by asking on and on.
const often = process.env['HOLDFAST_LONG'] === '1' ? 100_000 : 3_000;
const megabyte = 1024 * 1024;

let here: Stand;
let flood: Connection;
beforeEach(async () => {
  here = await stand();
  flood = await here.connect('flood', await here.let('flood', 'own'));
  await here.vault?.secrets.put('own', []);
});
afterEach(async () => {
  flood.close();
  await here.close();
});

const size = () => statSync(join(here.folder, 'a.holdfast')).size;
const entries = async () => (await here.vault?.audit.list()) ?? [];
const done = async () => (await entries()).filter(({ outcome }) => outcome === 'done');
/** Sixteen at a time, as a program with as many threads asks. */
const ask = async (times: number, call: (n: number) => Promise<unknown>) => {
  let next = 0;
  const one = async () => {
    while (next < times) await call(next++);
  };
  await Promise.all(Array.from({ length: 16 }, one));
};

it.each([
  ['the same', () => 'prod/db'],
  ['ever another', (n: number) => `prod/${n}/${'x'.repeat(480)}`],
])(
  'denials of %s path grow the file little, and leave every entry of what was done',
  async (_, path) => {
    for (let n = 0; n < 5; n++) await flood.call('secret.get', { path: 'own' });
    const [before, bytes, revision] = [await done(), size(), here.vault?.revision ?? 0];
    await ask(often, (n) => ending(flood.call('secret.get', { path: path(n) })));
    expect(size() - bytes).toBeLessThan(megabyte);
    const found = await entries();
    expect(await done()).toEqual(before);
    const refused = found.filter(({ outcome }) => outcome === 'denied');
    expect(refused.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(often);
    expect(refused.length).toBeLessThan(40);
    expect((here.vault?.revision ?? 0) - revision).toBeLessThan(40);
    expect((await here.vault?.verify())?.damaged).toEqual([]);
  },
  1_800_000,
);

it('what needs no right fills the audit as little, and what is allowed is written down each time', async () => {
  const revision = here.vault?.revision ?? 0;
  const id = clientId(here.vault?.id ?? '', 'flood');
  await ask(300, () => flood.call('audit.list', { client: id }));
  await ask(300, (n) => flood.call('policy.test', { spiffeId: id, path: `p/${n}`, permission: 'read' }));
  await ask(300, () => flood.call('secret.list', { folder: 'nothing' }));
  expect((await entries()).filter(({ client }) => client === id).length).toBeLessThan(40);
  expect((here.vault?.revision ?? 0) - revision).toBeLessThan(40);
  for (let n = 0; n < 3; n++) await flood.call('secret.list', { folder: '' });
  expect((await entries()).slice(-3).map(({ action }) => action)).toEqual(Array(3).fill('secret.list'));
});

it('names that nobody has are no way around it', async () => {
  const revision = here.vault?.revision ?? 0;
  for (let n = 0; n < 100; n++) {
    const thief = await here.connect(`thief${n}`, fresh32());
    expect(await ending(thief.call('secret.get', { path: 'a' }))).toBe('denied: unregistered');
    thief.close();
  }
  expect((here.vault?.revision ?? 0) - revision).toBeLessThan(20);
});

it('what was refused is written down before the vault is locked', async () => {
  await ask(200, (n) => ending(flood.call('secret.get', { path: `p/${n}` })));
  const { openVault } = await import('../vault/open.ts');
  const { vault } = here;
  here.vault = undefined;
  await vault?.lock();
  here.vault = await openVault({ location: join(here.folder, 'a.holdfast') }, 'correct horse battery');
  const refused = (await here.vault.audit.list()).filter(({ outcome }) => outcome === 'denied');
  expect(refused.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(200);
  expect(refused.at(-1)).toMatchObject({ action: 'audit.fold' });
});
