import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { refusal } from '../../backend/testing/harness.ts';
import { tipOf } from '../store.ts';
import { bytesOf, commitOf, manifestOf, newId, readWhole } from '../testing/commits.ts';
import { gate } from '../testing/gate.ts';
import { postgres, postgresWith } from './postgres.ts';
import { BreakingProxy } from './testing/proxy.ts';
import { TestServer } from './testing/server.ts';

let server: TestServer;
let proxy: BreakingProxy;
let vault: string;
let count = 0;
beforeAll(async () => {
  server = await TestServer.start();
  proxy = await BreakingProxy.start(server.folder);
}, 120_000);
afterAll(async () => {
  await proxy.stop();
  await server.stop();
});
beforeEach(() => {
  vault = `desk-${++count}`;
});

const through = () => server.place(vault).replace(server.folder, proxy.folder);

async function made(first: readonly ObjectId[] = [newId(), newId()]) {
  const batches = (async function* () {
    yield first.map((id) => [id, bytesOf(id)] as const);
  })();
  await (await postgres.create(server.place(vault), manifestOf(first), { revision: 1, batches })).close();
  return { first, store: await postgres.open(through()) };
}

const ends = [
  ['a commit of one statement', 'WITH moved', []],
  ['a commit of several', 'COMMIT\0', [1]],
] as const;
for (const [what, text, drops] of ends) {
  test(`39: ${what} whose answer is lost is done, once`, async () => {
    const { store, first } = await made();
    proxy.breakAt = { text, when: 'after' };
    const drop = drops.map((n) => first[n] as ObjectId);
    const { commit, ids } = commitOf(2, first.slice(0, 2 - drop.length), { drop });
    expect(await store.commit(commit)).toBe('done');
    expect(proxy.broken).toBeGreaterThan(0);
    expect(await readWhole(store)).toBe(2);
    expect((await store.list()).sort()).toEqual([...ids].sort());
    await store.close();
  });

  test(`39: ${what} that did not get there is unreachable, and the next try succeeds`, async () => {
    const { store, first } = await made();
    const known = await store.latestManifest();
    proxy.breakAt = { text, when: 'before' };
    const drop = drops.map((n) => first[n] as ObjectId);
    const after = known === undefined ? '' : tipOf(known).mark;
    const { commit } = commitOf(2, first.slice(0, 2 - drop.length), { drop, after });
    expect(await refusal(store.commit(commit))).toEqual({ code: 'store', reason: 'unreachable' });
    expect(await readWhole(store)).toBe(1);
    expect(await store.commit(commit)).toBe('done');
    expect(await readWhole(store)).toBe(2);
    await store.close();
  });
}

test('39: where others have gone on from a commit whose answer was lost, it is done all the same', async () => {
  const { store, first } = await made();
  const other = await postgres.open(server.place(vault));
  const ours = commitOf(2, first);
  // Whoever asks what came of it hears nothing until another has written.
  const { passed, open } = gate();
  proxy.open = passed;
  proxy.breakAt = { text: 'WITH moved', when: 'after' };
  const committing = store.commit(ours.commit);
  await expect.poll(async () => (await other.latestManifest())?.revision, { timeout: 10_000 }).toBe(2);
  expect(await other.commit(commitOf(3, ours.ids).commit)).toBe('done');
  open();
  expect(await committing).toBe('done');
  expect(await readWhole(store)).toBe(3);
  await Promise.all([store.close(), other.close()]);
});

test('a read whose connection broke is made again; a stream whose connection broke is not', async () => {
  const { store, first } = await made();
  proxy.breakAt = { text: 'holdfast.object', when: 'before' };
  expect(await readWhole(store)).toBe(1);
  const batches = (async function* () {
    const [one, two] = [commitOf(2), commitOf(2)];
    yield one.commit.objects;
    proxy.breakAt = { text: 'INSERT INTO', when: 'before' };
    yield two.commit.objects;
  })();
  const finish = () => ({ manifest: manifestOf(first), drop: [] });
  const streamed = async () => store.commitStream?.({ revision: 2, batches, finish });
  expect(await refusal(streamed)).toEqual({ code: 'store', reason: 'unreachable' });
  expect(await readWhole(store)).toBe(1);
  expect((await store.list()).sort()).toEqual([...first].sort());
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  await store.close();
});

test('what a stream throws is thrown, and another writer waits for a stream rather than overtake it', async () => {
  const { store, first } = await made();
  const other = await postgres.open(server.place(vault));
  const theirs = commitOf(2, first);
  let waiting: Promise<unknown> = Promise.resolve();
  const ids = [newId()];
  const batches = (async function* () {
    waiting = other.commit(theirs.commit);
    yield ids.map((id) => [id, bytesOf(id)] as const);
  })();
  const finish = () => ({ manifest: manifestOf([...first, ...ids]), drop: [] });
  expect(await store.commitStream?.({ revision: 2, batches, finish })).toBe('done');
  expect(await waiting).toBe('conflict');
  const broken = (async function* () {
    yield commitOf(3).commit.objects;
    throw new RangeError('of the source');
  })();
  await expect(store.commitStream?.({ revision: 3, batches: broken, finish })).rejects.toThrow(RangeError);
  expect(await readWhole(store)).toBe(2);
  await Promise.all([store.close(), other.close()]);
});

test('a server that ends and comes back is met by typed failures, and then used again', async () => {
  const { store, first } = await made();
  await server.end();
  expect(await refusal(store.commit(commitOf(2, first).commit))).toEqual({
    code: 'store',
    reason: 'unreachable',
  });
  expect(await refusal(store.readObjects(first))).toEqual({ code: 'store', reason: 'unreachable' });
  expect(await refusal(postgres.open(server.place(vault)))).toEqual({ code: 'store', reason: 'unreachable' });
  await server.run();
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  expect(await readWhole(store)).toBe(2);
  await store.close();
}, 60_000);

test('44: a missing database, schema, user and password are four failures; none of them tells a password', async () => {
  await server.query('postgres', 'CREATE DATABASE empty');
  await server.query('postgres', `CREATE ROLE locked LOGIN PASSWORD 'planted'`);
  const place = (change: (text: string) => string) => change(server.place(vault));
  const failures = [
    await refusal(postgres.open(place((text) => text.replace('/vaults', '/nowhere')))),
    await refusal(postgres.open(place((text) => text.replace('/vaults', '/empty')))),
    await refusal(postgres.open(server.place(vault, 'nobody-here'))),
    await refusal(postgres.open(server.place(vault, 'locked'))),
    await refusal(postgres.open(server.place(vault))),
  ];
  expect(failures.map((one) => ('reason' in one ? one.reason : one.code))).toEqual([
    'no-database',
    'no-schema',
    'credentials-refused',
    'may-not-get',
    'not-found',
  ]);
});

test('passwords come from PGPASSWORD, over TLS from a server whose certificate is verified', async () => {
  const own = await TestServer.start();
  const data = path.join(own.folder, 'data');
  const [key, certificate] = ['server.key', 'server.crt'].map((name) => path.join(data, name)) as [
    string,
    string,
  ];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      ...subject,
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'ignore' },
  );
  fs.chmodSync(key, 0o600);
  if (process.getuid?.() === 0) for (const file of [key, certificate]) fs.chownSync(file, 65_534, 65_534);
  await own.query('postgres', `CREATE ROLE keeper LOGIN PASSWORD 'planted-password'`);
  await own.query(own.database, 'GRANT holdfast_member, holdfast_sweeper TO keeper');
  await own.query(own.database, `CREATE ROLE "holdfast:${vault}"; GRANT "holdfast:${vault}" TO keeper`);
  const port = await own.listen();
  const ca = path.join(own.folder, 'ca.pem');
  fs.copyFileSync(certificate, ca);
  const place = (file: string) =>
    `postgres://keeper@127.0.0.1:${port}/${own.database}?vault=${vault}&ca=${encodeURIComponent(file)}`;
  const opener = postgresWith({ PGPASSWORD: 'planted-password' });
  const store = await opener.create(place(ca), manifestOf([]));
  expect(await store.commit(commitOf(2).commit)).toBe('done');
  await store.close();
  // Another certificate than that which the server has.
  const other = path.join(own.folder, 'other.pem');
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, '-keyout', '/dev/null', '-out', other],
    { stdio: 'ignore' },
  );
  const failures = [
    await refusal(opener.open(place(other))),
    await refusal(opener.open(place('/nowhere.pem'))),
    await refusal(postgresWith({ PGPASSWORD: 'planted-wrong' }).open(place(ca))),
    await refusal(postgresWith({ PGPASSFILE: '/nowhere' }).open(place(ca))),
  ];
  expect(failures.map((one) => ('reason' in one ? one.reason : one.code))).toEqual([
    'certificate',
    'ca-file',
    'credentials-refused',
    'no-credentials',
  ]);
  expect(JSON.stringify(failures).includes('planted')).toBe(false);
  await own.stop();
}, 60_000);

test('by the roles of schema.sql each user has their own vaults, and only a sweeper removes objects', async () => {
  await server.rows(`
    CREATE ROLE "holdfast:${vault}"; CREATE ROLE alice LOGIN; CREATE ROLE bob LOGIN; CREATE ROLE carol LOGIN;
    GRANT holdfast_member TO alice, bob, carol; GRANT holdfast_sweeper TO carol;
    GRANT "holdfast:${vault}" TO alice, carol`);
  const first = [newId(), newId()];
  const batches = (async function* () {
    yield first.map((id) => [id, bytesOf(id)] as const);
  })();
  const alice = await postgres.create(server.place(vault, 'alice'), manifestOf(first), {
    revision: 1,
    batches,
  });
  expect(await alice.commit(commitOf(2, first).commit)).toBe('done');
  const { commit } = commitOf(3, first.slice(1), { drop: first.slice(0, 1) });
  expect(await refusal(alice.commit(commit))).toEqual({ code: 'store', reason: 'may-not-delete' });
  expect(await refusal(alice.remove(first.slice(0, 1)))).toEqual({ code: 'store', reason: 'may-not-delete' });
  expect(await readWhole(alice)).toBe(2);
  // Bob has another vault: he does not even see that this one is there, and cannot take its name.
  expect(await refusal(postgres.open(server.place(vault, 'bob')))).toMatchObject({ code: 'not-found' });
  expect(await refusal(postgres.create(server.place(vault, 'bob'), manifestOf([])))).toEqual({
    code: 'store',
    reason: 'may-not-put',
  });
  const carol = await postgres.open(server.place(vault, 'carol'));
  expect(await carol.commit(commit)).toBe('done');
  expect(await carol.list()).not.toContain(first[0]);
  await Promise.all([alice.close(), carol.close()]);
});

test('schema.sql can be run in a second database of one server, and refuses a second time in one', async () => {
  const { schema } = await import('./testing/server.ts');
  await server.query('postgres', 'CREATE DATABASE second');
  await server.query('second', schema());
  await expect(server.query('second', schema())).rejects.toThrow('already exists');
});

test('a server that only reads is opened for reading', async () => {
  const { store, first } = await made();
  await server.query(
    'postgres',
    'CREATE ROLE reader LOGIN; ALTER ROLE reader SET default_transaction_read_only = on',
  );
  await server.query(
    server.database,
    `GRANT holdfast_member TO reader; CREATE ROLE "holdfast:${vault}"; GRANT "holdfast:${vault}" TO reader`,
  );
  const reader = await postgres.open(server.place(vault, 'reader'));
  expect(reader.readOnly).toBe(true);
  expect(await readWhole(reader)).toBe(1);
  expect(await refusal(reader.commit(commitOf(2, first).commit))).toEqual({ code: 'read-only' });
  await Promise.all([store.close(), reader.close()]);
});

test('names of earlier revisions go after a day, by the server’s clock; their bytes go at once', async () => {
  const { store, first } = await made();
  expect(await store.commit(commitOf(2, first).commit)).toBe('done');
  expect(await store.commit(commitOf(3, first).commit)).toBe('done');
  const rows = () =>
    server.rows<{ revision: string; length: number }>(
      'SELECT revision, length(bytes) AS length FROM holdfast.manifest WHERE vault = $1 ORDER BY revision',
      [vault],
    );
  expect((await rows()).map(({ length }) => length > 0)).toEqual([false, false, true]);
  await store.remove([newId()]);
  expect(await rows()).toHaveLength(3);
  await server.rows(`UPDATE holdfast.manifest SET made = made - interval '25 hours' WHERE vault = $1`, [
    vault,
  ]);
  await store.remove([newId()]);
  expect((await rows()).map(({ revision }) => revision)).toEqual(['3']);
  await store.close();
});

test('of two that create one vault at once one has it', async () => {
  const tries = [1, 2, 3].map(() => postgres.create(server.place(vault), manifestOf([])));
  const done = await Promise.allSettled(tries);
  const won = done.filter(({ status }) => status === 'fulfilled');
  expect(won).toHaveLength(1);
  for (const one of done) {
    if (one.status === 'fulfilled') await one.value.close();
    else expect(one.reason).toMatchObject({ failure: { code: 'exists' } });
  }
});

test('a newer layout is told', async () => {
  const { store } = await made();
  await server.rows('UPDATE holdfast.head SET layout = 2 WHERE vault = $1', [vault]);
  expect(await refusal(postgres.open(server.place(vault)))).toEqual({
    code: 'newer-format',
    found: 2,
    supported: 1,
  });
  await store.close();
});

test('the probe says one line, also where a vault lies, and leaves nothing', async () => {
  expect(await postgres.probe?.(server.place(vault))).toEqual({ way: 'one-line' });
  const { store, first } = await made();
  expect(await postgres.probe?.(server.place(vault))).toEqual({ way: 'one-line' });
  expect((await store.list()).sort()).toEqual([...first].sort());
  await store.close();
});
