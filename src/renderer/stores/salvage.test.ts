import { beforeEach, expect, test, vi } from 'vitest';
import type { MendReport } from '../../shared/contract-repair.ts';
import type { Failure } from '../../shared/failure.ts';
import { fileAt, type LocalKind, type Place, printPlace } from '../../shared/place.ts';

const calls: [string, unknown][] = [];
let refused: Failure | undefined;
const lost: MendReport['lost'] = {
  versions: [{ path: 'a', version: 1, current: true }],
  unnamed: 0,
  records: [],
};
vi.mock('../api.ts', () => ({
  api: {
    on: () => () => undefined,
    backups: {
      chooseBackup: async () => ({ ok: true, value: { place: fileAt('/b/1.holdfast') } }),
    },
    repair: {
      salvage: async (input: { lossy: boolean }) => {
        calls.push(['salvage', input]);
        if (refused) return { ok: false, failure: refused };
        return {
          ok: true,
          value: { written: input.lossy, kept: fileAt('/kept'), lost, earlier: ['a', 'b'] },
        };
      },
      cancel: async () => ({ ok: true }),
    },
    vault: {
      choosePlace: async ({ kind }: { kind: LocalKind }) => ({ ok: true, value: { kind, location: '/new' } }),
      select: async ({ place }: { place: Place }) => {
        calls.push(['select', printPlace(place)]);
        return { ok: true, value: { vault: 'locked', place, readOnly: false, notices: [], recents: [] } };
      },
    },
  },
}));

const { beginSalvage, chooseStandIn, endSalvage, salvage, salvageWhere, useSalvage } = await import(
  './salvage.ts'
);
const { useAftermath } = await import('./aftermath.ts');

beforeEach(() => {
  calls.length = 0;
  refused = undefined;
  useAftermath.setState({ last: undefined });
  beginSalvage();
});

test('does nothing without a backup, and nothing lossy before that is accepted', async () => {
  expect(await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, false)).toBe(false);
  expect(calls).toEqual([]);
  await chooseStandIn('sqlite');
  expect(await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, false)).toBe(false);
  expect(useSalvage.getState()).toMatchObject({ step: 'accept', report: { lost } });
  expect(useAftermath.getState().last).toBeUndefined();
});

test('then the whole vault is the chosen one, and it is told what came of it without a name', async () => {
  await chooseStandIn('sqlite');
  expect(await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, true)).toBe(true);
  expect(calls.at(-1)).toEqual(['select', '/v.holdfast']);
  const what = { kind: 'repaired', lost: 1, earlier: 2 };
  expect(useAftermath.getState().last).toEqual({ place: fileAt('/v.holdfast'), kept: fileAt('/kept'), what });
});

test('a new folder is asked for, and is the one that is chosen', async () => {
  await chooseStandIn('sqlite');
  salvageWhere('folder');
  await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, true);
  expect(calls[0]).toMatchObject([
    'salvage',
    { to: { kind: 'folder', location: '/new' }, backup: fileAt('/b/1.holdfast') },
  ]);
  expect(calls.at(-1)).toEqual(['select', 'folder:/new']);
});

test('a wrong passphrase leaves the form; the screen that goes takes names and passphrase along', async () => {
  await chooseStandIn('sqlite');
  refused = { code: 'wrong-passphrase' };
  await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, false);
  expect(useSalvage.getState()).toMatchObject({
    step: 'form',
    failure: refused,
    backup: fileAt('/b/1.holdfast'),
  });
  refused = undefined;
  await salvage(fileAt('/v.holdfast'), { passphrase: 'secret' }, false);
  endSalvage();
  expect(useSalvage.getState().report).toBeUndefined();
  expect(JSON.stringify(useSalvage.getState())).not.toContain('secret');
});
