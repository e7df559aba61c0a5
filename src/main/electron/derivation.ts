import { deriveApart } from '../crypto/primitives.ts';
import { derivationIn } from '../keyslots/apart.ts';
import { startChild } from './child.ts';

/**
 * From now on an expensive derivation runs in a process of its own; `script` is
 * `derive-process.js`.
 */
export function deriveInUtility(script: string): void {
  deriveApart(derivationIn(() => startChild({ script, megabytes: 64, name: 'Holdfast keys' })));
}
