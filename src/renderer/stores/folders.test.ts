import { beforeEach, expect, test, vi } from 'vitest';

const folder = (path: string) => ({ path, name: path, secrets: 3, folders: 1 });
const damaged = { ok: false as const, failure: { code: 'damaged' as const, part: 'page' as const } };
let folders: unknown;
let paths: unknown;
vi.stubGlobal('window', {
  holdfast: {
    secrets: {
      folders: async () => folders,
      folderPaths: async () => paths,
    },
    on: () => () => undefined,
  },
});
const { allFolders, expand, useFolders, viewed } = await import('./folders.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  resetAll();
  folders = { ok: true, value: [folder('home')] };
});

const facets = { favourites: 1, due: 0, tags: [], types: [] };
const listed = (unread: number) => ({
  ok: true as const,
  value: { total: 0, page: 0, rows: [], unread, all: 2, deleted: 2, facets, folders: [[folder('home')]] },
});

test('what cannot be read is in no count and is counted for itself, until it can be', () => {
  viewed().take(listed(7));
  expect(useFolders.getState()).toMatchObject({ all: 2, deleted: 2, unread: 7 });
  viewed().take(listed(0));
  expect(useFolders.getState().unread).toBe(0);
});

test('folders that cannot be looked into are not shown as empty: those known stay, others are asked for again', async () => {
  viewed().take(listed(0));
  folders = damaged;
  viewed().take(damaged);
  expect(useFolders.getState().under.get('')).toEqual([folder('home')]);
  await expand(new Set(['home']));
  expect(useFolders.getState().under.has('home')).toBe(false);
  folders = { ok: true, value: [folder('home/x')] };
  await expand(new Set(['home']));
  expect(useFolders.getState().under.get('home')).toEqual([folder('home/x')]);
});

test('folders are offered as they are, and none where they cannot be fetched or the vault locks', async () => {
  paths = { ok: true, value: ['home', 'home/x'] };
  expect(await allFolders()).toEqual(['home', 'home/x']);
  const late = allFolders();
  resetAll();
  expect(await late).toEqual([]);
  paths = damaged;
  expect(await allFolders()).toEqual([]);
});
