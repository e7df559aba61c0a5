import type { Failure } from './failure-schema.ts';

export type { Failure };

export type FailureCode = Failure['code'];

/** How a failure travels inside one process; over IPC and the socket only its `failure` does. */
export class HoldfastError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure, options?: { cause?: unknown }) {
    // The message carries the code alone: an error text may reach a log, so no path or name may be
    // in it.
    super(failure.code, options);
    this.name = 'HoldfastError';
    this.failure = failure;
  }
}

/** Throws a failure: `fail({ code: 'locked' })`. */
export function fail(failure: Failure, cause?: unknown): never {
  throw new HoldfastError(failure, cause === undefined ? undefined : { cause });
}

/** What the system said: a full disk, or a code of its own. */
export function systemFailure(error: unknown): Extract<Failure, { code: 'no-space' | 'store' }> {
  const code = (error as { code?: unknown } | undefined)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'no-space' };
  const os = typeof code === 'string' && /^[A-Z_0-9]{1,40}$/.test(code) ? { os: code } : {};
  return { code: 'store', reason: 'system', ...os };
}

/** The failure inside a thrown value, or `undefined` when it is not one of ours. */
export function failureOf(error: unknown): Failure | undefined {
  return error instanceof HoldfastError ? error.failure : undefined;
}

/** Refuses at compile time a `switch` that forgets a case. */
export function never(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`);
}
