/**
 * Told of each buffer of secret bytes when it is made: how tests see which of them nobody wiped.
 */
export type SecretWatcher = (bytes: Uint8Array) => void;

let watcher: SecretWatcher | undefined;

/** From now on `told` hears of every secret buffer; `undefined` ends it. */
export function watchSecrets(told: SecretWatcher | undefined): void {
  watcher = told;
}

/** Marks bytes as secret where they come into being. Whoever gets them wipes them. */
export function secretBytes<Bytes extends Uint8Array>(bytes: Bytes): Bytes {
  watcher?.(bytes);
  return bytes;
}

/** For `using`: wipes the buffers when the block ends, however it ends. */
export function wipedAtEnd(...buffers: (Uint8Array | undefined)[]): Disposable {
  return { [Symbol.dispose]: () => wipe(...buffers) };
}

/**
 * Overwrites each buffer with zeros; a view wipes its own bytes only, never its neighbours in a
 * Buffer pool.
 */
export function wipe(...buffers: (Uint8Array | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}
