import type { Given } from '../../vault/credentials.ts';
import type { Credentials } from '../../vault/slots.ts';

/** Runs `work` with what a person gave to open a vault. */
// Loaded where there is something to open: the first screen needs nothing of it.
export async function withGiven<T>(
  given: Given,
  work: (credentials: Credentials) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  return (await import('../../vault/credentials.ts')).withCredentials(given, work, signal);
}

export function keyFileIn(given: Given): string | undefined {
  return typeof given === 'string' ? undefined : given.keyFile;
}
