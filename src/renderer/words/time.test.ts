import { expect, test } from 'vitest';
import { ago } from './time.ts';

const now = Date.UTC(2026, 5, 15, 12);
const minute = 60_000;

test('near times are told from now, far ones by their date', () => {
  expect(ago(now - 30_000, now)).toBe('just now');
  expect(ago(now - 5 * minute, now)).toBe('5 minutes ago');
  expect(ago(now - 60 * minute, now)).toBe('1 hour ago');
  expect(ago(now - 26 * 60 * minute, now)).toBe('yesterday');
  expect(ago(now - 40 * 24 * 60 * minute, now)).toBe('on 6 May 2026');
});
