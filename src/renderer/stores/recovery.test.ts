import { beforeEach, expect, test, vi } from 'vitest';
import type { RecoveryStatus } from '../../shared/recovery-schema.ts';

vi.mock('../api.ts', () => ({ api: {} }));
const { bannerOf, dismissBanner, openRecovery, openSheets, settle, takeStatus, useRecovery } = await import(
  './recovery.ts'
);
const { useDialog } = await import('./dialog.ts');
const { resetAll } = await import('./reset.ts');

const none: RecoveryStatus = { retired: [], remindMonths: 12, declined: false };
const set = {
  set: '7KQ2M9XT',
  created: 1,
  shares: 3,
  threshold: 2,
  holders: [1, 2, 3].map((sheet) => ({ sheet, name: '' })),
};

beforeEach(() => resetAll());

test('the banner speaks while there is no set, one waits, or a rehearsal is due; else it is quiet', () => {
  expect(bannerOf(undefined, 5)).toBeUndefined();
  expect(bannerOf(none, 5)).toBe('none');
  expect(bannerOf({ ...none, declined: true }, 5)).toBeUndefined();
  expect(bannerOf({ ...none, pending: { ...set, proven: [] }, declined: true }, 5)).toBe('pending');
  expect(bannerOf({ ...none, active: set }, 5)).toBeUndefined();
  expect(bannerOf({ ...none, active: set, due: 6 }, 5)).toBeUndefined();
  expect(bannerOf({ ...none, active: set, due: 5 }, 5)).toBe('due');
});

test('the sheets that wait to be read back are in order', () => {
  expect(openSheets(none)).toEqual([]);
  expect(openSheets({ ...none, pending: { ...set, proven: [3] } })).toEqual([1, 2]);
});

test('everything is forgotten at lock, and a reply that comes after it too', async () => {
  openRecovery('rehearse');
  takeStatus({ ...none, active: set });
  dismissBanner();
  const late = settle(Promise.resolve({ ok: true, value: none }));
  resetAll();
  expect(await late).toBe(false);
  expect(useRecovery.getState()).toEqual({
    status: undefined,
    view: 'page',
    failure: undefined,
    dismissed: false,
  });
  expect(useDialog.getState().dialog).toBeUndefined();
});

test('a refused call is shown, and leaves the status as it was', async () => {
  takeStatus(none);
  expect(await settle(Promise.resolve({ ok: false, failure: { code: 'busy' } }))).toBe(false);
  expect(useRecovery.getState()).toMatchObject({ status: none, failure: { code: 'busy' } });
});
