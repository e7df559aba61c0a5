import { beforeEach, expect, test, vi } from 'vitest';
import type { BrowserRow } from '../../shared/contract-backups.ts';
import { fileAt } from '../../shared/place.ts';

const row = (path: string, how: BrowserRow['how']): BrowserRow => ({ path, how, deleted: false });
let rows: BrowserRow[];
let differ: number;
const calls: [string, unknown][] = [];
vi.mock('../api.ts', () => {
  const ok = async (value: unknown) => ({ ok: true, value });
  return {
    api: {
      backups: {
        browse: (input: unknown) => {
          calls.push(['browse', input]);
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
        closeBrowser: () => ok(undefined),
      },
    },
  };
});

const browser = await import('./browser.ts');
const { answer, useDialog } = await import('./dialog.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  resetAll();
  calls.length = 0;
  differ = 1;
  rows = [row('a', 'missing'), row('b', 'same'), row('c', 'later')];
});

test('begins with what differs, and with everything where nothing does', async () => {
  await browser.openBrowser(fileAt('/a/1'));
  expect(browser.useBrowser.getState()).toMatchObject({ only: 'different', total: 2 });
  differ = 0;
  await browser.openBrowser(fileAt('/a/1'));
  expect(browser.useBrowser.getState()).toMatchObject({ only: 'all', total: 3 });
});

test('a secret that came after the backup is not asked of it', async () => {
  await browser.openBrowser(fileAt('/a/1'));
  browser.moveCursor(1);
  expect(browser.useBrowser.getState().path).toBe('c');
  browser.moveCursor(0);
  await vi.waitFor(() => expect(browser.useBrowser.getState().secret?.path).toBe('a'));
  expect(calls.filter(([what]) => what === 'secret')).toEqual([['secret', 'a']]);
});

test('takes the version that is shown, covers what was revealed, and compares anew', async () => {
  await browser.openBrowser(fileAt('/a/1'));
  await browser.openSecret('a', 2);
  await browser.toggleReveal('password');
  expect(browser.useBrowser.getState().revealed.get('password')).toBe('hidden-value');
  await browser.takeSecret();
  expect(calls).toContainEqual(['take', { secrets: [{ path: 'a', version: 2 }] }]);
  const { revealed, total, cursor } = browser.useBrowser.getState();
  expect([revealed.size, total, cursor]).toEqual([0, 1, -1]);
});

test('chooses what can be taken, keeps the choice through a filter, and takes all of it in one call after one question', async () => {
  rows = [row('a', 'missing'), row('b', 'same'), row('c', 'later'), row('d', 'changed')];
  rows.push({ path: 'e', how: 'missing', deleted: true });
  await browser.openBrowser(fileAt('/a/1'));
  for (let index = 0; index < 4; index++) browser.choose(index);
  expect([...browser.useBrowser.getState().chosen]).toEqual(['a', 'd']);
  browser.choose(0);
  browser.filter({ query: 'x', only: 'all' });
  expect([...browser.useBrowser.getState().chosen]).toEqual(['d']);
  await browser.chooseAll();
  expect([...browser.useBrowser.getState().chosen].sort()).toEqual(['a', 'd']);

  const refused = browser.takeChosen();
  expect(useDialog.getState().question?.title).toBe('Take 2 secrets into the vault?');
  answer(false);
  await refused;
  expect(calls.filter(([what]) => what === 'take')).toEqual([]);
  const taking = browser.takeChosen();
  answer(true);
  await taking;
  expect(calls.filter(([what]) => what === 'take')).toEqual([
    ['take', { secrets: [{ path: 'd' }, { path: 'a' }] }],
  ]);
  const { chosen, taken, path } = browser.useBrowser.getState();
  expect([chosen.size, path]).toEqual([0, undefined]);
  expect(taken?.taken).toEqual([
    { path: 'd', version: 4 },
    { path: 'a', version: 4 },
  ]);
  expect(browser.useBrowser.getState().pane).toBe('secret');
  browser.closeSecret();
  expect(browser.useBrowser.getState()).toMatchObject({ taken: undefined, pane: 'list' });
  // A cursor that moves leaves the list in a narrow window's sight.
  browser.moveCursor(0);
  expect(browser.useBrowser.getState()).toMatchObject({ path: 'a', pane: 'list' });
  browser.enterRow(0);
  expect(browser.useBrowser.getState()).toMatchObject({ path: 'a', pane: 'secret' });
});

test('the lock forgets all of it, also what is still under way', async () => {
  const opening = browser.openBrowser(fileAt('/a/1'), { passphrase: 'the old passphrase', keyFile: '/k' });
  resetAll();
  await opening;
  expect(browser.useBrowser.getState()).toMatchObject({
    browser: undefined,
    total: undefined,
    path: undefined,
  });
  expect(calls).toEqual([
    ['browse', { place: fileAt('/a/1'), passphrase: 'the old passphrase', keyFile: '/k' }],
  ]);
});
