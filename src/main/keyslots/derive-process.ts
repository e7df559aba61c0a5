// A process for one expensive derivation: whoever started it kills it when the person calls it off.
import { parentOf } from '../child/parent.ts';
import { type Argon2Input, argon2 } from '../crypto/primitives.ts';
import { letTrace } from '../native/dumpable.ts';

letTrace(false);
const parent = parentOf();
parent.listen((input) => {
  // What fails here fails again, with its reason, in the process that asked.
  void argon2(input as Argon2Input).then(parent.post, () => process.exit(1));
});
