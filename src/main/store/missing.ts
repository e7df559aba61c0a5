import { failureOf } from '../../shared/failure.ts';

/** True of the failure that names an object which is not there. */
export function isMissing(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'damaged' && failure.part === 'missing-object';
}
