const uncertain = new WeakSet<object>();

/**
 * Notes of a failure that what was asked for may have been done all the same: its answer was lost.
 */
export function mayBeDone<E extends object>(error: E): E {
  uncertain.add(error);
  return error;
}

export function isUncertain(error: unknown): boolean {
  return typeof error === 'object' && error !== null && uncertain.has(error);
}
