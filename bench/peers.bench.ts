// A vault on its way to a bucket and back, beside what s3cmd and restic take for the same file:
// `HOLDFAST_S3=http://… npm run bench peers`, with keys in AWS_*. What is not installed is named.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../scripts/system.ts';
import { keepReplicasIn } from '../src/main/backend/replica-folder.ts';
import { Bucket } from '../src/main/store/s3/bucket.ts';
import { parseS3 } from '../src/main/store/s3/place.ts';
import { s3 } from '../src/main/store/s3/s3.ts';
import { openVault } from '../src/main/vault/open.ts';
import { dataset } from './datasets.ts';
import { passphrase } from './entries.ts';
import { alternate, median, type Subject, sizes, timed, timeOf } from './measure.ts';
import { publish, type Row, table } from './results.ts';

const endpoint = process.env['HOLDFAST_S3'];
if (endpoint === undefined) {
  console.log('HOLDFAST_S3 names no service: nothing to measure with.');
  process.exit(0);
}
const name = process.env['HOLDFAST_S3_BUCKET'] ?? 'vaults';
const size = Math.max(...sizes);
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-peers-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const { holdfast: file } = await dataset(size);
const under = `peers-${process.pid}`;
let round = 0;

interface Peer {
  readonly name: string;
  /** To the bucket, each time to where nothing is. */
  readonly put: Subject['run'];
  /** What was put last, to where nothing is. */
  readonly get: Subject['run'];
}

const fresh = (part: string) => join(folder, `${part}-${++round}`);
const placeOf = (part: string) => `s3://${name}/${under}/${part}?endpoint=${encodeURIComponent(endpoint)}`;

function holdfast(): Peer {
  let location = '';
  return {
    name: 'Holdfast',
    put: async () => {
      location = placeOf(`vault-${++round}`);
      const vault = await openVault({ location: file, readOnly: true }, passphrase);
      const time = await timed(() =>
        vault.copies?.copy({ create: (manifest, content) => s3.create(location, manifest, content) }),
      );
      await vault.lock();
      return time;
    },
    get: () => {
      keepReplicasIn(fresh('copies'));
      return timed(async () => (await openVault({ kind: 's3', location }, passphrase)).lock());
    },
  };
}

function s3cmd(): Peer {
  const config = join(folder, 's3cmd');
  writeFileSync(config, '[default]\n');
  const { host, protocol } = new URL(endpoint ?? '');
  const secure = protocol === 'https:' ? [] : ['--no-ssl'];
  const to = ['-q', '-c', config, `--host=${host}`, `--host-bucket=${host}`, ...secure];
  const at = `s3://${name}/${under}/plain`;
  return {
    name: 's3cmd',
    put: () => timeOf({ command: 's3cmd', args: ['put', ...to, file, at] }),
    get: () => timeOf({ command: 's3cmd', args: ['get', ...to, at, fresh('plain')] }),
  };
}

function restic(): Peer {
  process.env['RESTIC_PASSWORD'] = passphrase;
  let at: string[] = [];
  return {
    name: 'restic',
    put: () => {
      at = ['-q', '-r', `s3:${endpoint}/${name}/${under}-restic-${++round}`];
      timeOf({ command: 'restic', args: ['init', ...at] });
      return timeOf({ command: 'restic', args: ['backup', ...at, file] });
    },
    get: () => timeOf({ command: 'restic', args: ['restore', ...at, 'latest', '--target', fresh('restic')] }),
  };
}

const others = { s3cmd, restic };
const missing = Object.keys(others).filter((program) => !onPath(program));
const peers = [
  holdfast(),
  ...Object.entries(others).flatMap(([program, peer]) => (missing.includes(program) ? [] : [peer()])),
];
const subjects = peers.flatMap((peer) => [
  { name: `${peer.name} put`, run: peer.put },
  { name: `${peer.name} get`, run: peer.get },
]);
const times = await alternate(subjects, 5);
const rows: Row[] = peers.map((peer) => [
  peer.name,
  median(times.get(`${peer.name} put`)),
  median(times.get(`${peer.name} get`)),
]);
for (const prefix of [`${under}/`, `${under}-restic`]) {
  const bucket = new Bucket(parseS3(placeOf('x')));
  for await (const { objects } of bucket.listAll(prefix))
    for (const { key } of objects) await bucket.remove(key);
}

publish('Beside s3cmd and restic', [
  `A vault file of ${size} secrets to a bucket and back; in ms. Holdfast: its objects, then a first opening, which leaves a copy on this machine; s3cmd: the file as it is; restic: a backup of it,`,
  'and its restoring. Debian’s programs, each started for every round.',
  '',
  ...table(['program', 'to the bucket', 'back'], rows),
  ...(missing.length === 0 ? [] : ['', `Not installed here: ${missing.join(', ')}.`]),
]);
process.exit(0);
