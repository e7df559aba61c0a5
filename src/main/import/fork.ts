import { fileURLToPath } from 'node:url';
import { confinement } from '../child/confine.ts';
import { forkChild } from '../child/fork.ts';
import { parserHeap, type RunParser } from './channel.ts';

/**
 * A parser as a child of this program. `script` is the built `import-process.js`, which lies beside
 * every chunk.
 */
export function forkParser(
  script: string = fileURLToPath(new URL('./import-process.js', import.meta.url)),
): RunParser {
  const flags = confinement(script, { addons: true });
  return () => forkChild(script, { megabytes: parserHeap, bytes: true, flags });
}
