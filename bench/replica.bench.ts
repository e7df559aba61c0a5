// The copy of a vault on a service beside a plain download of the same bytes, and beside the same
// vault in a file: `npm run bench replica`.

import { rmSync } from 'node:fs';
import path from 'node:path';
import { keepReplicasIn } from '../src/main/backend/replica-folder.ts';
import { Bucket } from '../src/main/store/s3/bucket.ts';
import { inOrder } from '../src/main/store/s3/parallel.ts';
import { parseS3 } from '../src/main/store/s3/place.ts';
import { s3 } from '../src/main/store/s3/s3.ts';
import { S3Double, testEnv } from '../src/main/store/s3/testing/double.ts';
import { openVault } from '../src/main/vault/open.ts';
import { copyOf, dataset, scratch } from './datasets.ts';
import { passphrase } from './entries.ts';
import { alternate, median, sizes, timed } from './measure.ts';
import { publish, table, target } from './results.ts';

const size = Math.max(...sizes);
const file = copyOf((await dataset(size)).holdfast, 'vault');
Object.assign(process.env, testEnv);
const double = await S3Double.start();
const location = `s3://vaults/desk?endpoint=${encodeURIComponent(double.endpoint)}`;
const source = await openVault({ location: file }, passphrase);
await source.copies?.copy({ create: (manifest, content) => s3.create(location, manifest, content) });
await source.lock();

const copies = `${scratch('copies')}-folder`;
process.once('exit', () => rmSync(copies, { recursive: true, force: true }));
keepReplicasIn(copies);
const place = { kind: 's3', location };
const bucket = new Bucket(parseS3(location));

/** Every object of the bucket, four at a time, into memory. */
async function download(): Promise<void> {
  const keys: string[] = [];
  for await (const { objects } of bucket.listAll('desk/')) keys.push(...objects.map(({ key }) => key));
  for await (const got of inOrder(keys, 4, (key) => bucket.get(key, 2 ** 30)))
    if (got === undefined) throw new Error('missing');
}

async function opened(config: { kind?: string; location: string }): Promise<void> {
  await (await openVault(config, passphrase)).lock();
}

async function searched(config: { kind?: string; location: string }): Promise<number> {
  const vault = await openVault(config, passphrase);
  const time = await timed(async () => {
    const catalog = await vault.catalog();
    await catalog.prepare();
    for (const query of ['u', 'user', 'login 7', 'log'])
      catalog.browse({ folder: '', query, deleted: false, offset: 0, limit: 60 });
  });
  await vault.lock();
  return time;
}

const times = await alternate(
  [
    { name: 'download', run: () => timed(download) },
    {
      name: 'first',
      run: () => {
        rmSync(path.join(copies), { recursive: true, force: true });
        return timed(() => opened(place));
      },
    },
    { name: 'file', run: () => timed(() => opened({ location: file })) },
    { name: 'copy', run: () => timed(() => opened(place)) },
    { name: 'file search', run: () => searched({ location: file }) },
    { name: 'copy search', run: () => searched(place) },
  ],
  5,
);
await double.stop();

const of = (name: string) => median(times.get(name));
publish('The copy of a vault on a service', [
  `A vault of ${size} secrets under a prefix of an S3 double in this process. A plain download of all its objects, four at a time, into memory; a first opening,`,
  'which makes the copy; unlocking, with the least key derivation, and reading the catalog with four searches, from the copy and from the same vault in a file. In ms.',
  '',
  ...table(
    ['download', 'first opening', 'unlock, file', 'unlock, copy', 'search, file', 'search, copy'],
    [['download', 'first', 'file', 'copy', 'file search', 'copy search'].map(of)],
  ),
  '',
  target('times a plain download, first opening', of('first') / of('download'), 'at most', 1.5),
  target('times the file, unlock', of('copy') / of('file'), 'at most', 1.1),
  target('times the file, search', of('copy search') / of('file search'), 'at most', 1.1),
]);
