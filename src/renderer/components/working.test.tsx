// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { words } from '../words/words.ts';
import { CountingInDialog } from './working.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

test('how fast it goes and how long it will take is told once that is known, for each of several', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const shown = (done: number, total: number) => (
    <CountingInDialog
      label="Reading"
      progress={{ done, total }}
      figure={() => ''}
      onCancel={() => undefined}
    />
  );
  const { rerender } = render(shown(0, 10_000));
  const after = (ms: number, done: number, total = 10_000) => {
    vi.advanceTimersByTime(ms);
    rerender(shown(done, total));
  };
  after(1_000, 1_000);
  expect(screen.queryByText(/second/)).toBeNull();
  after(1_000, 2_000);
  expect(screen.getByText(words.pace(1_000, 8))).toBeTruthy();
  after(0, 10_000);
  expect(screen.queryByText(/second/)).toBeNull();
  after(0, 1, 600_000);
  after(2_000, 2_000, 600_000);
  expect(screen.getByText(words.pace(1_000, 598))).toBeTruthy();
  expect(words.pace(1_000, 598)).toContain('10 minutes');
});
