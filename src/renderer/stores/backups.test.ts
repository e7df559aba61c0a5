import { beforeEach, expect, test, vi } from 'vitest';
import type { BackupDestination, BackupsOverview } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';

const heard = new Map<string, (payload: unknown) => void>();
const ran: unknown[] = [];
let overview: BackupsOverview;
let files: { name: string }[] = [];
let lists = 0;
let refused: Failure | undefined;
const made = {
  destination: 'a',
  file: '/a/1',
  revision: 4,
  bytes: 9,
  proven: 'everything',
  authenticated: 2,
};
vi.mock('../api.ts', () => ({
  api: {
    on: (event: string, listener: (payload: unknown) => void) => {
      heard.set(event, listener);
      return () => heard.delete(event);
    },
    backups: {
      overview: async () => ({ ok: true, value: overview }),
      addDestination: async () => {
        overview = { ...overview, destinations: [...overview.destinations, place({})] };
        return { ok: true, value: overview };
      },
      setSchedule: async (wanted: Pick<BackupsOverview, 'schedule' | 'retention'>) => {
        overview = { ...overview, ...wanted };
        return { ok: true, value: overview };
      },
      list: async () => {
        lists += 1;
        return { ok: true, value: files };
      },
      run: async (input: unknown) => {
        ran.push(input);
        if (refused) return { ok: false, failure: refused };
        return { ok: true, value: [{ ...made, copied: 3, unchanged: false, removed: 2 }] };
      },
    },
  },
}));

const backups = await import('./backups.ts');
const { resetAll } = await import('./reset.ts');
const { useStatus } = await import('./status.ts');

const place = (part: Partial<BackupDestination>): BackupDestination => ({
  id: 'a',
  folder: '/a',
  present: true,
  ...part,
});
const last = { file: '/a/1', revision: 4, time: 1, proven: 'everything' as const };
const of = (...destinations: BackupDestination[]): BackupsOverview => ({
  available: true,
  destinations,
  schedule: { onLock: true, onQuit: true, daily: true },
  retention: { last: 5, daily: 7, weekly: 4, monthly: 12 },
  quitSeconds: 10,
});

beforeEach(() => {
  resetAll();
  heard.clear();
  ran.length = 0;
  files = [];
  lists = 0;
  refused = undefined;
  overview = of();
});

test('a vault stands as well as its best folder', () => {
  const { standingOf } = backups;
  expect(standingOf(of())).toEqual({ kind: 'none', behind: 0, provenAt: undefined });
  expect(standingOf(of(place({}))).kind).toBe('never');
  expect(standingOf(of(place({ last }))).kind).toBe('unknown');
  const behind = place({ last: { ...last, behind: 3 }, provenAt: 50 });
  expect(standingOf(of(behind, place({})))).toEqual({ kind: 'behind', behind: 3, provenAt: 50 });
  const current = place({ last: { ...last, behind: 0 }, provenAt: 40 });
  expect(standingOf(of(behind, current))).toEqual({ kind: 'current', behind: 0, provenAt: 50 });
  const away = { ...current, present: false };
  expect(standingOf(of(away, place({})))).toEqual({ kind: 'away', behind: 0, provenAt: 40 });
  expect(standingOf(of(away, behind)).kind).not.toBe('away');
});

test('the newest backup is only compared where no folder has it read back', () => {
  const { standingOf } = backups;
  const compared = place({ last: { ...last, revision: 9, proven: 'structure' }, provenAt: 40 });
  const proven = (revision: number) => place({ last: { ...last, revision, proven: 'everything' } });
  expect(standingOf(of(compared, proven(8)))).toMatchObject({ isCompared: true, provenAt: 40 });
  expect(standingOf(of(compared, proven(9)))).not.toHaveProperty('isCompared');
});

test('a folder that is added gets its first backup at once', async () => {
  await backups.addFolder();
  expect(ran).toEqual([{ destination: 'a' }]);
  expect(useStatus.getState().toast?.text).toBe(
    'Backed up and checked: 3 parts copied. 2 old backups removed.',
  );
});

test('a failure that is told at the folder is not told twice', async () => {
  refused = { code: 'backup-refused', reason: 'missing-folder' };
  await backups.runBackup('a');
  expect(backups.useBackups.getState().failure).toBeUndefined();
  refused = { code: 'busy' };
  await backups.runBackup('a');
  expect(backups.useBackups.getState().failure).toEqual({ code: 'busy' });
});

test('what is set of the schedule leaves the rest as it is', async () => {
  await backups.loadBackups();
  await backups.setSchedule({ onQuit: false });
  await backups.setRetention({ weekly: 8 });
  expect(overview.schedule).toEqual({ onLock: true, onQuit: false, daily: true });
  expect(overview.retention).toEqual({ last: 5, daily: 7, weekly: 8, monthly: 12 });
});

test('trouble is a quiet sentence, and the end of the app outlives the lock', () => {
  const end = backups.watchBackups();
  heard.get('backupTrouble')?.({ folder: '/a', failure: { code: 'no-space' } });
  expect(useStatus.getState().toast).toMatchObject({
    tone: 'plain',
    text: 'No backup was made in /a. Its disk is full.',
  });
  heard.get('quitting')?.({ seconds: 10 });
  resetAll();
  expect(backups.useQuitting.getState().seconds).toBe(10);
  end();
  expect(heard.size).toBe(0);
});

test('from a backup the way back leads to where it was found', () => {
  const backup = { place: fileAt('/a/1'), name: '1', time: 1, foreign: false, ours: true };
  backups.show({ at: 'list', destination: 'a' });
  backups.show({ at: 'look', backup });
  backups.show({ at: 'restore', backup });
  expect(backups.useBackups.getState().from).toEqual({ at: 'list', destination: 'a' });
});

test('a list that is looked at while its first backup is made shows it once it is there', async () => {
  const end = backups.watchBackups();
  const shown = () => backups.useBackups.getState().files;
  backups.show({ at: 'list', destination: 'a' });
  await backups.loadFiles('a');
  expect(shown()).toEqual([]);
  files = [{ name: '1' }];
  heard.get('backups')?.(of(place({ last })));
  await expect.poll(shown).toEqual([{ name: '1' }]);
  // What is shown stays until the new list is here.
  files = [{ name: '2' }, { name: '1' }];
  heard.get('backups')?.(of(place({ last })));
  expect(shown()).toEqual([{ name: '1' }]);
  await expect.poll(shown).toHaveLength(2);
  const asked = lists;
  backups.show({ at: 'page' });
  heard.get('backups')?.(of(place({ last })));
  expect(lists).toBe(asked);
  end();
});
