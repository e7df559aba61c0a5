import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { onReset } from './reset.ts';

/** How far work is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** How main tells of the progress of a job, and who hears it. */
interface Told {
  readonly event:
    | 'verifyProgress'
    | 'restoreProgress'
    | 'repairProgress'
    | 'importProgress'
    | 'exportProgress'
    | 'fileProgress';
  readonly hear: (progress: Progress) => void;
}

/**
 * Work that takes its time. Only the last run of it is waited for, and none beyond a lock, unless
 * it `outlives` that.
 */
export function job(told?: Told, { outlives = false } = {}) {
  let last = 0;
  const drop = () => {
    last += 1;
  };
  if (!outlives) onReset(drop);

  /** The answer; `undefined`: nobody waits for it any more. */
  async function run<T>(call: () => Promise<Reply<T>>): Promise<Reply<T> | undefined> {
    const mine = ++last;
    const end = told && api.on(told.event, (progress) => mine === last && told.hear(progress));
    try {
      const reply = await call();
      return mine === last ? reply : undefined;
    } finally {
      end?.();
    }
  }

  /** Whether what is asked now, before a run, still counts. */
  function holding(): () => boolean {
    const mine = last;
    return () => mine === last;
  }

  return { run, drop, holding };
}

/** Why work ended, as it is told: what the person called off is no failure. */
export function told(failure: Failure): Failure | undefined {
  return failure.code === 'cancelled' ? undefined : failure;
}
