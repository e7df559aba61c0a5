import { beforeEach, expect, test, vi } from 'vitest';
import type { MendReport } from '../../shared/contract-repair.ts';
import type { Failure } from '../../shared/failure.ts';

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
      chooseBackup: async () => ({ ok: true, value: { file: '/b/1.holdfast' } }),
      chooseRestored: async () => ({ ok: true, value: '/new.holdfast' }),
    },
    repair: {
      salvage: async (input: { lossy: boolean }) => {
        calls.push(['salvage', input]);
        if (refused) return { ok: false, failure: refused };
        return { ok: true, value: { written: input.lossy, kept: '/kept', lost, earlier: ['a', 'b'] } };
      },
      cancel: async () => ({ ok: true }),
    },
    vault: {
      select: async ({ file }: { file: string }) => {
        calls.push(['select', file]);
        return { ok: true, value: { vault: 'locked', file, readOnly: false, notices: [], recents: [] } };
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
  expect(await salvage('/v.holdfast', { passphrase: 'secret' }, false)).toBe(false);
  expect(calls).toEqual([]);
  await chooseStandIn();
  expect(await salvage('/v.holdfast', { passphrase: 'secret' }, false)).toBe(false);
  expect(useSalvage.getState()).toMatchObject({ step: 'accept', report: { lost } });
  expect(useAftermath.getState().last).toBeUndefined();
});

test('then the whole vault is the chosen one, and it is told what came of it without a name', async () => {
  await chooseStandIn();
  expect(await salvage('/v.holdfast', { passphrase: 'secret' }, true)).toBe(true);
  expect(calls.at(-1)).toEqual(['select', '/v.holdfast']);
  const what = { kind: 'repaired', lost: 1, earlier: 2 };
  expect(useAftermath.getState().last).toEqual({ file: '/v.holdfast', kept: '/kept', what });
});

test('a new file is asked for, and is the one that is chosen', async () => {
  await chooseStandIn();
  salvageWhere('file');
  await salvage('/v.holdfast', { passphrase: 'secret' }, true);
  expect(calls[0]).toMatchObject(['salvage', { to: '/new.holdfast', backup: '/b/1.holdfast' }]);
  expect(calls.at(-1)).toEqual(['select', '/new.holdfast']);
});

test('a wrong passphrase leaves the form; the screen that goes takes names and passphrase along', async () => {
  await chooseStandIn();
  refused = { code: 'wrong-passphrase' };
  await salvage('/v.holdfast', { passphrase: 'secret' }, false);
  expect(useSalvage.getState()).toMatchObject({ step: 'form', failure: refused, backup: '/b/1.holdfast' });
  refused = undefined;
  await salvage('/v.holdfast', { passphrase: 'secret' }, false);
  endSalvage();
  expect(useSalvage.getState().report).toBeUndefined();
  expect(JSON.stringify(useSalvage.getState())).not.toContain('secret');
});
