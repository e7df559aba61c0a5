// format.md, 6: where one-time codes by counter stand is metadata of their secret, so that taking a
// code makes no version.
const prefix = 'otp-counter/';

/** The key of the metadata, by the SHA-256 of what the codes are made from. */
export function counterKey(digest: Uint8Array): string {
  return prefix + Buffer.from(digest.subarray(0, 8)).toString('hex');
}

export function isCounterKey(key: string): boolean {
  return key.startsWith(prefix);
}

/** The counter of the next code; `undefined` where none was given yet. */
export function counterOf(stored: string | undefined): number | undefined {
  return stored !== undefined && /^\d{1,16}$/.test(stored) ? Number(stored) : undefined;
}

/** Of two copies' metadata pair the one to keep: of a counter the one that is further. */
export function laterPair<Pair extends readonly [string, string]>(one: Pair, other: Pair): Pair {
  if (!isCounterKey(one[0])) return other;
  return (counterOf(one[1]) ?? 0) > (counterOf(other[1]) ?? 0) ? one : other;
}
