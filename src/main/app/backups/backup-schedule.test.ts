import { renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileAt } from '../../../shared/place.ts';
import { backupsIn } from '../../backups/testing/backups-in.ts';
import { failure, password } from '../../backups/testing/desk.ts';
import { forgeMany } from '../../backups/testing/forge.ts';
import { readHeader } from '../../vault/open.ts';
import { type Bench, benchForTest } from './testing/desk-bench.ts';

const hour = 60 * 60_000;
let bench: Bench;
beforeEach(async () => {
  bench = await benchForTest();
  await bench.session.vault.secrets.put('s/1', password('one'));
});
afterEach(() => bench.remove());

const backups = () => backupsIn(bench.place);
const events = (name: string) => bench.told.filter(({ event }) => event === name).length;
const write = (value: string) => bench.session.vault.secrets.put('s/1', password(value));
const first = async () => (await bench.desk.overview()).destinations[0];
const added = async () => (await bench.desk.add(bench.place)).destinations[0]?.id ?? '';

describe('destinations', () => {
  test('are added once, told with how they stand, and forgotten without a backup being touched', async () => {
    await added();
    expect((await bench.desk.add(`${bench.place}/`)).destinations).toHaveLength(1);
    expect(await first()).toMatchObject({ folder: bench.place, present: true });
    const [made] = await bench.desk.run(undefined);
    expect(made).toMatchObject({ proven: 'everything', unchanged: false, removed: 0 });
    await write('two');
    expect(await first()).toMatchObject({
      last: { revision: made?.revision, proven: 'everything', behind: 1 },
      provenAt: bench.clock.now,
    });
    await bench.desk.remove((await first())?.id ?? '');
    expect((await bench.desk.overview()).destinations).toEqual([]);
    expect(backups()).toHaveLength(1);
  });

  test('a folder that is not there is refused', async () => {
    expect(await failure(bench.desk.add(join(bench.folder, 'nope')))).toMatchObject({
      code: 'backup-refused',
      reason: 'missing-folder',
    });
  });

  test('one that fails keeps no other from its backup, and tells of it once until it works again', async () => {
    await added();
    const stick = join(bench.folder, 'stick');
    renameSync(bench.place, stick);
    await bench.desk.add(stick);
    const run = () => bench.desk.run(undefined);
    expect(await run()).toHaveLength(1);
    expect(await run()).toHaveLength(1);
    expect(events('backupTrouble')).toBe(1);
    const since = bench.clock.now;
    bench.clock.now += hour;
    expect(await first()).toMatchObject({
      present: false,
      trouble: { failure: { code: 'backup-refused', reason: 'missing-folder' }, since },
    });
    expect(await failure(bench.desk.run((await first())?.id))).toMatchObject({ code: 'backup-refused' });
    renameSync(stick, bench.place);
    await bench.desk.run((await first())?.id);
    expect((await first())?.trouble).toBeUndefined();
  });
});

describe('files that only say that they are of the vault', () => {
  test('push no backup out, and are listed as not ours, with the vault open and locked', async () => {
    await added();
    const { schedule } = await bench.desk.overview();
    const last = { last: 3, daily: 0, weekly: 0, monthly: 0 };
    await bench.desk.setSchedule({ ...schedule, onLock: false }, last);
    const made: string[] = [];
    for (let i = 0; i < 4; i++) {
      await write(`value-${i}`);
      if (i === 3) await forgeMany(bench.file, bench.place, 6);
      const [report] = await bench.desk.run(undefined);
      expect(report).toMatchObject({ proven: 'everything', removed: i === 3 ? 1 : 0 });
      made.push(report?.file ?? '');
      bench.clock.now += hour;
    }
    const ours = async () =>
      (await bench.shelf.list(bench.place, undefined))
        .filter((one) => one.ours)
        .map(({ place }) => place.location);
    expect(backups()).toHaveLength(9);
    expect(await ours()).toEqual(made.slice(1).reverse());
    await bench.session.lock('asked');
    expect(await ours()).toEqual(made.slice(1).reverse());
  });
});

describe('the audit', () => {
  const entries = async () =>
    (await bench.session.vault.audit.list())
      .filter(({ action }) => action.startsWith('backup.'))
      .map(({ action, path, outcome, time }) => ({ action, path, outcome, time }));

  test('has that a backup begins, which the backup holds; nothing where nothing is new', async () => {
    await added();
    await bench.desk.run(undefined);
    expect(await first()).toMatchObject({ last: { behind: 0 } });
    await bench.desk.run(undefined);
    expect(await entries()).toMatchObject([{ action: 'backup.begin', outcome: 'done' }]);
    expect(backups()).toHaveLength(1);
  });

  test('is in order of time, whatever was done between, and the unlock comes after what was before it', async () => {
    await added();
    await bench.desk.run(undefined);
    bench.clock.now += hour;
    // Some program, meanwhile.
    await bench.session.vault.audit.append({ client: 'build', action: 'secret.get', outcome: 'done' });
    await bench.session.lock('asked');
    bench.clock.now += hour;
    await failure(bench.session.unlock('wrong'));
    bench.clock.now += hour;
    await bench.session.unlock('one');
    const all = async () => (await bench.session.vault.audit.list()).map(({ action }) => action);
    await vi.waitFor(async () =>
      expect((await all()).slice(-4)).toEqual(['secret.get', 'backup.create', 'unlock.failed', 'unlock']),
    );
    const times = (await bench.session.vault.audit.list()).map(({ time }) => time);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBe(bench.clock.now);
  });

  test.each(['in place', 'to a new file', 'in place, and then with sheets'])(
    'tells of a restore %s, once, before the unlock',
    async (how) => {
      const { session, shelf, clock } = bench;
      const { recovery } = session.vault;
      const { shares } = await recovery.issue({ passphrase: 'one', threshold: 1, shares: 1 });
      await recovery.prove(shares[0]?.join(' ') ?? '');
      await recovery.activate();
      await added();
      const [made] = await bench.desk.run(undefined);
      const backup = made?.file ?? '';
      clock.now += hour;
      await write('two');
      const to = how === 'to a new file' ? fileAt(join(bench.folder, 'new.holdfast')) : undefined;
      await shelf.restore(fileAt(backup), to);
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
      await vi.waitFor(() => expect(bench.notes.restored(session.place)).toBeUndefined());
      await session.lock('asked');
      await session.unlock(how.endsWith('sheets') ? 'new' : 'one');
      await vi.waitFor(async () => expect((await session.vault.audit.list()).at(-1)?.time).toBe(clock.now));
      expect(await restores()).toHaveLength(1);
    },
  );

  test('has what came of it from the next unlock on, once, also of one made after the lock and of one that failed', async () => {
    await added();
    await bench.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toHaveProperty('last'));
    const [made] = backups();
    const { now } = bench.clock;
    bench.clock.now += hour;
    await bench.session.unlock('one');
    const done = { action: 'backup.create', path: made, outcome: 'done', time: now };
    await vi.waitFor(async () => expect(await entries()).toEqual([done]));
    renameSync(bench.place, join(bench.folder, 'away'));
    bench.clock.now += hour;
    await bench.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toHaveProperty('trouble'));
    bench.clock.now += hour;
    await bench.session.unlock('one');
    await vi.waitFor(async () =>
      expect(await entries()).toMatchObject([done, { action: 'backup.create', outcome: 'backup-refused' }]),
    );
  });
});

describe('by itself', () => {
  test('once a day while the vault is open, and after a failure not before a pause', async () => {
    await added();
    await bench.desk.tick();
    expect(backups()).toHaveLength(1);
    await write('two');
    bench.clock.now += 23 * hour;
    await bench.desk.tick();
    expect(backups()).toHaveLength(1);
    bench.clock.now += hour;
    const away = join(bench.folder, 'away');
    renameSync(bench.place, away);
    await bench.desk.tick();
    renameSync(away, bench.place);
    await bench.desk.tick();
    expect(backups()).toHaveLength(1);
    bench.clock.now += hour;
    await bench.desk.tick();
    expect(backups()).toHaveLength(2);
  });

  test('the locked vault is copied after the lock, and proven after the next unlock', async () => {
    await added();
    await bench.session.lock('asked');
    await vi.waitFor(async () => expect(await first()).toMatchObject({ last: { proven: 'structure' } }));
    expect(await first()).not.toHaveProperty('provenAt');
    const listed = async () => bench.shelf.list(bench.place, bench.session.vault.id);
    await bench.session.unlock('one');
    const comparedAt = bench.clock.now;
    expect(await listed()).toMatchObject([{ comparedAt }]);
    expect((await listed())[0]).not.toHaveProperty('provenAt');
    bench.clock.now += hour;
    await bench.desk.tick();
    expect(await first()).toMatchObject({ last: { proven: 'everything' }, provenAt: bench.clock.now });
    const [newest, ...older] = await listed();
    expect((await listed())[0]).toMatchObject({ provenAt: bench.clock.now });
    expect(older).toMatchObject([{ comparedAt }]);
    await bench.shelf.verify(older[0]?.place, undefined);
    for (const one of await listed()) expect(one).not.toHaveProperty('comparedAt');
    expect(newest).toBeDefined();
  });

  test('a copy that was not proven lets none go that was', async () => {
    await added();
    const { schedule } = await bench.desk.overview();
    await bench.desk.setSchedule(schedule, { last: 1, daily: 0, weekly: 0, monthly: 0 });
    await bench.desk.run(undefined);
    const [proven] = backups();
    await write('two');
    await bench.session.lock('asked');
    await vi.waitFor(() => expect(backups().filter((name) => !name.startsWith('.'))).toHaveLength(2));
    expect(backups()).toContain(proven);
    await bench.session.unlock('one');
    await write('three');
    expect(await bench.desk.run(undefined)).toMatchObject([{ removed: 2 }]);
    expect(backups()).toHaveLength(1);
  });

  test('nothing is switched off that was on: without the schedule there is no backup', async () => {
    await added();
    const { retention } = await bench.desk.overview();
    await bench.desk.setSchedule({ onLock: false, onQuit: false, daily: false }, retention);
    await bench.desk.tick();
    await bench.desk.last();
    await bench.session.lock('asked');
    await bench.desk.overview();
    expect(backups()).toEqual([]);
    expect(events('quitting')).toBe(0);
  });
});

describe('before the app ends', () => {
  test('the last backup is made, once, and says for how long it may take', async () => {
    await added();
    await bench.desk.last();
    expect(bench.told).toContainEqual({ event: 'quitting', payload: { seconds: 10 } });
    const [name = ''] = backups();
    const { revision } = await readHeader({ location: join(bench.place, name), readOnly: true });
    expect(revision).toBe(bench.session.vault.revision);
  });

  test('it can be called off: no half file is left, and the backup before is whole', async () => {
    await added();
    await bench.desk.run(undefined);
    await write('two');
    const before = backups();
    bench.hear.once['backupProgress'] = () => bench.desk.cancel();
    await bench.desk.last();
    expect(backups()).toEqual(before);
  });
});

describe('while one runs', () => {
  test('another is refused, and a lock calls it off before keys are dropped', async () => {
    await added();
    const { schedule, retention } = await bench.desk.overview();
    await bench.desk.setSchedule({ ...schedule, onLock: false }, retention);
    let again: Promise<unknown> | undefined;
    let locked: Promise<unknown> | undefined;
    bench.hear.once['backupProgress'] = () => {
      again = failure(bench.desk.run(undefined));
      locked = bench.session.lock('asked');
    };
    expect(await failure(bench.desk.run(undefined))).toMatchObject({
      code: expect.stringMatching(/^(cancelled|closed)$/),
    });
    await locked;
    expect(await again).toEqual({ code: 'busy' });
    expect(backups()).toEqual([]);
    expect((await first())?.trouble).toBeUndefined();
  });

  test('nothing is available for no vault at all', async () => {
    await bench.session.leave();
    expect(await bench.desk.overview()).toMatchObject({ available: false, destinations: [] });
    rmSync(bench.place, { recursive: true });
  });
});
