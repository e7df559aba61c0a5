import { deriveApart } from '../crypto/primitives.ts';
import { derivationIn } from '../keyslots/apart.ts';
import { startChild } from './child.ts';

/** From now on what is dear is derived in a process of its own; `script` is `derive-process.js`. */
export function deriveInUtility(script: string): void {
  deriveApart(derivationIn(() => startChild({ script, megabytes: 64, name: 'Holdfast keys' })));
}
