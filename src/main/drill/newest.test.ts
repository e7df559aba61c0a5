import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { backUp } from '../backups/anywhere.ts';
import { MachineNotes } from '../backups/notes.ts';
import { type Fixture, failure, fill, fixtureForTest } from '../backups/testing/fixture.ts';
import { S3Double, testEnv } from '../store/s3/testing/double.ts';
import { openVault } from '../vault/open.ts';
import { namedBackup, newestBackup } from './newest.ts';

let s3: S3Double;
beforeAll(async () => {
  s3 = await S3Double.start();
});
afterAll(() => s3.stop());

let fixture: Fixture;
beforeEach(async () => {
  for (const [name, value] of Object.entries(testEnv)) vi.stubEnv(name, value);
  fixture = await fixtureForTest();
});
afterEach(async () => {
  s3.fault = () => undefined;
  vi.useRealTimers();
  vi.unstubAllEnvs();
  await fixture.remove();
});

const wanted = () => ({ vault: fixture.vault.id, copies: fixture.vault.copies, notes: fixture.notes });
const search = (...places: string[]) => newestBackup(places, wanted());
const bucket = () => `s3://vaults/${fixture.vault.id}?endpoint=${encodeURIComponent(s3.endpoint)}`;

async function made(place = fixture.backups): Promise<string> {
  const { file = '' } = await backUp(fixture.vault, place, fixture.options);
  return file;
}

function spoiled(file: string, spoil: (bytes: Buffer) => unknown): void {
  const bytes = fs.readFileSync(file);
  spoil(bytes);
  fs.writeFileSync(file, bytes);
}

/** A file that says it is of the same vault, is newer, and has other keys. */
async function claimant(from: string, to: string): Promise<void> {
  fs.copyFileSync(from, to);
  const other = await openVault({ location: to }, 'one');
  await other.rekey('one');
  for (let i = 0; i < 5; i++) await fill(other, i, 1);
  await other.lock();
}

describe('a newest file that cannot be read is named, and the one before it opened:', () => {
  const kinds: Record<string, [(file: string) => void, string]> = {
    'one without a header': [(file) => spoiled(file, (bytes) => bytes.fill(0, 0, 8_192)), 'damaged'],
    'one cut short': [(file) => fs.truncateSync(file, 300), 'damaged'],
    'an empty one': [(file) => fs.truncateSync(file, 0), 'damaged'],
    'one of a newer format': [(file) => spoiled(file, (bytes) => bytes.writeUInt32BE(2, 60)), 'newer-format'],
  };
  for (const [kind, [spoil, why]] of Object.entries(kinds))
    it(kind, async () => {
      const before = await made();
      await fill(fixture.vault, 3, 2);
      const file = await made();
      spoil(file);
      const found = await search(fixture.backups);
      expect(found.place.location).toBe(before);
      expect(found.unread).toEqual([{ name: path.basename(file), why }]);
      // A computer that did not make it knows it by its name.
      const elsewhere = { ...wanted(), notes: new MachineNotes(undefined) };
      expect((await newestBackup([fixture.backups], elsewhere)).unread).toHaveLength(1);
    });

  it('several of them, the newest first', async () => {
    const before = await made();
    const broken: string[] = [];
    for (const from of [3, 5]) {
      await fill(fixture.vault, from, 2);
      broken.unshift(await made());
    }
    for (const file of broken) fs.truncateSync(file, 0);
    const found = await search(fixture.backups);
    expect(found.place.location).toBe(before);
    expect(found.unread.map(({ name }) => name)).toEqual(broken.map((file) => path.basename(file)));
  });

  it('one that only says that it is of this vault', async () => {
    const before = await made();
    await claimant(before, path.join(fixture.backups, 'other.holdfast'));
    const found = await search(fixture.backups);
    expect(found.place.location).toBe(before);
    expect(found.unread).toEqual([{ name: 'other.holdfast', why: 'other-keys' }]);
  });

  it('not one that is older, of another vault, or none at all', async () => {
    fs.truncateSync(await made(), 0);
    await fill(fixture.vault, 3, 2);
    const newest = await made();
    const other = path.basename(newest).replace('desk', 'else').replace(/-r\d+/, '-r99');
    fs.writeFileSync(path.join(fixture.backups, other), '');
    fs.writeFileSync(path.join(fixture.backups, 'notes.holdfast'), 'x');
    const found = await search(fixture.backups);
    expect([found.place.location, found.unread]).toEqual([newest, []]);
  });

  it('and where there is no other, that is said', async () => {
    const file = await made();
    fs.truncateSync(file, 0);
    expect(await failure(search(fixture.backups))).toEqual({
      ...{ code: 'backup-refused', reason: 'none-readable', place: path.basename(file) },
    });
  });
});

describe('a copy on a service', () => {
  it('is opened by the keys that are at hand, where another computer made it', async () => {
    await made(bucket());
    const elsewhere = { ...wanted(), notes: new MachineNotes(undefined) };
    expect((await newestBackup([bucket()], elsewhere)).place.kind).toBe('s3');
  });

  it('that only says that it is of this vault is passed over, and named', async () => {
    const before = await made();
    const file = path.join(fixture.folder, 'other.holdfast');
    await claimant(before, file);
    const other = await openVault({ location: file }, 'one');
    const source = { kind: 'sqlite' as const, location: file };
    await backUp(other, bucket(), { ...fixture.options, notes: new MachineNotes(undefined), source });
    await other.lock();
    const found = await search(fixture.backups, bucket());
    expect(found.place.location).toBe(before);
    expect(found.unread).toMatchObject([{ why: 'other-keys' }]);
  });
});

describe('a service that is away', () => {
  /** A place whose port nothing listens at. */
  async function refusing(): Promise<string> {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    return `s3://vaults/x?endpoint=${encodeURIComponent(`http://127.0.0.1:${port}`)}`;
  }

  it('that refuses connections is named, and the folder beside it looked at', async () => {
    const file = await made();
    const away = await refusing();
    const found = await search(away, fixture.backups);
    expect([found.place.location, found.unreached]).toEqual([file, [away]]);
    const named = namedBackup(away, wanted());
    expect(await failure(named)).toMatchObject({ code: 'store', reason: 'connection-refused' });
  });

  it('that never answers is waited for no longer than it takes to reach one', async () => {
    const file = await made();
    await made(bucket());
    const asked = held();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const work = search(bucket(), fixture.backups);
    await asked.begun;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await work).toMatchObject({ place: { location: file }, unreached: [bucket()] });
    asked.let();
  });

  it('is waited for no longer once the search is called off', async () => {
    await made(bucket());
    const asked = held();
    const stop = new AbortController();
    const work = newestBackup([bucket()], wanted(), stop.signal);
    await asked.begun;
    stop.abort();
    expect((await failure(work))?.code).toBe('cancelled');
    asked.let();
  });

  /** Holds what is asked of the service from now on. */
  function held() {
    let begin = () => {};
    let go = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const until = new Promise<void>((resolve) => {
      go = resolve;
    });
    s3.fault = () => {
      begin();
      return { kind: 'hold', until };
    };
    return { begun, let: go };
  }
});
