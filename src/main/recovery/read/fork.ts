import { fileURLToPath } from 'node:url';
import { confinement } from '../../child/confine.ts';
import { forkChild } from '../../child/fork.ts';
import { type RunReader, readerHeap } from './reader.ts';

// A reader lives for a few pictures: most of a decoder is not worth being compiled a second time.
// Measured: five sheets take a quarter less of the processor, and one large photo no more.
const flags = ['--wasm-tiering-budget=500000000'];

/**
 * A reader as a child of this program. `script` is the built `reader-process.js`, which lies beside
 * every chunk.
 */
export function forkReader(
  script: string = fileURLToPath(new URL('./reader-process.js', import.meta.url)),
): RunReader {
  const confined = confinement(script, { addons: false });
  return () => forkChild(script, { megabytes: readerHeap, bytes: true, flags: [...flags, ...confined] });
}
