/** Overwrites each buffer with zeros; a view wipes its own bytes only, never its neighbours in a Buffer pool. */
export function wipe(...buffers: (Uint8Array | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}
