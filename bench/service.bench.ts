// A vault on a service beside what the service takes for the same bytes: `npm run bench service`.
// The bucket is a double of the tests in this process, or the service that HOLDFAST_S3 names; the
// database is a server of its own.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepReplicasIn } from '../src/main/backend/replica-folder.ts';
import { TestServer } from '../src/main/store/postgres/testing/server.ts';
import { Bucket } from '../src/main/store/s3/bucket.ts';
import { inParallel } from '../src/main/store/s3/parallel.ts';
import { parseS3 } from '../src/main/store/s3/place.ts';
import { BucketPrefix } from '../src/main/store/s3/prefix.ts';
import { S3Double, testEnv } from '../src/main/store/s3/testing/double.ts';
import { equip, nodeTransport } from '../src/main/store/transport.ts';
import { createVault, openVault } from '../src/main/vault/open.ts';
import type { Vault } from '../src/main/vault/vault.ts';
import type { Place } from '../src/shared/place.ts';
import { copyOf, dataset, leastKdf } from './datasets.ts';
import { fieldsOf, type Login, logins, passphrase, pathOf } from './entries.ts';
import { alternate, median, sizes, timed } from './measure.ts';
import { publish, type Row, table, target } from './results.ts';

interface Service {
  readonly name: string;
  place(vault: string): Place;
  /** All bytes of a vault, as the service keeps them. */
  download(vault: string): Promise<Uint8Array[]>;
  upload(pieces: readonly Uint8Array[]): Promise<void>;
  stop(): Promise<void>;
}

const size = Math.max(...sizes);
const writing = 5_000;
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-service-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
// With certificates of its own a place goes past what counts its requests.
delete process.env['AWS_CA_BUNDLE'];

/**
 * Requests, and how many had to be answered before the next was sent: answers wait until nothing
 * more is being sent.
 */
const sent = {
  slow: false,
  trips: 0,
  bytes: 0,
  waiting: [] as (() => void)[],
  quiet: undefined as NodeJS.Timeout | undefined,
};
equip({
  transport: async (address, request) => {
    const answer = await nodeTransport(address, request);
    const bytes = await answer.arrayBuffer();
    sent.bytes += bytes.byteLength;
    if (sent.slow)
      await new Promise<void>((resolve) => {
        sent.waiting.push(resolve);
        clearTimeout(sent.quiet);
        sent.quiet = setTimeout(answerAll, 100);
      });
    return new Response(answer.status === 204 ? null : bytes, answer);
  },
});

function answerAll(): void {
  sent.trips += 1;
  for (const answer of sent.waiting.splice(0)) answer();
}

async function bucket(): Promise<Service> {
  const real = process.env['HOLDFAST_S3'];
  const double = real === undefined ? await S3Double.start() : undefined;
  if (double !== undefined) Object.assign(process.env, testEnv);
  const endpoint = encodeURIComponent(real ?? double?.endpoint ?? '');
  const name = process.env['HOLDFAST_S3_BUCKET'] ?? 'vaults';
  const at = (vault: string) => `s3://${name}/bench-${process.pid}/${vault}?endpoint=${endpoint}`;
  const prefix = (vault: string) => new BucketPrefix(new Bucket(parseS3(at(vault))));
  return {
    name: real === undefined ? 'bucket (double)' : 'bucket',
    place: (vault) => ({ kind: 's3', location: at(vault) }),
    async download(vault) {
      const pieces: Uint8Array[] = [];
      for await (const { objects } of prefix(vault).listAll(''))
        await inParallel(objects, 4, async ({ key, size: length }) => {
          pieces.push((await prefix(vault).get(key, length))?.bytes ?? new Uint8Array());
        });
      return pieces;
    },
    upload: async (pieces) => {
      for (const [n, piece] of pieces.entries()) await prefix('plain').put(`${n}`, piece);
    },
    stop: async () => double?.stop(),
  };
}

async function database(): Promise<Service> {
  const server = await TestServer.start();
  await server.rows('CREATE TABLE plain (bytes bytea)', []);
  return {
    name: 'database',
    place: (vault) => ({ kind: 'postgres', location: server.place(vault) }),
    download: async (vault) =>
      (
        await server.rows<{ bytes: Buffer }>('SELECT bytes FROM holdfast.object WHERE vault = $1', [vault])
      ).map(({ bytes }) => bytes),
    async upload(pieces) {
      for (let at = 0; at < pieces.length; at += 5_000)
        await server.rows('INSERT INTO plain SELECT unnest($1::bytea[])', [pieces.slice(at, at + 5_000)]);
    },
    stop: () => server.stop(),
  };
}

/** As an import brings them. */
async function* batches() {
  const all = logins(size);
  for (let at = 0; at < size; at += 1_000)
    yield all
      .slice(at, at + 1_000)
      .map((one) => ({ op: 'store' as const, path: pathOf(one), fields: fieldsOf(one) }));
}

const put = (vault: Vault, one: Login) => vault.secrets.put(pathOf(one), fieldsOf(one));

/** Unlocks, and finds the first rows of what is typed. */
async function unlockAndSearch(place: Place): Promise<void> {
  const vault = await openVault(place, passphrase);
  const catalog = await vault.catalog();
  await catalog.prepare();
  catalog.browse({ folder: '', query: 'login 7', deleted: false, offset: 0, limit: 60 });
  await vault.lock();
}

/** Writes a second that so many programs bring about together. */
async function together(place: Place, writers: number): Promise<number> {
  const vaults = await Promise.all(Array.from({ length: writers }, () => openVault(place, passphrase)));
  // Each finds out first where in the service the pages lie.
  for (const vault of vaults) await put(vault, ...(logins(1) as [Login]));
  const end = performance.now() + writing;
  let done = 0;
  await Promise.all(
    vaults.map(async (vault, writer) => {
      for (let n = 0; performance.now() < end; n++, done++)
        await vault.secrets.put(`writer ${writer}/${n % 50}`, [
          { name: 'password', type: 'secret', value: `${n}` },
        ]);
    }),
  );
  for (const vault of vaults) await vault.lock();
  return done / (writing / 1_000);
}

/** Trips of a put and of a get, and bytes that following takes. */
async function trips(place: Place): Promise<{ put: number; get: number; following: number }> {
  const vault = await openVault(place, passphrase);
  const [one] = logins(1) as [Login];
  const counted = async (work: () => Promise<unknown>) => {
    // What nobody waits for is over.
    await new Promise((resolve) => setTimeout(resolve, 500));
    sent.trips = 0;
    sent.slow = true;
    await work();
    sent.slow = false;
    return sent.trips;
  };
  await put(vault, one);
  const found = {
    put: await counted(() => put(vault, one)),
    get: await counted(() => vault.secrets.get(pathOf(one))),
    following: 0,
  };
  await new Promise((resolve) => setTimeout(resolve, 500));
  sent.bytes = 0;
  await vault.refresh();
  found.following = sent.bytes;
  await vault.lock();
  return found;
}

const file = copyOf((await dataset(size)).holdfast, 'local');
const rows: Row[] = [];
const lines: string[] = [];
for (const service of [await bucket(), await database()]) {
  const place = service.place('large');
  const vault = await createVault(place, { passphrase, kdf: leastKdf });
  const imported = await timed(() => vault.secrets.stream(batches()));
  await vault.lock();
  const pieces = await service.download('large');
  const uploaded = await timed(() => service.upload(pieces));
  // From here on this machine keeps a copy.
  keepReplicasIn(folder);
  const opened = await timed(async () => (await openVault(place, passphrase)).lock());
  const downloaded = await timed(() => service.download('large'));
  const times = await alternate(
    [
      { name: 'replica', run: () => timed(() => unlockAndSearch(place)) },
      { name: 'file', run: () => timed(() => unlockAndSearch({ kind: 'sqlite', location: file })) },
    ],
    7,
  );
  const [replica, local] = [median(times.get('replica')), median(times.get('file'))];
  keepReplicasIn(undefined);
  const small = service.place('small');
  await (await createVault(small, { passphrase, kdf: leastKdf })).lock();
  const several = service.place('several');
  await (await createVault(several, { passphrase, kdf: leastKdf })).lock();
  const [one, eight] = [await together(small, 1), await together(several, 8)];
  rows.push([service.name, imported, uploaded, opened, downloaded, replica, local, one, eight]);
  const say = (what: string, value: number, how: 'at most' | 'at least', limit: number) =>
    lines.push(target(`${service.name}: ${what}`, value, how, limit));
  say('times a plain upload, import', imported / uploaded, 'at most', 2);
  say('times a plain download, first opening', opened / downloaded, 'at most', 1.5);
  say('times the file, unlock and search from the copy', replica / local, 'at most', 1.1);
  say('eight writers together against one', eight / one, 'at least', 0.6);
  if (place.kind === 's3') {
    const found = await trips(small);
    say('trips of a put', found.put, 'at most', 2);
    say('trips of a get', found.get, 'at most', 1);
    say('bytes of an answer that follows', found.following, 'at most', 1024);
  }
  await service.stop();
}

publish('Services', [
  `A vault of ${size} secrets in a bucket and in a database, both on this machine, beside the same bytes sent and fetched without Holdfast; in ms. Writes a second of one program and of eight,`,
  'each on a vault of its own. Trips: how often an answer has to be there before the next request is sent.',
  '',
  ...table(
    [
      'service',
      'import',
      'plain upload',
      'first opening',
      'plain download',
      'unlock and search, copy',
      'the same, a file',
      'writes a second, one',
      'eight',
    ],
    rows,
  ),
  '',
  ...lines,
]);
process.exit(0);
