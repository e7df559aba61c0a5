import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { channel, type State } from '../../shared/contract.ts';
import type { Trial } from '../../shared/contract-places.ts';
import type { Place } from '../../shared/place.ts';
import { keepReplicasIn } from '../backend/replica-folder.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { S3Double, testKeys } from '../store/s3/testing/double.ts';
import { type TestApp, testApp } from './testing/app.ts';

// What the window asks for about a vault in a bucket, from the side of main. The double's secret
// key is what must be found nowhere.
let folder: string;
let double: S3Double;
let app: TestApp;
let told: unknown[];
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  double = await S3Double.start();
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('HOME', folder);
  told = [];
  app = testApp({ folder, store: 'sqlite', tell: (event, payload) => told.push([event, payload]) });
});
afterEach(async () => {
  await app.session.leave();
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
});

const given = { accessKey: testKeys.accessKeyId, secretKey: testKeys.secretAccessKey };
const replies: unknown[] = [];
async function call<T>(group: string, method: string, input: unknown): Promise<T> {
  const reply = await app.ask(channel(group, method), input);
  replies.push(reply);
  if (!reply.ok) throw Object.assign(new Error('refused'), reply);
  return reply.value as T;
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('not refused'),
    (error: { failure?: unknown }) => error.failure ?? error,
  );
const typed = (prefix: string, bucket = 'vaults') => ({ endpoint: double.endpoint, bucket, prefix });
const named = (prefix: string, bucket?: string) =>
  call<Place>('vault', 'choosePlace', { kind: 's3', purpose: 'new', typed: typed(prefix, bucket) });
const give = (place: Place, credentials: object = given) =>
  call('places', 'give', { place, credentials, keep: true });
const attempt = (place: Place) => call<Trial>('places', 'try', { place });

test('a vault is made, locked, let in again and opened; what lets a person in is nowhere', async () => {
  const place = await named('home');
  expect(place.location).toBe(`s3://vaults/home?endpoint=${double.endpoint}`);
  expect(await refused(call('vault', 'create', { place, passphrase: 'one' }))).toEqual({
    code: 'store',
    reason: 'no-credentials',
  });
  await give(place);
  expect(await call<State>('vault', 'create', { place, passphrase: 'one' })).toMatchObject({
    vault: 'open',
    name: 'home',
    service: { state: 'saved' },
    recents: [{ place, missing: false }],
  });
  await app.session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'v' }]);
  await call('vault', 'lock', undefined);
  expect(await refused(call('vault', 'unlock', { passphrase: 'one' }))).toMatchObject({
    reason: 'no-credentials',
  });
  await give(place, { ...given, secretKey: `${given.secretKey}-wrong` });
  expect(await refused(call('vault', 'select', { place }))).toEqual({
    code: 'store',
    reason: 'credentials-refused',
  });
  await give(place);
  expect(await call<State>('vault', 'unlock', { passphrase: 'one' })).toMatchObject({ vault: 'open' });
  expect(await call('secrets', 'folders', { parent: '' })).toHaveLength(1);
  const said = JSON.stringify([told, replies, app.faults.map(String)]);
  expect([said.includes(given.secretKey), said.includes(given.accessKey)]).toEqual([false, false]);
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile());
  for (const { parentPath, name } of files)
    expect(fs.readFileSync(join(parentPath, name)).includes(given.secretKey)).toBe(false);
});

test('a trial says what lies there, how it would be used, and what fails', async () => {
  const place = await named('home');
  await give(place);
  const free = { ground: 'nothing', use: { way: 'one-line', refusesLate: true } };
  expect(await attempt(place)).toEqual(free);
  expect([...double.bucket('vaults').keys()]).toEqual([]);
  await call('vault', 'create', { place, passphrase: 'one' });
  expect(await attempt(place)).toMatchObject({ ground: 'vault', use: { way: 'one-line' } });
  double.allowed = new Set(['GET', 'LIST']);
  expect(await attempt(place)).toEqual({ ground: 'vault', use: { way: 'reading' } });
  const other = await named('elsewhere');
  await give(other);
  expect(await refused(attempt(other))).toEqual({ code: 'store', reason: 'may-not-put' });
  for (const [allowed, reason] of [
    [['PUT', 'LIST', 'DELETE'], 'may-not-get'],
    [['GET', 'PUT', 'DELETE'], 'may-not-list'],
  ] as const) {
    double.allowed = new Set(allowed);
    expect(await refused(attempt(other))).toEqual({ code: 'store', reason });
  }
  double.allowed = new Set(['GET', 'PUT', 'LIST', 'DELETE']);
  const above = await named('');
  await give(above);
  expect(await attempt(above)).toMatchObject({ ground: 'vaults-below' });
  double.lay('letters', 'dear.txt', Buffer.from('Dear'));
  const letters = await named('', 'letters');
  await give(letters);
  expect(await attempt(letters)).toMatchObject({ ground: 'others' });
  const missing = await named('home', 'missing');
  await give(missing);
  expect(await refused(attempt(missing))).toEqual({ code: 'store', reason: 'no-bucket' });
  double.conditions = 'ignored';
  expect(await attempt(other)).toEqual({ ground: 'nothing', use: { way: 'heads', why: 'ignored' } });
});

test('a place that is malformed, not encrypted or was not chosen is refused before anything is asked', async () => {
  const choose = (entries: object) =>
    refused(call('vault', 'choosePlace', { kind: 's3', purpose: 'new', typed: entries }));
  expect(await choose({ bucket: 'no such name' })).toMatchObject({ code: 'bad-input', reason: 'malformed' });
  expect(await choose({ bucket: 'vaults', endpoint: 'http://s3.example.org' })).toMatchObject({
    reason: 'not-tls',
  });
  expect(await choose({ bucket: 'vaults', endpoint: 'https://a:hunter2@s3.example.org' })).toMatchObject({
    reason: 'credential',
  });
  const place = { kind: 's3', location: `s3://vaults/home?endpoint=${double.endpoint}` };
  for (const [method, more] of [
    ['try', {}],
    ['give', { credentials: given, keep: false }],
  ] as const)
    expect(await refused(call('places', method, { place, ...more }))).toEqual({
      code: 'denied',
      reason: 'not-chosen',
    });
  app.connects = false;
  expect(await named('home')).toBeUndefined();
  expect(await refused(call('places', 'try', { place }))).toMatchObject({ code: 'denied' });
  expect(double.asked).toEqual([]);
});

test('a service that goes away is told, and so is one that comes back', async () => {
  const place = await named('home');
  await give(place);
  await call('vault', 'create', { place, passphrase: 'one' });
  double.allowed = new Set();
  const state = () => app.session.state().then(({ service }) => service);
  // The service answers, and refuses: that is no matter of the network.
  await call('places', 'look', undefined);
  expect(await state()).toEqual({ state: 'saved', unsent: 0 });
  double.allowed = new Set(['GET', 'PUT', 'LIST', 'DELETE']);
  double.ahead = 0;
  const own = vi.spyOn(globalThis, 'fetch').mockRejectedValue(
    Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
    }),
  );
  await call('places', 'look', undefined);
  expect(await state()).toMatchObject({
    state: 'offline',
    failure: { code: 'store', reason: 'name-not-found' },
  });
  expect(told).toContainEqual(['state', expect.objectContaining({ service: await state() })]);
  own.mockRestore();
  await call('places', 'look', undefined);
  expect(await state()).toEqual({ state: 'saved', unsent: 0 });
});

test('a vault is moved from a file into a bucket: recents and its plan of backups follow, the old one is put aside', async () => {
  const file = { kind: 'sqlite', location: join(folder, 'desk.holdfast') } as const;
  app.choices.new = file.location;
  await call('vault', 'choosePlace', { kind: 'sqlite', purpose: 'new' });
  await call('vault', 'create', { place: file, passphrase: 'one' });
  await app.session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'v' }]);
  fs.mkdirSync(join(folder, 'backups'));
  app.choices.backupFolder = join(folder, 'backups');
  await call('backups', 'addDestination', undefined);
  const place = await named('desk');
  await give(place);
  const { kept } = await call<{ kept: Place }>('places', 'move', { place });
  expect(kept.location).toMatch(/desk \(moved .*\)\.holdfast$/);
  const state = await call<State>('app', 'state', undefined);
  expect(state).toMatchObject({ vault: 'locked', place, recents: [{ place }] });
  expect(state.recents).toHaveLength(1);
  // What lets the person in there is still at hand.
  await call('vault', 'unlock', { passphrase: 'one' });
  expect(await call('secrets', 'folders', { parent: '' })).toHaveLength(1);
  const { destinations } = await call<{ destinations: unknown[] }>('backups', 'overview', undefined);
  expect(destinations).toHaveLength(1);
  const back = { kind: 'folder', location: join(folder, 'again') } as const;
  app.choices.new = back.location;
  await call('vault', 'choosePlace', { kind: 'folder', purpose: 'new' });
  expect(await call('places', 'move', { place: back })).toEqual({ kept: place });
  expect(await call<State>('vault', 'unlock', { passphrase: 'one' })).toMatchObject({ place: back });
});

test('without the service the vault opens from the copy on this machine, and what is changed is kept and counted', async () => {
  keepReplicasIn(join(folder, 'replicas'));
  const place = await named('home');
  await give(place);
  await call('vault', 'create', { place, passphrase: 'one' });
  await app.session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value: 'v' }]);
  await call('vault', 'lock', undefined);
  await give(place);
  const state = () => app.session.state().then(({ service }) => service);
  const own = vi.spyOn(globalThis, 'fetch').mockRejectedValue(
    Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
    }),
  );
  try {
    expect(await call<State>('vault', 'unlock', { passphrase: 'one' })).toMatchObject({
      vault: 'open',
      service: {
        state: 'offline',
        failure: { code: 'store', reason: 'name-not-found' },
        unsent: expect.any(Number),
      },
    });
    await app.session.vault.secrets.put('prod/later', [{ name: 'password', type: 'secret', value: 'w' }]);
    app.session.noteWrite();
    await vi.waitFor(async () => expect(app.session.unsent).toBeGreaterThan(0));
    const { unsent } = app.session;
    expect(await state()).toMatchObject({ state: 'offline', unsent });
    expect(told.at(-1)).toEqual(['state', expect.objectContaining({ service: await state() })]);
    await call('vault', 'lock', undefined);
    expect(app.session.unsent).toBe(unsent);
    await give(place);
    await call('vault', 'unlock', { passphrase: 'one' });
    expect((await app.session.vault.secrets.get('prod/later')).fields[0]?.value).toBe('w');
  } finally {
    own.mockRestore();
    keepReplicasIn(undefined);
  }
});

test('backups go to a bucket beside folders: made, followed, listed, looked into, restored; after a lock they wait for the keys', async () => {
  const file = { kind: 'sqlite', location: join(folder, 'desk.holdfast') } as const;
  app.choices.new = file.location;
  await call('vault', 'choosePlace', { kind: 'sqlite', purpose: 'new' });
  await call('vault', 'create', { place: file, passphrase: 'one' });
  const put = (value: string) =>
    app.session.vault.secrets.put('prod/db', [{ name: 'password', type: 'secret', value }]);
  await put('one');
  const place = await named('copy');
  expect(
    await refused(call('backups', 'addPlace', { place: { ...place, location: `${place.location}x` } })),
  ).toEqual({ code: 'denied', reason: 'not-chosen' });
  await give(place);
  type Overview = {
    destinations: { id: string; last?: { revision: number; behind?: number }; trouble?: unknown }[];
  };
  const [added] = (await call<Overview>('backups', 'addPlace', { place })).destinations;
  const run = () =>
    call<{ proven: string; revision: number }[]>('backups', 'run', { destination: added?.id });
  expect(await run()).toMatchObject([{ proven: 'everything' }]);
  await put('two');
  expect(await run()).toMatchObject([{ revision: app.session.vault.revision, proven: 'everything' }]);
  const { destinations } = await call<Overview>('backups', 'overview', undefined);
  expect(destinations).toMatchObject([{ present: true, folder: place.location, last: { behind: 0 } }]);
  const [listed] = await call<{ place: Place; ours: boolean }[]>('backups', 'list', {
    destination: added?.id,
  });
  expect(listed).toMatchObject({ place, ours: true, foreign: false, revision: app.session.vault.revision });
  await call('backups', 'browse', { place });
  expect(await call('backups', 'reveal', { path: 'prod/db', version: 2, field: 'password' })).toMatchObject({
    value: 'two',
  });
  await call('backups', 'closeBrowser', undefined);
  app.choices.restored = join(folder, 'again.holdfast');
  const to = await call<Place>('vault', 'choosePlace', { kind: 'sqlite', purpose: 'restored' });
  expect(await call('backups', 'restore', { place, to })).toMatchObject({ place: to, proven: 'structure' });
  await call('vault', 'lock', undefined);
  expect(await refused(run())).toEqual({ code: 'locked' });
  const after = await call<Overview>('backups', 'overview', undefined);
  expect(after.destinations[0]?.trouble).toBeUndefined();
});
