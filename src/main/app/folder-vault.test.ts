import fs from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileAt, type Place, printPlace } from '../../shared/place.ts';
import { failure } from '../backups/testing/fixture.ts';
import { repairFromBackupInPlace, repairInPlace } from '../repair/repair.ts';
import { openVault } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';
import { fixtureForTest } from './backups/testing/fixture.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { recentsTo } from './recents.ts';

// What the window does with a vault in a file, it does with one in a folder.
let fixture: Awaited<ReturnType<typeof fixtureForTest>>;
let place: Place;
beforeEach(async () => {
  fixture = await fixtureForTest();
  place = { kind: 'folder', location: join(fixture.folder, 'in a folder') };
  await fixture.session.create(place, 'one');
});
afterEach(() => fixture.remove());

const fields = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
const put = (value: string) => fixture.session.vault.secrets.put('prod/db', fields(value));
const valueIn = async (at: Place) => {
  const vault = await openVault({ ...at, readOnly: true }, 'one');
  try {
    expect((await vault.verify()).damaged).toEqual([]);
    return (await vault.secrets.get('prod/db')).fields[0]?.value;
  } finally {
    await vault.lock();
  }
};
const backUp = async () => {
  const [made] = await fixture.scheduler.run(undefined);
  return fileAt(made?.file ?? '');
};
/** Makes the newest pack unreadable. */
function strike(at: Place): void {
  const objects = join(at.location, 'objects');
  for (const name of fs.readdirSync(objects)) {
    const bytes = fs.readFileSync(join(objects, name));
    fs.writeFileSync(join(objects, name), bytes.fill(1, 20, 60));
  }
}

test('is told of as a place, remembered as one, and chosen again', async () => {
  const { session } = fixture;
  await put('one');
  expect(await session.state()).toMatchObject({ vault: 'open', place, name: 'in a folder', notices: [] });
  await session.lock('asked');
  expect(await session.select(place)).toMatchObject({ vault: 'locked', place });
  expect(await failure(session.unlock('two'))).toEqual({ code: 'wrong-passphrase' });
  await session.unlock('one');
  const actions = async () => (await session.vault.audit.list()).map(({ action }) => action);
  await vi.waitFor(async () =>
    expect(await actions()).toEqual(expect.arrayContaining(['unlock.failed', 'unlock'])),
  );
  expect(printPlace(session.place)).toBe(`folder:${place.location}`);
  expect(recentsTo([{ place, opened: 1 }])).toEqual([{ place: `folder:${place.location}`, opened: 1 }]);
});

test('is not made where something lies, and nothing of that is touched', async () => {
  const taken = join(fixture.folder, 'taken');
  fs.mkdirSync(taken);
  fs.writeFileSync(join(taken, 'letter'), 'Dear');
  const there = { kind: 'folder', location: taken } as const;
  expect(await failure(fixture.session.create(there, 'one'))).toMatchObject({ code: 'exists' });
  expect(await failure(fixture.session.select(there))).toEqual({
    code: 'not-a-vault',
    reason: 'other-folder',
  });
  expect(fs.readdirSync(taken)).toEqual(['letter']);
});

describe('with a backup in a folder of backups', () => {
  beforeEach(async () => {
    await put('one');
    await fixture.scheduler.add(fixture.place);
  });

  test('it is found under the vault’s id and place, also while the vault is locked', async () => {
    await backUp();
    expect(Object.values(fixture.kept.plans)).toMatchObject([{ place: printPlace(place) }]);
    await fixture.session.lock('asked');
    expect(await fixture.scheduler.overview()).toMatchObject({ destinations: [{ last: { behind: 0 } }] });
    fs.rmSync(join(place.location, 'heads'), { recursive: true });
    expect(await fixture.scheduler.overview()).toMatchObject({
      available: true,
      destinations: [{ last: {} }],
    });
  });

  test('it becomes a file, and a folder, and a folder of the first becomes a file', async () => {
    const backup = await backUp();
    const to = (kind: Place['kind'], name: string): Place => ({ kind, location: join(fixture.folder, name) });
    for (const target of [to('sqlite', 'again.holdfast'), to('folder', 'again')]) {
      expect(await fixture.files.restore(backup, target)).toMatchObject({
        place: target,
        proven: 'structure',
      });
      expect(await valueIn(target)).toBe('one');
      expect(await failure(fixture.files.restore(backup, target))).toMatchObject({ code: 'exists' });
    }
    await fixture.files.restore(place, to('sqlite', 'from folder.holdfast'));
    expect(await valueIn(to('sqlite', 'from folder.holdfast'))).toBe('one');
    const missing = { kind: 'folder', location: join(fixture.folder, 'no', 'where') } as const;
    expect(await failure(fixture.files.restore(backup, missing))).toMatchObject({ reason: 'missing-folder' });
    expect(fs.readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('it takes the place of the vault, which is kept whole beside it; called off, nothing changed', async () => {
    const backup = await backUp();
    await put('two');
    fixture.hear.once = { restoreProgress: () => fixture.files.cancelRestore() };
    expect(await failure(fixture.files.restore(backup, undefined))).toEqual({ code: 'cancelled' });
    expect(fixture.session.isOpen).toBe(true);
    const { kept } = await fixture.files.restore(backup, undefined);
    expect(fixture.session.isOpen).toBe(false);
    expect(kept).toMatchObject({ kind: 'folder' });
    expect(await valueIn(place)).toBe('one');
    expect(await valueIn(kept ?? place)).toBe('two');
    // A person has just chosen the older state.
    expect(await fixture.session.unlock('one')).toMatchObject({ vault: 'open', place });
    expect(fs.readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('it and another folder are looked at, read through and listed as copies of the vault', async () => {
    const backup = await backUp();
    const copy: Place = { kind: 'folder', location: join(fixture.folder, 'copy') };
    await fixture.files.restore(backup, copy);
    expect(await fixture.files.one(copy)).toMatchObject({
      place: copy,
      name: 'copy',
      foreign: false,
      ours: true,
    });
    expect(await fixture.files.verify(copy, undefined)).toMatchObject({ place: copy, damaged: [] });
    expect(await fixture.files.verify(undefined, undefined)).toMatchObject({ place, damaged: [] });
    await put('two');
    expect(await fixture.browser.open(copy)).toMatchObject({ place: copy, same: true, changed: 1 });
    expect(await fixture.browser.take([{ path: 'prod/db' }])).toMatchObject({ taken: [{ path: 'prod/db' }] });
  });

  test('what is damaged is repaired in its place from it, and kept', async () => {
    const backup = await backUp();
    strike(place);
    await fixture.session.lock('asked');
    const report = await fixture.files
      .verify(undefined, { passphrase: 'one', keyFile: undefined })
      .catch(() => 'no');
    expect(report).toSatisfy(
      (one: unknown) => one === 'no' || (one as { damaged: unknown[] }).damaged.length > 0,
    );
    const base = await openVault({ ...backup, readOnly: true }, 'one');
    const options = { source: place, backups: [backup], lossy: false, now: 0 };
    const done = await repairFromBackupInPlace(base, options);
    await base.lock();
    expect(done).toMatchObject({ written: true, place, unusable: [] });
    expect(await valueIn(place)).toBe('one');
    expect(fs.existsSync(join(done.kept?.location ?? '', 'holdfast.json'))).toBe(true);
    expect(fs.readdirSync(fixture.folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('half a folder is told apart, and repaired in its place from it', async () => {
    const backup = await backUp();
    await fixture.session.lock('asked');
    fs.rmSync(join(place.location, 'objects'), { recursive: true });
    expect(await failure(fixture.session.select(place))).toEqual({ code: 'damaged', part: 'folder' });
    const base = await openVault({ ...backup, readOnly: true }, 'one');
    const options = { source: place, backups: [], lossy: true, now: 0 };
    expect(await repairFromBackupInPlace(base, options)).toMatchObject({ written: true, place });
    await base.lock();
    expect(await valueIn(place)).toBe('one');
  });
});

test('a repair that writes nothing leaves an open vault in its place', async () => {
  await put('one');
  strike(place);
  const vault: Vault = fixture.session.vault;
  const close = () => vault.lock();
  const done = await new OneAtATime().run(() =>
    repairInPlace(vault, { source: place, backups: [], lossy: false, close, now: 0 }),
  );
  expect(done.written).toBe(false);
  expect(fixture.session.isOpen).toBe(true);
  expect(fs.readdirSync(fixture.folder).filter((name) => /^\.|kept/.test(name))).toEqual([]);
});
