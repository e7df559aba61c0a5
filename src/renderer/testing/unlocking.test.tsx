// @vitest-environment jsdom
import './browser.ts';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';

type Fetched = { readonly done: number; readonly total: number };
let tell: (fetched: Fetched) => void = () => undefined;
vi.mock('../api.ts', () => ({
  api: {
    on: (_: string, hear: typeof tell) => {
      tell = hear;
      return () => undefined;
    },
  },
}));
const { Unlocking } = await import('../components/unlocking.tsx');
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test('an unlock that fetches a vault says how far it is, how fast, and how long it takes', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(1_000);
  render(<Unlocking />);
  const bar = () => screen.getByRole('progressbar');
  expect(bar().getAttribute('aria-label')).toBe(words.unlock.working);
  act(() => tell({ done: 0, total: 90_000_000 }));
  expect(bar().getAttribute('aria-label')).toBe(words.places.fetching.label);
  expect(bar().textContent).not.toContain('left');
  now.mockReturnValue(3_000);
  act(() => tell({ done: 30_000_000, total: 90_000_000 }));
  expect(bar().getAttribute('aria-valuenow')).toBe(`${100 / 3}`);
  expect(bar().textContent).toContain(words.places.fetching.figure(30_000_000, 90_000_000));
  expect(bar().textContent).toContain(words.places.fetching.left(15_000_000, 4));
});

test('one that was gone on with tells the rate of what comes now, not of what was here', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(0);
  render(<Unlocking />);
  act(() => tell({ done: 80_000_000, total: 90_000_000 }));
  now.mockReturnValue(1_000);
  act(() => tell({ done: 81_000_000, total: 90_000_000 }));
  expect(screen.getByRole('progressbar').textContent).toContain(words.places.fetching.left(1_000_000, 9));
});
