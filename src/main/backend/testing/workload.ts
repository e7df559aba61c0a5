import type { Change } from '../changes.ts';
import { value } from './harness.ts';

/** The time of step `n`: writer and checker agree on it. */
export function timeOf(n: number): number {
  return Date.UTC(2026, 0, 1) + n * 1_000;
}

/**
 * What step `n` writes, as one transaction: mostly little, sometimes much, so that a kill meets
 * every kind of commit.
 */
export function changesOf(n: number): Change[] {
  const store = (path: string, size: number): Change => ({
    op: 'store',
    path,
    fields: value(`${n} ${'x'.repeat(size)}`),
  });
  const marks: Change[] = [{ op: 'setting', name: 'theme', value: String(n) }];
  switch (n % 8) {
    case 3:
      return [...marks, store('big', 60_000), store('big-too', 60_000)];
    case 5:
      return [...marks, ...Array.from({ length: 280 }, (_, i) => store(`bulk/${i}`, 10))];
    case 7:
      return [
        ...marks,
        ...Array.from({ length: 280 }, (_, i): Change => ({ op: 'forget', path: `bulk/${i}` })),
      ];
    case 6:
      return [...marks, store('gone', 10), { op: 'forget', path: 'gone' }, { op: 'delete', path: 'big' }];
    default:
      return [...marks, store(`small/${n % 5}`, 20), store('pair/a', 20), store('pair/b', 20)];
  }
}
