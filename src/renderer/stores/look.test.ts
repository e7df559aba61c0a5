import { beforeEach, expect, test, vi } from 'vitest';
import type { LookRow } from '../../shared/contract-backups.ts';
import { fileAt } from '../../shared/place.ts';

const row = (path: string, how: LookRow['how']): LookRow => ({ path, how, deleted: false });
let rows: LookRow[];
let differ: number;
const calls: [string, unknown][] = [];
vi.mock('../api.ts', () => {
  const ok = async (value: unknown) => ({ ok: true, value });
  return {
    api: {
      backups: {
        look: (input: unknown) => {
          calls.push(['look', input]);
          return ok({ missing: differ, changed: 0, later: 0, same: true });
        },
        entries: ({ only }: { only: string }) => {
          const found = rows.filter(({ how }) => only === 'all' || how !== 'same');
          return ok({ total: found.length, rows: found });
        },
        secret: ({ path, version = 3 }: { path: string; version?: number }) => {
          calls.push(['secret', path]);
          return ok({ path, version, versions: [], fields: [] });
        },
        reveal: () => ok({ value: 'hidden-value' }),
        take: (input: unknown) => {
          calls.push(['take', input]);
          rows = rows.map((one) => (one.path === 'a' ? row('a', 'same') : one));
          const { secrets } = input as { secrets: { path: string }[] };
          return ok({ taken: secrets.map(({ path }) => ({ path, version: 4 })), held: [] });
        },
        closeLook: () => ok(undefined),
      },
    },
  };
});

const look = await import('./look.ts');
const { answer, useDialog } = await import('./dialog.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  resetAll();
  calls.length = 0;
  differ = 1;
  rows = [row('a', 'missing'), row('b', 'same'), row('c', 'later')];
});

test('begins with what differs, and with everything where nothing does', async () => {
  await look.openLook(fileAt('/a/1'));
  expect(look.useLook.getState()).toMatchObject({ only: 'different', total: 2 });
  differ = 0;
  await look.openLook(fileAt('/a/1'));
  expect(look.useLook.getState()).toMatchObject({ only: 'all', total: 3 });
});

test('a secret that came after the backup is not asked of it', async () => {
  await look.openLook(fileAt('/a/1'));
  look.moveCursor(1);
  expect(look.useLook.getState().path).toBe('c');
  look.moveCursor(0);
  await vi.waitFor(() => expect(look.useLook.getState().secret?.path).toBe('a'));
  expect(calls.filter(([what]) => what === 'secret')).toEqual([['secret', 'a']]);
});

test('takes the version that is shown, covers what was revealed, and compares anew', async () => {
  await look.openLook(fileAt('/a/1'));
  await look.openSecret('a', 2);
  await look.toggleReveal('password');
  expect(look.useLook.getState().revealed.get('password')).toBe('hidden-value');
  await look.takeSecret();
  expect(calls).toContainEqual(['take', { secrets: [{ path: 'a', version: 2 }] }]);
  const { revealed, total, cursor } = look.useLook.getState();
  expect([revealed.size, total, cursor]).toEqual([0, 1, -1]);
});

test('chooses what can be taken, keeps the choice through a filter, and takes all of it in one call after one question', async () => {
  rows = [row('a', 'missing'), row('b', 'same'), row('c', 'later'), row('d', 'changed')];
  rows.push({ path: 'e', how: 'missing', deleted: true });
  await look.openLook(fileAt('/a/1'));
  for (let index = 0; index < 4; index++) look.choose(index);
  expect([...look.useLook.getState().chosen]).toEqual(['a', 'd']);
  look.choose(0);
  look.filter({ query: 'x', only: 'all' });
  expect([...look.useLook.getState().chosen]).toEqual(['d']);
  await look.chooseAll();
  expect([...look.useLook.getState().chosen].sort()).toEqual(['a', 'd']);

  const refused = look.takeChosen();
  expect(useDialog.getState().question?.title).toBe('Take 2 secrets into the vault?');
  answer(false);
  await refused;
  expect(calls.filter(([what]) => what === 'take')).toEqual([]);
  const taking = look.takeChosen();
  answer(true);
  await taking;
  expect(calls.filter(([what]) => what === 'take')).toEqual([
    ['take', { secrets: [{ path: 'd' }, { path: 'a' }] }],
  ]);
  const { chosen, taken, path } = look.useLook.getState();
  expect([chosen.size, path]).toEqual([0, undefined]);
  expect(taken?.taken).toEqual([
    { path: 'd', version: 4 },
    { path: 'a', version: 4 },
  ]);
  expect(look.useLook.getState().pane).toBe('secret');
  look.closeSecret();
  expect(look.useLook.getState()).toMatchObject({ taken: undefined, pane: 'list' });
  // A cursor that moves leaves the list in a narrow window's sight.
  look.moveCursor(0);
  expect(look.useLook.getState()).toMatchObject({ path: 'a', pane: 'list' });
  look.enterRow(0);
  expect(look.useLook.getState()).toMatchObject({ path: 'a', pane: 'secret' });
});

test('the lock forgets all of it, also what is still under way', async () => {
  const opening = look.openLook(fileAt('/a/1'), { passphrase: 'the old passphrase', keyFile: '/k' });
  resetAll();
  await opening;
  expect(look.useLook.getState()).toMatchObject({ look: undefined, total: undefined, path: undefined });
  expect(calls).toEqual([
    ['look', { place: fileAt('/a/1'), passphrase: 'the old passphrase', keyFile: '/k' }],
  ]);
});
