import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileAt } from '../../../shared/place.ts';
import { backupsIn } from '../../backups/testing/backups-in.ts';
import { failure, password } from '../../backups/testing/fixture.ts';
import { forgeMany } from '../../backups/testing/forge.ts';
import { readHeader } from '../../vault/open.ts';
import { type Fixture, fixtureForTest } from './testing/fixture.ts';

const hour = 60 * 60_000;
let fixture: Fixture;
beforeEach(async () => {
  fixture = await fixtureForTest();
  await fixture.session.vault.secrets.put('s/1', password('one'));
});
afterEach(() => fixture.remove());

const backups = () => backupsIn(fixture.place);
const events = (name: string) => fixture.told.filter(({ event }) => event === name).length;
const write = (value: string) => fixture.session.vault.secrets.put('s/1', password(value));
const first = async () => (await fixture.scheduler.overview()).destinations[0];
const added = async () => (await fixture.scheduler.add(fixture.place)).destinations[0]?.id ?? '';

describe('destinations', () => {
  test('are added once, told with how they stand, and forgotten without a backup being touched', async () => {
    await added();
    expect((await fixture.scheduler.add(`${fixture.place}/`)).destinations).toHaveLength(1);
    expect(await first()).toMatchObject({ folder: fixture.place, present: true });
    const [made] = await fixture.scheduler.run(undefined);
    expect(made).toMatchObject({ proven: 'everything', unchanged: false, removed: 0 });
    await write('two');
    expect(await first()).toMatchObject({
      last: { revision: made?.revision, proven: 'everything', behind: 1 },
      provenAt: fixture.clock.now,
    });
    await fixture.scheduler.remove((await first())?.id ?? '');
    expect((await fixture.scheduler.overview()).destinations).toEqual([]);
    expect(backups()).toHaveLength(1);
  });

  test('a folder that is not there is refused', async () => {
    expect(await failure(fixture.scheduler.add(join(fixture.folder, 'nope')))).toMatchObject({
      code: 'backup-refused',
      reason: 'missing-folder',
    });
  });

  test('one that fails keeps no other from its backup, and tells of it once until it works again', async () => {
    await added();
    const stick = join(fixture.folder, 'stick');
    renameSync(fixture.place, stick);
    await fixture.scheduler.add(stick);
    const run = () => fixture.scheduler.run(undefined);
    expect(await run()).toHaveLength(1);
    expect(await run()).toHaveLength(1);
    expect(events('backupTrouble')).toBe(1);
    const since = fixture.clock.now;
    fixture.clock.now += hour;
    expect(await first()).toMatchObject({
      present: false,
      trouble: { failure: { code: 'backup-refused', reason: 'missing-folder' }, since },
    });
    expect(await failure(fixture.scheduler.run((await first())?.id))).toMatchObject({
      code: 'backup-refused',
    });
    renameSync(stick, fixture.place);
    await fixture.scheduler.run((await first())?.id);
    expect((await first())?.trouble).toBeUndefined();
  });
});

describe('files that only say that they are of the vault', () => {
  test('push no backup out, and are listed as not ours, with the vault open and locked', async () => {
    await added();
    const { schedule } = await fixture.scheduler.overview();
    const last = { last: 3, daily: 0, weekly: 0, monthly: 0 };
    await fixture.scheduler.setSchedule({ ...schedule, onLock: false }, last);
    const made: string[] = [];
    for (let i = 0; i < 4; i++) {
      await write(`value-${i}`);
      if (i === 3) await forgeMany(fixture.file, fixture.place, 6);
      const [report] = await fixture.scheduler.run(undefined);
      expect(report).toMatchObject({ proven: 'everything', removed: i === 3 ? 1 : 0 });
      made.push(report?.file ?? '');
      fixture.clock.now += hour;
    }
    const ours = async () =>
      (await fixture.files.list(fixture.place, undefined))
        .filter((one) => one.ours)
        .map(({ place }) => place.location);
    expect(backups()).toHaveLength(9);
    expect(await ours()).toEqual(made.slice(1).reverse());
    await fixture.session.lock('asked');
    expect(await ours()).toEqual(made.slice(1).reverse());
  });
});

describe('the audit', () => {
  const entries = async () =>
    (await fixture.session.vault.audit.list())
      .filter(({ action }) => action.startsWith('backup.'))
      .map(({ action, path, outcome, time }) => ({ action, path, outcome, time }));

  test('has that a backup begins, which the backup holds; nothing where nothing is new', async () => {
    await added();
    await fixture.scheduler.run(undefined);
    expect(await first()).toMatchObject({ last: { behind: 0 } });
    await fixture.scheduler.run(undefined);
    expect(await entries()).toMatchObject([{ action: 'backup.begin', outcome: 'done' }]);
    expect(backups()).toHaveLength(1);
  });

  test('is in order of time, whatever was done between, and the unlock comes after what was before it', async () => {
    await added();
    await fixture.scheduler.run(undefined);
    fixture.clock.now += hour;
    // Some program, meanwhile.
    await fixture.session.vault.audit.append({ client: 'build', action: 'secret.get', outcome: 'done' });
    await fixture.session.lock('asked');
    fixture.clock.now += hour;
    await failure(fixture.session.unlock('wrong'));
    fixture.clock.now += hour;
    await fixture.session.unlock('one');
    const all = async () => (await fixture.session.vault.audit.list()).map(({ action }) => action);
    await vi.waitFor(async () =>
      expect((await all()).slice(-4)).toEqual(['secret.get', 'backup.create', 'unlock.failed', 'unlock']),
    );
    const times = (await fixture.session.vault.audit.list()).map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(fixture.clock.now);
  });

  test.each(['in place', 'to a new file', 'in place, and then with sheets'])(
    'tells of a restore %s, once, before the unlock',
    async (how) => {
      const { session, files, clock } = fixture;
      const { recovery } = session.vault;
      const { shares } = await recovery.issue({ passphrase: 'one', threshold: 1, shares: 1 });
      await recovery.prove(shares[0]?.join(' ') ?? '');
      await recovery.activate();
      await added();
      const [made] = await fixture.scheduler.run(undefined);
      const backup = made?.file ?? '';
      clock.now += hour;
      await write('two');
      const to = how === 'to a new file' ? fileAt(join(fixture.folder, 'new.holdfast')) : undefined;
      await files.restore(fileAt(backup), to);
      const when = clock.now;
      clock.now += hour;
      if (to !== undefined) await session.select(to);
      await (how.endsWith('sheets') ? session.restore(shares, 'new', undefined) : session.unlock('one'));
      const told = { action: 'backup.restore', path: basename(backup), outcome: 'done' };
      const restores = async () => (await entries()).filter(({ action }) => action === 'backup.restore');
      await vi.waitFor(async () => expect(await restores()).toMatchObject([told]));
      const all = await session.vault.audit.list();
      const times = all.map(({ time }) => time);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      if (!how.endsWith('sheets')) {
        expect((await restores())[0]?.time).toBe(when);
        expect(all.at(-1)?.action).toBe('unlock');
      }
      await vi.waitFor(() => expect(fixture.notes.restored(session.place)).toBeUndefined());
      await session.lock('asked');
      await session.unlock(how.endsWith('sheets') ? 'new' : 'one');
      await vi.waitFor(async () => expect((await session.vault.audit.list()).at(-1)?.time).toBe(clock.now));
      expect(await restores()).toHaveLength(1);
    },
  );

  test('has what came of it from the next unlock on, once, also of one made after the lock and of one that failed', async () => {
    await added();
    await fixture.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toHaveProperty('last'));
    const [made] = backups();
    const { now } = fixture.clock;
    fixture.clock.now += hour;
    await fixture.session.unlock('one');
    const done = { action: 'backup.create', path: made, outcome: 'done', time: now };
    await vi.waitFor(async () => expect(await entries()).toEqual([done]));
    renameSync(fixture.place, join(fixture.folder, 'away'));
    fixture.clock.now += hour;
    await fixture.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toHaveProperty('trouble'));
    fixture.clock.now += hour;
    await fixture.session.unlock('one');
    await vi.waitFor(async () =>
      expect(await entries()).toMatchObject([done, { action: 'backup.create', outcome: 'backup-refused' }]),
    );
  });
});

describe('by itself', () => {
  test('once a day while the vault is open, and after a failure not before a pause', async () => {
    await added();
    await fixture.scheduler.tick();
    expect(backups()).toHaveLength(1);
    await write('two');
    fixture.clock.now += 23 * hour;
    await fixture.scheduler.tick();
    expect(backups()).toHaveLength(1);
    fixture.clock.now += hour;
    const away = join(fixture.folder, 'away');
    renameSync(fixture.place, away);
    await fixture.scheduler.tick();
    renameSync(away, fixture.place);
    await fixture.scheduler.tick();
    expect(backups()).toHaveLength(1);
    fixture.clock.now += hour;
    await fixture.scheduler.tick();
    expect(backups()).toHaveLength(2);
  });

  test('the locked vault is copied after the lock, and proven after the next unlock', async () => {
    await added();
    await fixture.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toMatchObject({ last: { proven: 'structure' } }));
    expect(await first()).not.toHaveProperty('provenAt');
    const listed = async () => fixture.files.list(fixture.place, fixture.session.vault.id);
    await fixture.session.unlock('one');
    const comparedAt = fixture.clock.now;
    expect(await listed()).toMatchObject([{ comparedAt }]);
    expect((await listed())[0]).not.toHaveProperty('provenAt');
    fixture.clock.now += hour;
    await fixture.scheduler.tick();
    expect(await first()).toMatchObject({ last: { proven: 'everything' }, provenAt: fixture.clock.now });
    const [newest, ...older] = await listed();
    expect((await listed())[0]).toMatchObject({ provenAt: fixture.clock.now });
    expect(older).toMatchObject([{ comparedAt }]);
    await fixture.files.verify(older[0]?.place, undefined);
    for (const one of await listed()) expect(one).not.toHaveProperty('comparedAt');
    expect(newest).toBeDefined();
  });

  test('a copy that was not proven lets none go that was', async () => {
    await added();
    const { schedule } = await fixture.scheduler.overview();
    await fixture.scheduler.setSchedule(schedule, { last: 1, daily: 0, weekly: 0, monthly: 0 });
    await fixture.scheduler.run(undefined);
    const [proven] = backups();
    await write('two');
    await fixture.session.lock('asked');
    await vi.waitFor(() => expect(backups().filter((name) => !name.startsWith('.'))).toHaveLength(2));
    expect(backups()).toContain(proven);
    await fixture.session.unlock('one');
    await write('three');
    expect(await fixture.scheduler.run(undefined)).toMatchObject([{ removed: 2 }]);
    expect(backups()).toHaveLength(1);
  });

  test('nothing is switched off that was on: without the schedule there is no backup', async () => {
    await added();
    const { retention } = await fixture.scheduler.overview();
    await fixture.scheduler.setSchedule({ onLock: false, onQuit: false, daily: false }, retention);
    await fixture.scheduler.tick();
    await fixture.scheduler.last();
    await fixture.session.lock('asked');
    await fixture.scheduler.overview();
    expect(backups()).toEqual([]);
    expect(events('quitting')).toBe(0);
  });
});

describe('before the app ends', () => {
  test('the last backup is made, once, and says for how long it may take', async () => {
    await added();
    await fixture.scheduler.last();
    expect(fixture.told).toContainEqual({ event: 'quitting', payload: { seconds: 10 } });
    const [name = ''] = backups();
    const { revision } = await readHeader({ location: join(fixture.place, name), readOnly: true });
    expect(revision).toBe(fixture.session.vault.revision);
  });

  test('it can be called off: no half file is left, and the backup before is whole', async () => {
    await added();
    await fixture.scheduler.run(undefined);
    await write('two');
    const before = backups();
    fixture.hear.once['backupProgress'] = () => fixture.scheduler.cancel();
    await fixture.scheduler.last();
    expect(backups()).toEqual(before);
  });
});

describe('while one runs', () => {
  test('another is refused, and a lock calls it off before keys are dropped', async () => {
    await added();
    const { schedule, retention } = await fixture.scheduler.overview();
    await fixture.scheduler.setSchedule({ ...schedule, onLock: false }, retention);
    let again: Promise<unknown> | undefined;
    let locked: Promise<unknown> | undefined;
    fixture.hear.once['backupProgress'] = () => {
      again = failure(fixture.scheduler.run(undefined));
      locked = fixture.session.lock('asked');
    };
    expect(await failure(fixture.scheduler.run(undefined))).toMatchObject({
      code: expect.stringMatching(/^(cancelled|closed)$/),
    });
    await locked;
    expect(await again).toEqual({ code: 'busy' });
    expect(backups()).toEqual([]);
    expect((await first())?.trouble).toBeUndefined();
  });

  test('nothing is available for no vault at all', async () => {
    await fixture.session.leave();
    expect(await fixture.scheduler.overview()).toMatchObject({ available: false, destinations: [] });
    rmSync(fixture.place, { recursive: true });
  });
});

describe('a vault that stays open beside another one', () => {
  const day = 24 * hour;
  const desk = () => fixture.session.openVault(id)?.vault;
  const made = () => backups().length;
  const other = () => fileAt(join(fixture.folder, 'other.holdfast'));
  let id = '';
  beforeEach(async () => {
    await added();
    await fixture.scheduler.run(undefined);
    id = fixture.session.vault.id;
    await write('two');
    await fixture.session.leave(true);
    await fixture.session.create(other(), 'other');
  });

  test('is not backed up as one that has locked; what is due of it is, proven', async () => {
    expect(made()).toBe(1);
    await fixture.scheduler.tick();
    expect(made()).toBe(1);
    fixture.clock.now += day;
    await fixture.scheduler.tick();
    expect(made()).toBe(2);
    const [destination] = fixture.kept.plans[id]?.destinations ?? [];
    expect(destination?.last).toMatchObject({ proven: 'everything', revision: desk()?.revision });
    // The one in front has no destination, and says nothing of another's backup.
    expect(await fixture.scheduler.overview()).toMatchObject({ destinations: [] });
  });

  test('is backed up once it has locked, with the one in front', async () => {
    await fixture.scheduler.add(fixture.place);
    await fixture.session.lock('asked');
    await vi.waitFor(() => expect(made()).toBe(3), { timeout: 20_000 });
  });

  test('is backed up before the app ends', async () => {
    await fixture.scheduler.last();
    expect(made()).toBe(2);
  });

  test('shows its backup to nobody, and one that is asked for waits for it', async () => {
    await fixture.scheduler.add(fixture.place);
    fixture.clock.now += day;
    await fixture.scheduler.run(undefined);
    const begun = new Promise<void>((resolve) => {
      fixture.hear.once['backupProgress'] = resolve;
    });
    const ticking = fixture.scheduler.tick();
    await begun;
    expect((await fixture.scheduler.overview()).running).toBeUndefined();
    expect(await fixture.scheduler.run(undefined)).toHaveLength(1);
    await ticking;
    expect(made()).toBe(3);
  });
});
