import { watchSecrets } from '../wipe.ts';

/**
 * Secret buffers that were made while `work` ran and still hold what was in them, each as the place
 * where it was made.
 */
export async function unwipedAfter(work: () => unknown): Promise<string[]> {
  const made: { bytes: Uint8Array; place: string }[] = [];
  watchSecrets((bytes) => made.push({ bytes, place: placeOf(new Error()) }));
  try {
    await work();
  } finally {
    watchSecrets(undefined);
  }
  // One that was moved to a thread has no length here.
  return made
    .filter(({ bytes }) => bytes.length > 0 && bytes.some((byte) => byte !== 0))
    .map(({ place }) => place);
}

// The calls that led to it, without those of the registry.
function placeOf({ stack = '' }: Error): string {
  const calls = stack
    .split('\n')
    .slice(1)
    .flatMap((line) => /src\/main\/[^):]+:\d+/.exec(line) ?? []);
  return calls
    .filter((call) => !/crypto\/(wipe|testing)/.test(call))
    .slice(0, 5)
    .join(' < ');
}
