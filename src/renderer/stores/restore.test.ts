import { beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from '../../shared/contract.ts';
import type { Restored } from '../../shared/contract-backups.ts';
import { fileAt, type Place, printPlace } from '../../shared/place.ts';

let answer: (reply: Reply<Restored>) => void = () => undefined;
let hear: (progress: { done: number; total: number }) => void = () => undefined;
const calls: string[] = [];
vi.mock('../api.ts', () => ({
  api: {
    on: (_: string, listener: typeof hear) => {
      hear = listener;
      return () => {
        hear = () => undefined;
      };
    },
    vault: {
      choosePlace: async ({ kind }: { kind: string }) => ({ ok: true, value: { kind, location: '/a/new' } }),
    },
    backups: {
      restore: ({ to }: { to?: Place }) => {
        calls.push(`restore ${to && printPlace(to)}`);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      cancelRestore: () => calls.push('cancel'),
    },
  },
}));

const { beginRestore, cancelRestore, restore, restoreWhere, useRestore } = await import('./restore.ts');
const { useAftermath } = await import('./aftermath.ts');
const { openDialog, useDialog } = await import('./dialog.ts');
const { resetAll } = await import('./reset.ts');
const { useSession } = await import('./session.ts');

beforeEach(() => {
  resetAll();
  calls.length = 0;
  beginRestore();
  useSession.setState({ state: { place: fileAt('/a/vault.holdfast') } as never });
});
const begun = () => vi.waitFor(() => expect(calls).toHaveLength(1));

test('shows how far it is; called off, it is back where it began, and that is no failure', async () => {
  const done = restore(fileAt('/b/1'));
  await begun();
  hear({ done: 1, total: 4 });
  expect(useRestore.getState()).toMatchObject({ step: 'working', progress: { done: 1, total: 4 } });
  cancelRestore();
  answer({ ok: false, failure: { code: 'cancelled' } });
  await done;
  expect(calls).toEqual(['restore /a/new', 'cancel']);
  expect(useRestore.getState()).toMatchObject({ step: 'choose', failure: undefined });
});

test('in the place of an open vault: the lock forgets all, and the screen that unlocks tells', async () => {
  restoreWhere('here');
  const done = restore(fileAt('/b/1'));
  await begun();
  resetAll();
  answer({
    ok: true,
    value: { place: fileAt('/a/vault.holdfast'), revision: 4, proven: 'structure', kept: fileAt('/a/k') },
  });
  await done;
  expect(calls).toEqual(['restore undefined']);
  expect(useAftermath.getState().last).toMatchObject({
    what: { kind: 'restored' },
    kept: fileAt('/a/k'),
  });
  expect(useRestore.getState()).toMatchObject({ step: 'choose', restored: undefined });
});

test('in the place of a locked vault: the page goes, and the screen that unlocks tells', async () => {
  openDialog('backups');
  restoreWhere('here');
  const done = restore(fileAt('/b/1'));
  await begun();
  answer({ ok: true, value: { place: fileAt('/a/vault.holdfast'), revision: 4, proven: 'structure' } });
  await done;
  expect(useDialog.getState().dialog).toBeUndefined();
  expect(useAftermath.getState().last).toMatchObject({ what: { kind: 'restored' } });
});
