import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileAt } from '../../../shared/place.ts';
import { failure, password } from '../../backups/testing/fixture.ts';
import { createVault, openVault } from '../../vault/open.ts';
import { kdf } from '../testing/session.ts';
import { type Fixture, fixtureForTest } from './testing/fixture.ts';

let fixture: Fixture;
let backup: string;
beforeEach(async () => {
  fixture = await fixtureForTest();
  const { secrets } = fixture.session.vault;
  for (const name of ['one', 'two', 'three']) await secrets.put(`prod/${name}`, password(`${name}-1`));
  await secrets.put('prod/two', [
    { name: 'user', type: 'text', value: 'deploy' },
    { name: 'password', type: 'secret', value: 'two-2' },
  ]);
  await fixture.scheduler.add(fixture.place);
  const [made] = await fixture.scheduler.run(undefined);
  backup = made?.file ?? '';
  await secrets.put('prod/two', [
    { name: 'user', type: 'text', value: 'deploy' },
    { name: 'password', type: 'secret', value: 'two-3' },
  ]);
  await secrets.put('prod/four', password('four-1'));
  await secrets.delete('prod/three');
});
afterEach(() => fixture.remove());

const all = { query: '', only: 'all' as const, offset: 0, limit: 100 };
const rows = async (wanted: Partial<typeof all> | { only: 'different' } = {}) =>
  (await fixture.browser.entries({ ...all, ...wanted })).rows.map(({ path, how }) => [path, how]);

describe('a backup that is looked into', () => {
  test('tells how it differs, by path, and is searched', async () => {
    expect(await fixture.browser.open(fileAt(backup))).toMatchObject({
      place: fileAt(backup),
      same: true,
      secrets: 3,
      missing: 1,
      changed: 1,
      later: 1,
    });
    expect(await rows()).toEqual([
      ['prod/four', 'later'],
      ['prod/one', 'same'],
      ['prod/three', 'missing'],
      ['prod/two', 'changed'],
    ]);
    expect(await rows({ only: 'different' })).toHaveLength(3);
    expect(await rows({ query: 'TWO prod' })).toEqual([['prod/two', 'changed']]);
    expect(await fixture.browser.entries({ ...all, offset: 1, limit: 2 })).toMatchObject({
      total: 4,
      rows: [{ path: 'prod/one' }, { path: 'prod/three' }],
    });
  });

  test('restoring in its place that is called off leaves the vault open; done, it is locked', async () => {
    fixture.hear.once = { restoreProgress: () => fixture.files.cancelRestore() };
    expect(await failure(fixture.files.restore(fileAt(backup), undefined))).toEqual({ code: 'cancelled' });
    expect(fixture.session.isOpen).toBe(true);
    expect(readdirSync(fixture.folder).sort()).toEqual(['backups', 'desk.holdfast']);
    const { kept } = await fixture.files.restore(fileAt(backup), undefined);
    expect(fixture.session.isOpen).toBe(false);
    expect(readdirSync(fixture.folder)).toContain(basename(kept?.location ?? ''));
    expect(fixture.told.filter(({ event }) => event === 'restoreProgress').length).toBeGreaterThan(1);
  });

  test('is compared with what another program wrote meanwhile', async () => {
    const other = await openVault({ location: fixture.file }, 'one');
    await other.secrets.put('prod/five', password('five-1'));
    await other.lock();
    expect(await fixture.browser.open(fileAt(backup))).toMatchObject({ later: 2 });
  });

  test('shows no hidden value, yet whether it is the same; the value comes when asked for', async () => {
    await fixture.browser.open(fileAt(backup));
    const shown = await fixture.browser.secret('prod/two');
    expect(JSON.stringify(shown)).not.toContain('two-');
    expect(shown).toMatchObject({
      how: 'changed',
      version: 2,
      vaultVersion: 3,
      fields: [
        { name: 'user', value: 'deploy', inVault: 'same' },
        { name: 'password', type: 'secret', inVault: 'other' },
      ],
    });
    expect(await fixture.browser.secret('prod/two', 1)).toMatchObject({ version: 1 });
    const at = { path: 'prod/two', version: 2, field: 'password' };
    expect(await fixture.browser.field(at)).toMatchObject({ value: 'two-2' });
    expect(await failure(fixture.browser.field({ ...at, field: 'no' }))).toMatchObject({ what: 'field' });
  });

  test('gives secrets back as new versions, the deleted one too, and follows the vault', async () => {
    await fixture.browser.open(fileAt(backup));
    expect(await fixture.browser.take([{ path: 'prod/two', version: 1 }, { path: 'prod/three' }])).toEqual({
      taken: [
        { path: 'prod/two', version: 4 },
        { path: 'prod/three', version: 2 },
      ],
      held: [],
    });
    const { secrets } = fixture.session.vault;
    expect(await secrets.get('prod/two')).toMatchObject({ version: 4, fields: password('two-1') });
    expect(await secrets.get('prod/three')).toMatchObject({ version: 2, fields: password('three-1') });
    expect(await rows({ query: 'three' })).toEqual([['prod/three', 'changed']]);
  });

  test('tells of each row whether the vault has its values again, and counts anew what differs', async () => {
    const again = async () =>
      (await fixture.browser.entries(all)).rows.flatMap(({ path, again: it }) => (it ? [path] : []));
    await fixture.browser.open(fileAt(backup));
    expect(await again()).toEqual([]);
    await fixture.browser.take([{ path: 'prod/two' }]);
    expect(await again()).toEqual(['prod/two']);
    expect(await fixture.browser.entries(all)).toMatchObject({ missing: 1, changed: 1, later: 1 });
    await fixture.browser.take([{ path: 'prod/two', version: 1 }, { path: 'prod/three' }]);
    expect(await again()).toEqual(['prod/three']);
    expect(await fixture.browser.entries(all)).toMatchObject({ missing: 0, changed: 2, later: 1 });
    await fixture.session.vault.secrets.updateMetadata('prod/three', { tags: ['other'] });
    expect(await again()).toEqual([]);
    await fixture.session.vault.secrets.delete('prod/two');
    expect(await fixture.browser.entries(all)).toMatchObject({ missing: 1, changed: 1 });
  });

  test('asked twice at once after a write answers both with what is there now', async () => {
    await fixture.browser.open(fileAt(backup));
    await fixture.browser.take([{ path: 'prod/three' }]);
    const [one, two] = await Promise.all([fixture.browser.entries(all), fixture.browser.entries(all)]);
    expect(two).toEqual(one);
    expect(one.rows.find(({ path }) => path === 'prod/three')).toMatchObject({ how: 'changed' });
  });

  test('is closed at the lock', async () => {
    await fixture.browser.open(fileAt(backup));
    await fixture.session.lock('asked');
    expect(await failure(fixture.browser.entries(all))).toMatchObject({ code: 'not-found' });
    expect(await failure(fixture.browser.open(fileAt(backup)))).toEqual({ code: 'locked' });
  });

  test('wants its own passphrase where the root key was replaced since', async () => {
    await fixture.session.vault.rekey('one');
    expect(await failure(fixture.browser.open(fileAt(backup)))).toEqual({ code: 'wrong-key' });
    expect(await failure(fixture.browser.open(fileAt(backup), 'no'))).toEqual({ code: 'wrong-passphrase' });
    expect(await fixture.browser.open(fileAt(backup), 'one')).toMatchObject({ same: true, changed: 1 });
    expect(await fixture.browser.take([{ path: 'prod/two' }])).toMatchObject({
      taken: [{ path: 'prod/two' }],
    });
  });

  test('with an older passphrase needs none', async () => {
    await fixture.session.vault.changePassphrase('one', 'two', { kdf, keepKeys: true });
    expect(await fixture.browser.open(fileAt(backup))).toMatchObject({ same: true });
  });

  test('of another vault shows its secrets, and gives none', async () => {
    const other = join(fixture.folder, 'other.holdfast');
    const vault = await createVault({ location: other }, { passphrase: 'three', kdf });
    await vault.secrets.put('theirs', password('x'));
    await vault.lock();
    expect(await failure(fixture.browser.open(fileAt(other)))).toEqual({ code: 'wrong-key' });
    expect(await fixture.browser.open(fileAt(other), 'three')).toMatchObject({ same: false });
    expect(await failure(fixture.browser.take([{ path: 'theirs' }]))).toMatchObject({
      reason: 'other-vault',
    });
  });
});

describe('a backup as a file', () => {
  test('is listed with when it was proven; what cannot be read says why', async () => {
    writeFileSync(join(fixture.place, 'broken.holdfast'), 'not a vault');
    const listed = await fixture.files.list(fixture.place, fixture.session.vault.id);
    expect(listed).toMatchObject([
      { place: fileAt(backup), foreign: false, ours: true, provenAt: fixture.clock.now },
      { name: 'broken.holdfast', failure: { code: 'not-a-vault' }, foreign: false, ours: false },
    ]);
    expect((await fixture.files.list(fixture.place, 'another'))[0]).toMatchObject({ foreign: true });
    const gone = fixture.files.list(join(fixture.folder, 'no'), undefined);
    expect(await failure(gone)).toMatchObject({ reason: 'missing-folder' });
  });

  test('is verified with keys, and by structure without them; damage is named', async () => {
    expect(await fixture.files.verify(fileAt(backup), undefined)).toMatchObject({
      proven: 'everything',
      damaged: [],
    });
    expect(await fixture.files.verify(undefined, undefined)).toMatchObject({
      place: fileAt(fixture.file),
      damaged: [],
    });
    const { copies } = fixture.session.vault;
    const entry = await copies?.entry('prod/one');
    const [object = ''] = entry?.versions.map(({ ref }) => ref?.id) ?? [];
    flip(backup, await bytesOf(backup, object));
    expect(await fixture.files.verify(fileAt(backup), undefined)).toMatchObject({
      damaged: [{ part: 'version', object, paths: ['prod/one'], version: 1 }],
    });
    await fixture.session.lock('asked');
    expect(await fixture.files.verify(undefined, undefined)).toMatchObject({ proven: 'structure' });
    expect(await fixture.files.verify(fileAt(backup), 'one')).toMatchObject({
      damaged: [{ paths: ['prod/one'] }],
    });
  });

  test('is restored to a new file, or in place: the vault is locked first and kept aside', async () => {
    const fresh = join(fixture.folder, 'fresh.holdfast');
    expect(await fixture.files.restore(fileAt(backup), fileAt(fresh))).toMatchObject({
      place: fileAt(fresh),
      proven: 'structure',
    });
    const { kept } = await fixture.files.restore(fileAt(backup), undefined);
    expect(fixture.session.isOpen).toBe(false);
    for (const [place, value] of [
      [fileAt(fixture.file), 'two-2'],
      [kept, 'two-3'],
    ] as const) {
      const vault = await openVault({ ...place, readOnly: true }, 'one');
      expect((await vault.secrets.get('prod/two')).fields[1]).toMatchObject({ value });
      await vault.lock();
    }
    expect(readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('restored in place of the vault that was damaged, while it is open', async () => {
    copyFileSync(fixture.file, join(fixture.folder, 'before'));
    flip(fixture.file, 5_000);
    const damaged = readFileSync(fixture.file);
    const { kept } = await fixture.files.restore(fileAt(backup), undefined);
    expect(readFileSync(kept?.location ?? '')).toEqual(damaged);
  });
});

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Where in a file an object's sealed bytes begin: behind its id, as SQLite lays a row. */
async function bytesOf(file: string, id: string): Promise<number> {
  const at = readFileSync(file).indexOf(Buffer.from(id, 'hex'));
  expect(at).toBeGreaterThan(0);
  return at + 40;
}
