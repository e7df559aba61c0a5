import type { Progress } from '../backend/copies.ts';

/** The progress of one half of the work: copying is the first, and reading back the second. */
export function half(progress: Progress, which: 0 | 1): Progress {
  return (done, total) => progress(done + which * total, 2 * total);
}
