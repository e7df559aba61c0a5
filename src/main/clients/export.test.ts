import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Verdict } from '../../shared/client.ts';
import type { Permission } from '../../shared/policy.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Connection } from './connection.ts';
import { ending, once, type Stand, stand } from './testing/stand.ts';

// What a program may take away at once: what policies let it, or what the person says, and no more.
const password = (value: string): Field[] => [{ name: 'password', type: 'secret', value }];

let here: Stand;
let taker: Connection;
beforeEach(async () => {
  here = await stand();
  taker = await here.connect('taker', await here.let('taker', '**'));
  for (const path of ['prod/db', 'prod/web', 'home/bank'])
    await here.vault?.secrets.put(path, password(path));
  await here.vault?.secrets.put('prod/db', password('newer'));
});
afterEach(async () => {
  taker.close();
  await here.close();
});

const allow = (pathPattern: string, permission: Permission = 'export') =>
  here.vault?.policies.put({
    name: `${permission} ${pathPattern}`.replaceAll('*', 'x'),
    spiffeIdPattern: `spiffe://${here.vault.id}/client/taker`,
    pathPattern,
    permissions: [permission],
  });
const begin = (folder = '', ask = false, from = taker) =>
  from.call('vault.export', { format: 'json', folder }, ask) as Promise<{ secrets: number; chosen: boolean }>;
const given = async (from = taker) => {
  const page = (await from.call('vault.exported', { from: 0 })) as {
    secrets: { secret: { path: string; versions: { fields: Field[] }[] } }[];
  };
  return page.secrets.map(({ secret }) => secret.path);
};
const unlock: Verdict = { answer: 'unlock', policies: [] };
const audit = async () =>
  ((await here.vault?.audit.read()) ?? [])
    .filter(({ action }) => action === 'vault.export')
    .map(({ path, outcome }) => `${path} ${outcome}`);

it('read, write and list export nothing, and nobody is asked who did not want it', async () => {
  expect(await ending(begin())).toBe('denied: policy');
  expect(await ending(given())).toBe('not-found');
  expect(here.asked).toEqual([]);
});

it('gives what policies let it export, whole, and says that it is chosen', async () => {
  await allow('prod/*');
  expect(await begin()).toMatchObject({ secrets: 2, chosen: true });
  expect(await given()).toEqual(['prod/db', 'prod/web']);
  expect(await begin('home').catch(() => 'no')).toBe('no');
  // What was begun before is over.
  expect(await ending(given())).toBe('not-found');
  await begin('prod');
  const { secrets } = (await taker.call('vault.exported', { from: 0 })) as {
    secrets: { current: number; secret: { versions: { n: number; fields: Field[] }[] } }[];
  };
  expect(secrets[0]).toMatchObject({ current: 2, secret: { versions: [{ n: 1 }, { n: 2 }] } });
  expect(secrets[0]?.secret.versions.map(({ fields }) => fields[0]?.value)).toEqual(['prod/db', 'newer']);
});

it('a policy on a folder itself is none for what lies in it', async () => {
  await allow('prod');
  expect(await ending(begin('prod'))).toBe('denied: policy');
});

it('what policies take back is refused in the middle', async () => {
  await allow('prod/*');
  await begin();
  await here.vault?.policies.delete('export prod/x');
  expect(await ending(given())).toBe('denied: policy');
});

it('asks the person for the folder, by the number of its secrets; once is once', async () => {
  here.person = () => once;
  expect(await begin('prod', true)).toMatchObject({ secrets: 2, chosen: false });
  expect(here.asked.map(({ wants }) => wants)).toEqual([
    [{ path: 'prod/', permission: 'export', secrets: 2 }],
  ]);
  expect(here.asked[0]?.draft[0]).toMatchObject({ pathPattern: 'prod/**', permissions: ['export'] });
  expect(await given()).toEqual(['prod/db', 'prod/web']);
  expect(await ending(begin('prod'))).toBe('denied: policy');
});

it('until the lock means this folder and what lies in it, and no other', async () => {
  here.person = () => unlock;
  await begin('prod', true);
  await here.vault?.secrets.put('prod/later/x', password('x'));
  expect(await begin('prod')).toMatchObject({ secrets: 3, chosen: false });
  expect(await begin('prod/later')).toMatchObject({ secrets: 1 });
  for (const folder of ['', 'home', 'prod2']) expect(await ending(begin(folder))).toBe('denied: policy');
});

it('a no holds', async () => {
  here.person = () => ({ answer: 'deny', policies: [] });
  expect(await ending(begin('', true))).toBe('denied: person');
  here.person = () => once;
  expect(await ending(begin('', true))).toBe('denied: person');
});

it('always stores the policies as the person left them, and they choose', async () => {
  here.person = ({ draft }) => ({
    answer: 'always',
    policies: draft.map((spec) => ({ ...spec, pathPattern: 'home/**' })),
  });
  expect(await begin('', true)).toMatchObject({ secrets: 1, chosen: true });
  expect(await given()).toEqual(['home/bank']);
  expect(await begin()).toMatchObject({ secrets: 1, chosen: true });
});

it('always for the whole vault is a policy for everything', async () => {
  here.person = ({ draft }) => ({ answer: 'always', policies: draft });
  expect(await begin('', true)).toMatchObject({ secrets: 3 });
  expect((await here.vault?.policies.list())?.map(({ pathPattern }) => pathPattern)).toContain('**');
});

it('a guest gets what it was given just now, and no more where the person narrowed it', async () => {
  const key = await here.let('guest');
  const me = (await here.vault?.registeredAs('guest')) ?? { name: '', spiffeId: '', key: '' };
  await here.vault?.revokeClient('guest');
  here.context.registry.welcome(me, false);
  const guest = await here.connect('guest', key);
  here.person = ({ draft }) => ({ answer: 'always', policies: draft });
  expect(await begin('prod', true, guest)).toMatchObject({ secrets: 2 });
  here.person = ({ draft }) => ({
    answer: 'always',
    policies: draft.map((spec) => ({ ...spec, pathPattern: 'home/other' })),
  });
  expect(await ending(begin('home', true, guest))).toBe('denied: policy');
  guest.close();
});

it('another connection has nothing of it', async () => {
  await allow('**');
  await begin();
  const other = await here.connect('other', await here.let('other'));
  expect(await ending(given(other))).toBe('not-found');
  other.close();
});

it('another vault that is opened meanwhile gives nothing of it', async () => {
  await allow('**');
  await begin();
  const { vault } = here;
  const next = await stand();
  here.vault = next.vault;
  expect(await ending(given())).toMatch(/^(denied: other-vault|not-found)$/);
  here.vault = vault;
  await next.close();
});

it('the audit has each export once, by its format and folder, however many answers it took', async () => {
  await allow('**');
  await begin();
  await given();
  await given();
  await begin('prod');
  await allow('home', 'read');
  expect(await audit()).toEqual(['json done', 'json prod/ done']);
});
