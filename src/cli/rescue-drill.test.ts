import { copyFileSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { issuedTo } from './testing/sheets.ts';
import { damageLargest, type Fixture, vaultForTest } from './testing/vault.ts';

let fixture: Fixture;
let backups: string;
let before: string[];
beforeEach(async () => {
  before = scratches();
  fixture = await vaultForTest();
  backups = join(fixture.folder, 'backups');
  await run(['secret', 'put', 'prod/db', 'user=app', 'password=s3cret']);
  await run(['secret', 'put', 'mail', 'password=first']);
  await run(['secret', 'put', 'mail', 'password=second']);
  await run(['secret', 'put', 'gone', 'password=x']);
  await run(['secret', 'delete', 'gone']);
});
afterEach(() => {
  expect(scratches()).toEqual(before);
  fixture.remove();
});

// Where this machine notes its backups.
const run = (argv: string[]) => fixture.run(argv, { env: { HOME: fixture.folder } });
const scratches = () => readdirSync(tmpdir()).filter((name) => name.startsWith('holdfast-drill-'));
const backUp = () => run(['backup', 'create', backups]);
const drill = (...args: string[]) => run(['rescue', 'drill', ...args]);
const pick = (files: readonly string[], ...sheets: number[]) => sheets.map((n) => files[n - 1] ?? '');
const made = () => readdirSync(backups).filter((name) => name.endsWith('.holdfast'));
const newest = () => join(backups, made()[0] ?? '');

test('opens the newest backup with the sheets given, compares it, and notes the day', async () => {
  const files = await issuedTo(fixture);
  await backUp();
  const done = await drill('--sheets', ...pick(files, 1, 3, 5));
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining('would bring the vault back') });
  expect(done.out).toMatch(/^read: +3 secrets, 4 versions, 0 long files$/m);
  expect(done.out).toMatch(/^compared: +3 secrets are as in the vault$/m);
  expect(done.out).toMatch(/^with less: +nothing opened/m);
  expect(done.out).toMatch(/^made: +less than an hour ago$/m);
  const status = await run(['recovery', 'status', '--json']);
  const { drilled, rehearsed, active } = JSON.parse(status.out);
  expect(drilled).toMatch(/^20/);
  expect(rehearsed).toBe(drilled);
  expect(active.holders.filter((one: { seen?: string }) => one.seen === drilled).length).toBe(3);
  expect((await run(['audit'])).out).toContain('recovery.drill');
});

test('tells what was changed after the backup from what differs though nobody changed it', async () => {
  await backUp();
  await run(['secret', 'put', 'mail', 'password=third']);
  await run(['secret', 'put', 'fresh', 'password=x']);
  await run(['secret', 'delete', 'prod/db']);
  const json = JSON.parse((await drill('--json')).out);
  expect(json).toMatchObject({ ok: true, secrets: 3, same: 1, since: 3, wrong: [], lessOpened: false });
});

test('opens it with the passphrase, and a backup that is named', async () => {
  await backUp();
  copyFileSync(newest(), join(fixture.folder, 'copy.holdfast'));
  rmSync(backups, { recursive: true });
  expect(await drill()).toMatchObject({ code: 8, err: expect.stringContaining('--backup') });
  const done = await drill('--backup', join(fixture.folder, 'copy.holdfast'), '--json');
  expect(done.code).toBe(0);
  expect(JSON.parse(done.out)).toMatchObject({ ok: true, opened: true, same: 3, page: 'none' });
});

test('says that a damaged backup would not bring everything back', async () => {
  await backUp();
  const file = join(fixture.folder, 'damaged.holdfast');
  copyFileSync(newest(), file);
  damageLargest(file);
  const done = await drill('--backup', file);
  expect(done.code).toBe(7);
  expect(done.err).toMatch(/Damaged: |Not as in the vault/);
  expect(JSON.parse((await run(['recovery', 'status', '--json'])).out).drilled).toBeUndefined();
});

test('says that the newest backup cannot be read, and opens the one before it', async () => {
  await backUp();
  const [before = ''] = made();
  await run(['secret', 'put', 'mail', 'password=third']);
  await backUp();
  const file = made().find((name) => name !== before) ?? '';
  truncateSync(join(backups, file), 300);
  const done = await drill();
  expect(done.code).toBe(7);
  expect(done.err).toContain(`The newest backup, ${file}, cannot be read: it is damaged; this is the one`);
  expect(done.err).toContain('would bring the vault back');
  expect(done.out).toContain(before);
  const german = { env: { HOME: fixture.folder, LANG: 'de_DE.UTF-8' } };
  const deutsch = await fixture.run(['rescue', 'drill'], german);
  expect(deutsch.err).toContain(`Die neueste Sicherung, ${file}, ist nicht lesbar: Sie ist beschädigt; dies`);
  const json = await drill('--json');
  expect(json.code).toBe(7);
  expect(JSON.parse(json.out)).toMatchObject({ ok: true, unread: [{ name: file, why: 'damaged' }] });
  truncateSync(join(backups, before), 300);
  expect(await drill()).toMatchObject({
    code: 7,
    err: expect.stringContaining('can be read; the newest is'),
  });
});

test('names a place of backups that is not there', async () => {
  await backUp();
  await run(['secret', 'put', 'mail', 'password=third']);
  const other = join(fixture.folder, 'stick');
  await run(['backup', 'create', other]);
  rmSync(other, { recursive: true });
  const done = await drill();
  expect(done).toMatchObject({ code: 0, err: expect.stringContaining(`Not reached`) });
  expect(done.err).toContain(other);
  expect(JSON.parse((await drill('--json')).out).unreached).toEqual([other]);
});

test('refuses too few sheets, sheets of another set, and none, in the words of a recovery', async () => {
  const old = (await issuedTo(fixture)).map((file, i) => fixture.write(`old-${i}`, readFileSync(file)));
  await backUp();
  const fresh = await issuedTo(fixture, { threshold: 2, shares: 3 });
  const few = await drill('--sheets', ...pick(old, 1, 2));
  expect(few).toMatchObject({ code: 4, err: expect.stringMatching(/takes 3, and 2 are here/) });
  const other = await drill('--sheets', ...pick(fresh, 1, 2));
  expect(other.code).toBe(4);
  expect(other.err).toMatch(/set/);
  expect((await drill('--sheets')).code).toBe(2);
  expect((await drill(...pick(old, 1, 3, 5))).code).toBe(2);
});

test('without any backup says so', async () => {
  expect(await drill()).toMatchObject({ code: 8, err: expect.stringContaining('holdfast backup create') });
});
