import { beforeEach, expect, test, vi } from 'vitest';

const folder = (path: string) => ({ path, name: path, secrets: 3, folders: 1 });
const damaged = { ok: false, failure: { code: 'damaged', part: 'page' } };
let unread: number | undefined;
let folders: unknown;
vi.stubGlobal('window', {
  holdfast: {
    secrets: {
      folders: async () => folders,
      browse: async () => ({ ok: true, value: { total: 2, rows: [], ...(unread && { unread }) } }),
    },
    on: () => () => undefined,
  },
});
const { expand, loadFolders, suggest, useFolders } = await import('./folders.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  resetAll();
  unread = undefined;
  folders = { ok: true, value: [folder('home')] };
});

test('what cannot be read is in no count and is counted for itself, until it can be', async () => {
  unread = 7;
  await loadFolders();
  expect(useFolders.getState()).toMatchObject({ all: 2, deleted: 2, unread: 7 });
  unread = undefined;
  await loadFolders();
  expect(useFolders.getState().unread).toBe(0);
});

test('folders that cannot be looked into are not shown as empty: those known stay, others are asked for again', async () => {
  await loadFolders();
  folders = damaged;
  await loadFolders();
  expect(useFolders.getState().under.get('')).toEqual([folder('home')]);
  await expand(new Set(['home']));
  expect(useFolders.getState().under.has('home')).toBe(false);
  expect(await suggest('ho')).toEqual([]);
  folders = { ok: true, value: [folder('home/x')] };
  await expand(new Set(['home']));
  expect(useFolders.getState().under.get('home')).toEqual([folder('home/x')]);
});
