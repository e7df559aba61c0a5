import { beforeEach, expect, test, vi } from 'vitest';
import type { Row } from '../../shared/contract.ts';

type Answer = (value: unknown) => void;
interface Asked {
  folder: string;
  query: string;
  offset: number;
  limit: number;
}

const asked: { wanted: Asked; answer: Answer }[] = [];
const browse = (wanted: Asked) =>
  new Promise((resolve) => {
    asked.push({ wanted, answer: resolve });
  });
vi.stubGlobal('window', { holdfast: { secrets: { browse }, on: () => () => undefined } });
const { goTo, need, search, useListing, viewed, moveCursor } = await import('./listing.ts');
const { rowAt } = await import('./paged.ts');
const { resetAll } = await import('./reset.ts');

const path = (i: number) => `p${String(i).padStart(6, '0')}`;
const rows = (offset: number, total: number) =>
  Array.from({ length: Math.min(100, total - offset) }, (_, i) => ({
    path: path(offset + i),
    title: '',
    subtitle: '',
    created: 0,
    updated: 0,
    deleted: false,
    tags: [],
  }));
/** Answers everything asked so far, and whatever that leads to. */
async function settle(total: number): Promise<void> {
  while (asked.length > 0) {
    const { wanted, answer } = asked.shift() as (typeof asked)[number];
    answer({ ok: true, value: { total, rows: rows(wanted.offset, total) } });
    await new Promise((resolve) => setTimeout(resolve));
  }
}

beforeEach(() => {
  asked.length = 0;
  resetAll();
});

test('only pages in sight are fetched, each once', async () => {
  void goTo({ folder: '', deleted: false });
  await settle(100_000);
  need(49_950, 50_020);
  need(49_960, 50_030);
  expect(asked.map(({ wanted }) => wanted.offset)).toEqual([49_900, 50_000]);
  await settle(100_000);
  expect(rowAt(useListing.getState(), 50_000)?.path).toBe(path(50_000));
  expect(rowAt(useListing.getState(), 70_000)).toBeUndefined();
});

test('a reply that a later keystroke has overtaken is dropped', async () => {
  void search('a');
  void search('ab');
  const [first, second] = asked.splice(0);
  second?.answer({ ok: true, value: { total: 2, rows: rows(0, 2) } });
  first?.answer({ ok: true, value: { total: 9, rows: rows(0, 9) } });
  await new Promise((resolve) => setTimeout(resolve));
  expect(useListing.getState().total).toBe(2);
});

test('a search looks at the whole vault, whatever the folder', async () => {
  void goTo({ folder: 'prod', deleted: false });
  await settle(5);
  void search('x');
  expect(asked[0]?.wanted).toMatchObject({ folder: '', query: 'x' });
});

test('what arrives after the lock is not kept', async () => {
  void goTo({ folder: '', deleted: false });
  need(500, 510);
  resetAll();
  await settle(1_000);
  expect(useListing.getState().pages.size).toBe(0);
  expect(useListing.getState().total).toBeUndefined();
});

test('the cursor stays on its secret when rows come in before it', async () => {
  void goTo({ folder: '', deleted: false });
  await settle(50);
  moveCursor(10);
  const { wanted, take } = viewed();
  expect(wanted).toEqual({ folder: '', query: '', deleted: false, sort: 'title', page: 0 });
  const before = { ...(rows(0, 1)[0] as Row), path: 'a' };
  take({
    ok: true,
    value: {
      ...{ total: 51, unread: 0, page: 0, all: 51, deleted: 0, folders: [] },
      facets: { favourites: 0, due: 0, tags: [], types: [] },
      rows: [before, ...rows(0, 50)],
    },
  });
  expect(useListing.getState().cursor).toBe(11);
});
