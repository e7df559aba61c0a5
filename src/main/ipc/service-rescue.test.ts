import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { channel, type State } from '../../shared/contract.ts';
import type { DamageReport, MendReport, MergeReport } from '../../shared/contract-repair.ts';
import type { Place } from '../../shared/place.ts';
import { scratchFolder } from '../backend/testing/vaults.ts';
import { S3Double, testKeys } from '../store/s3/testing/double.ts';
import { type TestApp, testApp } from './testing/app.ts';

// Restoring, repairing, salvaging and merging where a bucket is on either side, as the window asks
// for it.
let folder: string;
let double: S3Double;
let app: TestApp;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  double = await S3Double.start();
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE']) vi.stubEnv(name, '');
  vi.stubEnv('HOME', folder);
  app = testApp({ folder, store: 'sqlite' });
});
afterEach(async () => {
  await app.session.leave();
  await double.stop();
  vi.unstubAllEnvs();
  fs.rmSync(folder, { recursive: true });
  expect(app.faults).toEqual([]);
});

async function call<T>(group: string, method: string, input: unknown): Promise<T> {
  const reply = await app.ask(channel(group, method), input);
  if (!reply.ok) throw Object.assign(new Error('refused'), reply);
  return reply.value as T;
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable('not refused'),
    (error: { failure?: unknown }) => error.failure ?? error,
  );

/** A place in the bucket, and what lets a person in there. */
async function inBucket(prefix: string): Promise<Place> {
  const typed = { endpoint: double.endpoint, bucket: 'vaults', prefix };
  const place = await call<Place>('vault', 'choosePlace', { kind: 's3', purpose: 'restored', typed });
  await give(place);
  return place;
}
const credentials = { accessKey: testKeys.accessKeyId, secretKey: testKeys.secretAccessKey };
const give = (place: Place) => call('places', 'give', { place, credentials, keep: true });
async function inFile(name: string): Promise<Place> {
  app.choices.new = join(folder, name);
  return call<Place>('vault', 'choosePlace', { kind: 'sqlite', purpose: 'new' });
}
const create = (place: Place) => call<State>('vault', 'create', { place, passphrase: 'one' });
const put = (path: string, value: string) =>
  app.session.vault.secrets.put(path, [{ name: 'password', type: 'secret', value }]);
const valueAt = async (path: string) => (await app.session.vault.secrets.get(path)).fields[0]?.value;

/** The open vault at another place, locked: as `backups.restore` makes it. */
async function copyTo(to: Place): Promise<Place> {
  await call('backups', 'restore', { place: app.session.place, to });
  return to;
}
async function opened(place: Place): Promise<void> {
  await call('vault', 'select', { place });
  // A lock forgets what lets a person in.
  if (place.kind === 's3') await give(place);
  await call('vault', 'unlock', { passphrase: 'one' });
  expect((await app.session.vault.verify()).damaged).toEqual([]);
}

/** Other bytes come in the place of all packs below a prefix, or of its newest manifest. */
function strike(prefix: string, part: 'packs' | 'manifests'): void {
  const keys = [...double.bucket('vaults').keys()].filter((key) => key.startsWith(`${prefix}/${part}/`));
  for (const key of part === 'packs' ? keys : keys.sort().slice(0, 1)) {
    const bytes = Buffer.from(double.bucket('vaults').get(key)?.bytes ?? []);
    double.lay('vaults', key, bytes.fill(1, 20, 60));
  }
}

test('a backup file goes back into a bucket, and one in a bucket into a file; nothing that is there is replaced', async () => {
  await create(await inFile('desk.holdfast'));
  await put('prod/db', 'one');
  const place = await inBucket('home');
  await copyTo(place);
  expect(await refused(call('backups', 'restore', { place: app.session.place, to: place }))).toMatchObject({
    code: 'exists',
  });
  await opened(place);
  expect(await valueAt('prod/db')).toBe('one');
  expect(await app.session.state()).toMatchObject({ name: 'home', service: { state: 'saved' } });
  await put('prod/db', 'two');
  expect(await refused(call('backups', 'restore', { place: app.session.place }))).toMatchObject({
    code: 'exists',
  });
  expect(app.session.isOpen).toBe(true);
  await opened(await copyTo(await inFile('again.holdfast')));
  expect(await valueAt('prod/db')).toBe('two');
});

test('a damaged vault in a bucket is repaired with a backup to another place there, never in its own', async () => {
  const place = await inBucket('home');
  await create(place);
  await put('prod/db', 'one');
  const backup = await copyTo(await inFile('backup.holdfast'));
  strike('home', 'packs');
  await call('vault', 'lock', undefined);
  await give(place);
  await call('vault', 'unlock', { passphrase: 'one' });
  const damage = await call<DamageReport>('repair', 'damage', undefined);
  expect(damage.lost.length + damage.unnamed).toBeGreaterThan(0);
  const mend = (to?: Place) =>
    call<MendReport>('repair', 'mend', { backups: [backup], lossy: false, ...(to && { to }) });
  expect(await refused(mend())).toMatchObject({ code: 'exists' });
  expect(app.session.isOpen).toBe(true);
  const whole = await inBucket('whole');
  const done = await mend(whole);
  expect(done).toMatchObject({
    written: true,
    place: whole,
    lost: { versions: [], unnamed: 0, records: [] },
  });
  expect(done.healed).toBeGreaterThan(0);
  await opened(whole);
  expect(await valueAt('prod/db')).toBe('one');
});

test('a vault in a bucket that does not open is salvaged with a backup, into a bucket, too', async () => {
  const place = await inBucket('home');
  await create(place);
  await put('prod/db', 'one');
  const backup = await copyTo(await inFile('backup.holdfast'));
  await put('prod/db', 'two');
  strike('home', 'manifests');
  await call('vault', 'leave', undefined);
  await give(place);
  expect(await refused(call('vault', 'select', { place }))).toMatchObject({ code: 'damaged' });
  const whole = await inBucket('whole');
  const salvage = (lossy: boolean, to?: Place) =>
    call<MendReport>('repair', 'salvage', { place, backup, passphrase: 'one', lossy, ...(to && { to }) });
  expect(await refused(salvage(true))).toMatchObject({ code: 'exists' });
  const done = await salvage(true, whole);
  expect(done).toMatchObject({ written: true, place: whole });
  await opened(whole);
  expect(['one', 'two']).toContain(await valueAt('prod/db'));
});

test('a copy in a bucket is merged into a file, and the file into the vault in the bucket', async () => {
  const file = await inFile('desk.holdfast');
  await create(file);
  await put('prod/db', 'one');
  const place = await copyTo(await inBucket('home'));
  await put('here', 'of the file');
  await opened(place);
  await put('there', 'of the bucket');
  const merge = (from: Place, dry: boolean) => call<MergeReport>('repair', 'merge', { place: from, dry });
  const { revision } = app.session.vault;
  expect(await merge(file, true)).toMatchObject({ added: ['here'], changed: [] });
  expect(app.session.vault.revision).toBe(revision);
  expect(await merge(file, false)).toMatchObject({ added: ['here'], versions: 1 });
  expect(await valueAt('here')).toBe('of the file');
  await opened(file);
  await give(place);
  expect(await merge(place, false)).toMatchObject({ added: ['there'] });
  expect(await merge(place, false)).toMatchObject({ added: [], changed: [], versions: 0 });
  expect(await valueAt('there')).toBe('of the bucket');
});
