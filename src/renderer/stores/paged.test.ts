import { beforeEach, expect, test } from 'vitest';
import { noRows, paged, type Rows, rowAt } from './paged.ts';
import { resetAll, vaultStore } from './reset.ts';

interface Row {
  readonly path: string;
}
const total = 100_000;
const row = (i: number): Row => ({ path: `p${String(i).padStart(6, '0')}` });
const asked: number[] = [];
let broken = false;
const store = vaultStore<Rows<Row>>(noRows);
const list = paged(store, async (page) => {
  asked.push(page);
  if (broken) return { ok: false, failure: { code: 'locked' } };
  return { ok: true, value: { total, rows: Array.from({ length: 100 }, (_, i) => row(page * 100 + i)) } };
});
const settled = () => new Promise((resolve) => setTimeout(resolve));

beforeEach(() => {
  resetAll();
  asked.length = 0;
  broken = false;
});

test('no page is asked for twice, not even while it is under way', async () => {
  await list.list();
  list.need(150, 250);
  list.need(190, 290);
  await settled();
  list.need(150, 290);
  expect(asked).toEqual([0, 1, 2]);
  expect(rowAt(store.getState(), 290)).toEqual(row(290));
});

test('thirty pages are kept, those nearest to where one looks', async () => {
  await list.list();
  for (let page = 1; page < 40; page++) {
    list.need(page * 100, page * 100 + 50);
    await settled();
  }
  const kept = [...store.getState().pages.keys()];
  expect(kept).toHaveLength(30);
  expect(kept).toContain(39);
  expect(kept).not.toContain(0);
});

test('a page that cannot be fetched is told, and asked for again', async () => {
  await list.list();
  broken = true;
  list.need(500, 510);
  await settled();
  expect(store.getState().failure).toEqual({ code: 'locked' });
  broken = false;
  list.need(500, 510);
  await settled();
  expect(store.getState().failure).toBeUndefined();
  expect(rowAt(store.getState(), 505)).toEqual(row(505));
});

test('what arrives after another listing, or after the lock, is dropped', async () => {
  await list.list();
  const { page, take } = list.renewal();
  expect(page).toBe(0);
  await list.list();
  take({ ok: true, value: { total: 1, rows: [row(7)], page: 0 } });
  expect(store.getState().total).toBe(total);
  list.need(900, 910);
  resetAll();
  await settled();
  expect(store.getState().pages.size).toBe(0);
});
