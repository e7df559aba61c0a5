import { unbase64 } from './crypto/bytes.ts';

/** A worker of a script that the build packed (build/packed-workers.ts). */
export async function workerOf(packed: string): Promise<Worker> {
  const deflated = new Blob([Uint8Array.from(unbase64(packed) ?? [])]);
  const script = deflated.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const whole = await new Response(script).arrayBuffer();
  const address = URL.createObjectURL(new Blob([whole], { type: 'text/javascript' }));
  // Never revoked: it goes with the page.
  return new Worker(address);
}
