import { beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '../../shared/contract.ts';
import type { DamageReport, MendReport } from '../../shared/contract-repair.ts';
import { fileAt, type Place } from '../../shared/place.ts';

const lost: DamageReport['lost'] = [
  { path: 'a', version: 1, current: false },
  { path: 'b', version: 2, current: true },
  { path: 'b', version: 1, current: false },
];
const damage: DamageReport = { secrets: 1, versions: 4, lost, unnamed: 0, records: [], structure: false };
const calls: [string, unknown][] = [];
let mended: (input: { lossy: boolean }) => Promise<Reply<MendReport>>;
let target: Place | undefined;
let destinations: { id: string; present: boolean }[];
const listed = (folder: string) => [
  { place: fileAt(`/${folder}/3`), foreign: false },
  { place: fileAt(`/${folder}/other`), foreign: true },
  { place: fileAt(`/${folder}/2`), foreign: false },
  { place: fileAt(`/${folder}/1`), foreign: false },
];
vi.mock('../api.ts', () => ({
  api: {
    on: () => () => undefined,
    backups: {
      overview: async () => ({ ok: true, value: { destinations } }),
      list: async ({ destination }: { destination: string }) => ({ ok: true, value: listed(destination) }),
      chooseBackup: async () => ({ ok: true, value: { place: fileAt('/b/backup.holdfast') } }),
    },
    vault: {
      choosePlace: async ({ kind }: { kind: string }) => {
        calls.push(['choose', kind]);
        return { ok: true, value: target };
      },
    },
    repair: {
      damage: async () => ({ ok: true, value: damage }),
      mend: async (input: { lossy: boolean }) => {
        calls.push(['mend', input]);
        return mended(input);
      },
      cancel: async () => ({ ok: true }),
    },
  },
}));

const { addBackup, bySecret, lostCount, mend, putWhere, readDamage, useRepair } = await import('./repair.ts');
const { useAftermath } = await import('./aftermath.ts');
const { resetAll } = await import('./reset.ts');
const { useSession } = await import('./session.ts');

const report = (part: Partial<MendReport>): Reply<MendReport> => ({
  ok: true,
  value: {
    written: true,
    revision: 9,
    healed: 3,
    lost: { versions: [], unnamed: 0, records: [] },
    earlier: [],
    unusable: [],
    ...part,
  },
});

beforeEach(() => {
  resetAll();
  calls.length = 0;
  target = { kind: 'folder', location: '/n/new' };
  destinations = [];
  useAftermath.setState({ last: undefined });
  useSession.setState({
    state: {
      vault: 'open',
      place: fileAt('/v.holdfast'),
      name: 'v',
      readOnly: true,
      notices: [],
      recents: [],
    },
  });
  mended = async ({ lossy }) =>
    report({ written: lossy, lost: { versions: lost, unnamed: 2, records: ['audit'] } });
});

test('gathers what is lost by secret, those without their current values first', () => {
  expect(bySecret(lost)).toEqual([
    { path: 'b', current: 2, older: [1], files: [] },
    { path: 'a', current: undefined, older: [1], files: [] },
  ]);
  // A secret of which only a file is lost shows all its other values.
  const file = { path: 'c', version: 3, current: true, file: true } as const;
  expect(bySecret([file, file, { path: 'c', version: 1, current: false }])).toEqual([
    { path: 'c', current: undefined, older: [1], files: [3] },
  ]);
  expect(lostCount({ versions: lost, unnamed: 2, records: ['audit'] })).toBe(6);
});

test('writes nothing lossy before that is accepted, and asks for the place of a new folder once', async () => {
  await readDamage();
  await addBackup('sqlite');
  await addBackup('sqlite');
  putWhere('folder');
  await mend(false);
  expect(useRepair.getState().step).toBe('accept');
  await mend(true);
  expect(useRepair.getState().step).toBe('done');
  const backups = [fileAt('/b/backup.holdfast')];
  expect(calls).toEqual([
    ['choose', 'folder'],
    ['mend', { backups, lossy: false, to: target }],
    ['mend', { backups, lossy: true, to: target }],
  ]);
  expect(useAftermath.getState().last).toBeUndefined();
});

test('proposes the newest backups of the vault from every folder that is there', async () => {
  destinations = [
    { id: 'a', present: true },
    { id: 'b', present: false },
    { id: 'c', present: true },
  ];
  await readDamage();
  expect(useRepair.getState().backups).toEqual(['/a/3', '/a/2', '/c/3', '/c/2'].map(fileAt));
});

test('a cancelled chooser mends nothing', async () => {
  putWhere('folder');
  target = undefined;
  await mend(false);
  expect(calls).toEqual([['choose', 'folder']]);
  expect(useRepair.getState().step).toBe('look');
});

test('in place, the lock forgets what was on the page, and the screen that unlocks is told without a name', async () => {
  mended = async () => {
    resetAll();
    return report({
      place: fileAt('/v.holdfast'),
      kept: fileAt('/v-kept.holdfast'),
      lost: { versions: lost, unnamed: 0, records: [] },
    });
  };
  await readDamage();
  await mend(true);
  expect(useRepair.getState()).toMatchObject({ step: 'look', damage: undefined, report: undefined });
  expect(useAftermath.getState().last).toEqual({
    place: fileAt('/v.holdfast'),
    kept: fileAt('/v-kept.holdfast'),
    what: { kind: 'repaired', lost: 3, earlier: 0 },
  });
});

test('a name that is taken is asked for anew; what is called off is no failure', async () => {
  putWhere('folder');
  mended = async () => ({ ok: false, failure: { code: 'exists', what: 'vault', name: '' } });
  await mend(false);
  expect(useRepair.getState()).toMatchObject({ step: 'look', failure: { code: 'exists' } });
  mended = async () => ({ ok: false, failure: { code: 'cancelled' } });
  await mend(false);
  expect(useRepair.getState().failure).toBeUndefined();
  expect(calls.filter(([what]) => what === 'choose')).toHaveLength(2);
});
