import { failureOf, HoldfastError } from '../../shared/failure.ts';

/** True of the failure that names an object which is not there. */
export function isMissing(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'damaged' && failure.part === 'missing-object';
}

/**
 * Of a place on which others write apart: what is not there may be on its way, or was taken away by
 * one of them.
 */
export function orNotCome(error: unknown): unknown {
  return isMissing(error)
    ? new HoldfastError({ code: 'store', reason: 'not-come' }, { cause: error })
    : error;
}

/** True of the failure that says that an object may still be on its way from another device. */
export function hasNotCome(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'store' && ['not-come', 'not-downloaded'].includes(failure.reason);
}
