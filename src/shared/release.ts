/** What newer runtimes have. */
interface Transferable {
  transfer?(length: number): unknown;
}

/**
 * Gives the memory of buffers back at once; they are empty afterwards. Left to the collector of
 * garbage, up to 64 MiB of such memory waits. Where the runtime cannot (Node 20), it waits.
 */
export function release(...all: readonly Uint8Array[]): void {
  for (const { buffer } of all) if (buffer instanceof ArrayBuffer) (buffer as Transferable).transfer?.(0);
}
