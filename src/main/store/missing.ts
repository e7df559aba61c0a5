import { failureOf } from '../../shared/failure.ts';

/** True of the failure that names an object which is not there. */
export function isMissing(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'damaged' && failure.part === 'missing-object';
}

/** True of the failure that says that an object may still be on its way from another device. */
export function hasNotCome(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'store' && failure.reason === 'not-come';
}
