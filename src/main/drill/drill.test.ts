import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { DrillKey } from '../../shared/drill.ts';
import { backUp } from '../backups/anywhere.ts';
import { listBackups } from '../backups/folder.ts';
import { type Fixture, failure, fill, fixtureForTest } from '../backups/testing/fixture.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { type DrillOptions, drill } from './drill.ts';
import { newestBackup } from './newest.ts';
import { readHere } from './read-here.ts';

const key: DrillKey = { passphrase: 'one' };
const options: DrillOptions = { read: readHere, now: () => Date.now() };
let s3: S3Double;
beforeAll(async () => {
  s3 = await S3Double.start();
});
afterAll(() => s3.stop());

let fixture: Fixture;
let before: string[];
beforeEach(async () => {
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  before = scratches();
  fixture = await fixtureForTest();
});
afterEach(async () => {
  await fixture.remove();
  vi.unstubAllEnvs();
  expect(scratches()).toEqual(before);
});

const scratches = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('holdfast-drill-'));
const wanted = () => ({ vault: fixture.vault.id, copies: fixture.vault.copies, notes: fixture.notes });
const newestIn = (...places: string[]) => newestBackup(places, wanted());

it('opens the copy in a bucket, where the one in a folder is older', async () => {
  const place = `s3://vaults/${fixture.vault.id}?endpoint=${encodeURIComponent(s3.endpoint)}`;
  await backUp(fixture.vault, fixture.backups, fixture.options);
  await fill(fixture.vault, 3, 2);
  await backUp(fixture.vault, place, fixture.options);
  const found = await newestIn(fixture.backups, place);
  expect(found.place.kind).toBe('s3');
  const report = await drill(fixture.vault, found, key, options);
  expect(report).toMatchObject({ ok: true, opened: true, secrets: 5, same: 5, since: 0, page: 'none' });
});

it('ends when it is called off, and leaves no copy behind', async () => {
  await backUp(fixture.vault, fixture.backups, fixture.options);
  const stop = new AbortController();
  const told: number[] = [];
  const progress = (part: number) => {
    told.push(part);
    stop.abort();
  };
  const work = drill(fixture.vault, await newestIn(fixture.backups), key, {
    ...{ ...options, progress, signal: stop.signal },
  });
  expect((await failure(work))?.code).toBe('cancelled');
  expect(told).toHaveLength(1);
  expect((await fixture.vault.recovery.status()).drilled).toBeUndefined();
});

it('reads the newest backup that is whole enough to be known, where the newest file is broken', async () => {
  await backUp(fixture.vault, fixture.backups, fixture.options);
  const [whole] = await listBackups(fixture.backups, fixture.vault.id);
  await fill(fixture.vault, 3, 2);
  const { file = '' } = await backUp(fixture.vault, fixture.backups, fixture.options);
  fs.writeFileSync(file, fs.readFileSync(file).fill(0, 0, 8_192));
  const found = await newestIn(fixture.backups);
  expect(found.place).toEqual(whole?.place);
  const report = await drill(fixture.vault, found, key, options);
  const unread = [{ name: path.basename(file), why: 'damaged' }];
  expect(report).toMatchObject({ ok: true, secrets: 3, since: 2, unread, unreached: [] });
  // What a stranger takes first opens too, past SQLite's trees, or says that it does not.
  const other = { ...found, place: { ...found.place, location: path.resolve(file) } };
  expect((await drill(fixture.vault, other, key, options)).ok).toBe(false);
});
