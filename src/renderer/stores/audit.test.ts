import { beforeEach, expect, test, vi } from 'vitest';

interface Query {
  before?: number;
  limit: number;
}
let written = 0;
vi.mock('../api.ts', () => ({
  api: {
    audit: {
      list: async ({ before = Number.POSITIVE_INFINITY, limit }: Query) => {
        const all = Array.from({ length: written }, (_, n) => entry(written - n));
        const found = all.filter(({ index }) => index < before);
        return { ok: true, value: { entries: found.slice(0, limit), more: found.length > limit } };
      },
    },
  },
}));
const entry = (index: number) => ({ index, time: index, client: 'owner', action: 'unlock', outcome: 'done' });

const { loadAudit, loadNewer, loadOlder, queryOf, useAudit } = await import('./audit.ts');
const { resetAll } = await import('./reset.ts');

beforeEach(() => {
  resetAll();
  written = 500;
});

const shown = () => (useAudit.getState().entries ?? []).map(({ index }) => index);

test('what is written meanwhile comes on top, and older entries stay where they are', async () => {
  await loadAudit();
  await loadOlder();
  expect(shown()).toEqual(Array.from({ length: 400 }, (_, n) => 500 - n));
  written = 503;
  await loadNewer();
  expect(shown()).toEqual(Array.from({ length: 403 }, (_, n) => 503 - n));
  await loadOlder();
  expect(shown()).toEqual(Array.from({ length: 503 }, (_, n) => 503 - n));
});

test('more than a page written meanwhile leaves no gap', async () => {
  await loadAudit();
  written = 900;
  await loadNewer();
  expect(shown()).toEqual(Array.from({ length: 200 }, (_, n) => 900 - n));
});

test('the filter says only what was chosen', () => {
  expect(queryOf({ span: 'all', client: '', kind: '', outcome: '' }, 0)).toEqual({});
  const day = 24 * 60 * 60 * 1000;
  expect(queryOf({ span: 'day', client: 'owner', kind: 'reading', outcome: 'refused' }, 5 * day)).toEqual({
    since: 4 * day,
    client: 'owner',
    kind: 'reading',
    outcome: 'refused',
  });
});
