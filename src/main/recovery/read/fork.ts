import { fileURLToPath } from 'node:url';
import { forkChild } from '../../child/fork.ts';
import { type RunReader, readerHeap } from './reader.ts';

/** A reader as a child of this program. `script` is the built `reader-process.js`, which lies beside every chunk. */
export function forkReader(
  script: string = fileURLToPath(new URL('./reader-process.js', import.meta.url)),
): RunReader {
  return () => forkChild(script, { megabytes: readerHeap, bytes: true });
}
