import { afterEach, expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { readVaultMount } from '../formats/vault.ts';
import { isServerAddress, serverAddress } from './address.ts';
import { fetchMount, type MountOptions } from './secrets.ts';
import { type FakeMount, fakeToken, fakeVault } from './testing/server.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const { signal } = new AbortController();
const begin = async (mount: FakeMount) => {
  const server = await fakeVault(mount);
  closing.push(server.close);
  return server;
};
async function itemsIn(mount: FakeMount, options: MountOptions = {}, below = '', token = fakeToken) {
  const { address } = await begin(mount);
  const place = serverAddress(address + below);
  const bytes = await fetchMount(place, { token }, { ...options, signal });
  return [...readVaultMount({ name: place.name, bytes }).items].map((item) => {
    if ('problem' in item) {
      const { place, isFolder, reason, count } = item.problem;
      return [item.kind, isFolder ? `${place}/` : place, reason, count];
    }
    if (item.kind !== 'entry') return [];
    const { folders, title, deleted, versions } = item.entry;
    const values = versions.map(({ fields }) =>
      fields.map(({ name, value }) => `${name}=${value}`).join(' '),
    );
    return [[...folders, title].join('/'), ...values, ...(deleted ? ['deleted'] : [])];
  });
}
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => failureOf(error) ?? error,
  );
const secrets = {
  app: [{ data: { user: 'one', port: 5432 } }, { data: { user: 'two', port: 5433 } }],
  'team/db/main': [{ data: { password: 'a b' } }],
  'team/ü? #%2F': [{ data: { key: 'x' } }],
};

test.each([1, 2] as const)('KV %i: every secret of a mount, at any depth', async (version) => {
  const owner = version === 2 ? ' metadata: owner=me' : '';
  expect(await itemsIn({ at: 'kv', version, secrets })).toEqual([
    ['app', `user=two port=5433${owner}`],
    ['team/ü? #%2F', `key=x${owner}`],
    ['team/db/main', `password=a b${owner}`],
  ]);
  const way = { at: 'teams/kv', version, secrets };
  expect(await itemsIn(way, {}, '/team/db')).toEqual([['team/db/main', `password=a b${owner}`]]);
  // A path can be a secret itself.
  expect(await itemsIn(way, {}, '/app')).toEqual([['app', `user=two port=5433${owner}`]]);
});

test('with the history every version comes, and those deleted there are told', async () => {
  const mount: FakeMount = {
    at: 'kv',
    version: 2,
    secrets: {
      ...secrets,
      old: [{ data: { a: 1 } }, { data: {}, gone: true }],
      lost: [{ data: {}, gone: true }],
    },
    forbidden: ['kv/metadata/team/db/main'],
  };
  expect(await itemsIn(mount, { history: true })).toEqual([
    ['app', 'user=one port=5432', 'user=two port=5433 metadata: owner=me'],
    ['note', 'old', 'versions-gone', 1],
    ['old', 'a=1 metadata: owner=me', 'deleted'],
    ['failed', 'lost', 'deleted-there', undefined],
    ['team/ü? #%2F', 'key=x metadata: owner=me'],
    ['note', 'team/db/main', 'newest-alone', undefined],
    ['team/db/main', 'password=a b metadata: owner=me'],
  ]);
  expect((await itemsIn(mount)).filter(([first]) => first === 'failed')).toEqual([
    ['failed', 'old', 'deleted-there', undefined],
    ['failed', 'lost', 'deleted-there', undefined],
  ]);
});

test('what the token may not read is told, and imported around', async () => {
  const mount = { at: 'kv', version: 2, secrets, forbidden: ['kv/data/app', 'kv/metadata/team/db'] } as const;
  expect(await itemsIn(mount)).toEqual([
    ['failed', 'app', 'may-not-read', undefined],
    ['team/ü? #%2F', 'key=x metadata: owner=me'],
    ['failed', 'team/db/', 'may-not-read', undefined],
  ]);
  expect(await refusal(itemsIn({ ...mount, forbidden: ['kv/metadata'] }))).toEqual({
    code: 'store',
    reason: 'may-not-list',
  });
  // A token for one secret needs no list.
  expect(await itemsIn({ ...mount, forbidden: ['kv/metadata/app'] }, {}, '/app')).toEqual([
    ['app', 'user=two port=5433 metadata: owner=me'],
  ]);
  expect(await refusal(itemsIn(mount, {}, '', 'hvs.other'))).toEqual({
    code: 'store',
    reason: 'credentials-refused',
  });
  expect(await refusal(itemsIn(mount, {}, '/none'))).toEqual({
    code: 'import-refused',
    reason: 'nothing-there',
  });
});

test('a server that does not say what a mount is: it is tried', async () => {
  const forbidden = ['sys/internal/ui/mounts/kv'];
  expect(await itemsIn({ at: 'kv', version: 1, secrets: { a: [{ data: { x: 1 } }] }, forbidden })).toEqual([
    ['a', 'x=1'],
  ]);
  expect(await itemsIn({ at: 'kv', version: 2, secrets: { a: [{ data: { x: 1 } }] }, forbidden })).toEqual([
    ['a', 'x=1 metadata: owner=me'],
  ]);
});

test('hostile names lead nowhere, and folders without an end have one', async () => {
  const keys = ['..', '../', '.', 'a/b', '', '/', 'deep/', 'good'];
  const answer = (body: unknown) => JSON.stringify({ data: body });
  const items = await itemsIn({
    at: 'kv',
    version: 2,
    secrets: { good: [{ data: { x: 1 } }] },
    odd: ({ url = '' }, response) => {
      if (!url.includes('list=true')) return false;
      response.end(answer({ keys: url.includes('deep') ? ['deep/'] : keys }));
      return true;
    },
  });
  expect(items.filter(([kind]) => kind === 'failed').map(([, place]) => place)).toEqual([
    '..',
    '../',
    '.',
    'a/b',
    '',
    '/',
    `${'deep/'.repeat(101)}`,
  ]);
  expect(items.at(-2)).toEqual(['good', 'x=1 metadata: owner=me']);
});

test.each<[string, NonNullable<FakeMount['odd']>, object]>([
  [
    'a redirect, which would take the token elsewhere',
    (_, response) => {
      // With an answer beside it that would do.
      const head = response.writeHead(307, { location: 'http://127.0.0.1:1/' });
      return head.end('{"data":{"keys":["a"]}}') && true;
    },
    { code: 'store', reason: 'server' },
  ],
  ['no JSON', (_, response) => response.end('<html>') && true, { code: 'store', reason: 'server' }],
  [
    'JSON of another kind',
    (_, response) => response.end('{"data":7}') && true,
    { code: 'store', reason: 'server' },
  ],
  [
    'a fault of its own',
    (_, response) => response.writeHead(418).end() && true,
    { code: 'store', reason: 'server' },
  ],
])('refused: %s', async (_, odd, failure) => {
  expect(await refusal(itemsIn({ at: 'kv', version: 2, secrets, odd }))).toEqual(failure);
});

test('an answer without an end is not read on', async () => {
  let sent = 0;
  const odd: FakeMount['odd'] = (_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(1024 ** 2, 32))) sent += 1;
      sent += 1;
    };
    response.on('drain', more).writeHead(200);
    more();
    return true;
  };
  const work = refusal(itemsIn({ at: 'kv', version: 2, secrets, odd }));
  expect(await work).toEqual({ code: 'store', reason: 'unreachable' });
  expect(sent).toBeLessThan(400);
}, 60_000);

test('a busy server is asked again', async () => {
  let times = 0;
  const odd: FakeMount['odd'] = (_, response) => {
    times += 1;
    return times <= 2 && response.writeHead(503).end() && true;
  };
  expect((await itemsIn({ at: 'kv', version: 1, secrets, odd })).length).toBe(3);
});

test('cancelled while a server does not answer', async () => {
  const stop = new AbortController();
  const { address } = await begin({
    at: 'kv',
    version: 2,
    secrets,
    odd: () => Boolean(setImmediate(() => stop.abort())),
  });
  const fetching = fetchMount(serverAddress(address), { token: fakeToken }, { signal: stop.signal });
  expect(await refusal(fetching)).toEqual({ code: 'cancelled' });
});

test('a namespace behind the address is asked for, and goes before that of the environment', async () => {
  const seen = new Set<unknown>();
  const odd: FakeMount['odd'] = ({ headers }) => seen.add(headers['x-vault-namespace']).size === 0;
  const { address } = await begin({ at: 'kv', version: 2, secrets, odd });
  const place = serverAddress(`${address}?namespace=team/a/`);
  expect(place.name).toMatch(/^127\.0\.0\.1:\d+\/team\/a\/kv$/);
  await fetchMount(place, { token: fakeToken, namespace: 'other' }, { signal });
  expect([...seen]).toEqual(['team/a']);
  await fetchMount(serverAddress(address), { token: fakeToken, namespace: 'other' }, { signal });
  expect([...seen]).toEqual(['team/a', 'other']);
});

test('an address: without TLS on this machine alone, and nothing in it that lets anybody in', async () => {
  const read = { origin: 'https://v.example:8200', path: ['kv', 'a b'], name: 'v.example:8200/kv/a b' };
  expect(serverAddress('vault+https://v.example:8200/kv/a%20b/')).toEqual(read);
  expect(serverAddress(' https://v.example:8200/kv/a%20b ')).toEqual(read);
  expect(['a.json', 'https://v.example/kv', 'vault+https://x', 'vault.json'].map(isServerAddress)).toEqual([
    ...[false, false, true, false],
  ]);
  for (const host of ['localhost', '127.0.0.1', '[::1]:8200'])
    expect(serverAddress(`vault+http://${host}/kv`).path).toEqual(['kv']);
  const refused = (text: string) => refusal((async () => serverAddress(text))());
  for (const host of ['v.example', '127.0.0.1.example', '10.0.0.1'])
    expect(await refused(`vault+http://${host}/kv`)).toEqual({ code: 'store', reason: 'no-tls' });
  for (const bad of [
    'https://u:p@v.example/kv',
    'https://v.example/',
    'https://v.example/kv?token=x',
    'https://v.example/kv?namespace=a&token=x',
    'https://v.example/kv?namespace=a%0d%0ab',
    'https://',
    'ftp://v.example/kv',
  ])
    expect([bad, await refused(bad)]).toEqual([
      bad,
      { code: 'bad-input', what: 'server-address', reason: 'malformed' },
    ]);
});
