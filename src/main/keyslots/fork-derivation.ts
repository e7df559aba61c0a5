import { fileURLToPath } from 'node:url';
import { forkChild } from '../child/fork.ts';
import { deriveApart } from '../crypto/primitives.ts';
import { derivationIn } from './apart.ts';

/**
 * From now on an expensive derivation runs in a child of this program. The built
 * `derive-process.js` lies beside every chunk.
 */
export function deriveInChild(): void {
  const script = fileURLToPath(new URL('./derive-process.js', import.meta.url));
  deriveApart(derivationIn(() => forkChild(script, { megabytes: 64, bytes: true })));
}
