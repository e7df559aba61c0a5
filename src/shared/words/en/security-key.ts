import type { SecurityKeyFault } from '../../failure-reasons.ts';
import { type FailureText, text } from '../failure-text.ts';

const again = 'Take it out, connect it again, and try again.';

/** Why a security key was not asked or opened nothing, in the window and on the command line. */
export const securityKeyRefused = {
  wrongPin: (left: number) =>
    text(
      'That is not the PIN of the key.',
      left === 1 ? 'The key takes one more try.' : `The key takes ${left} more tries.`,
    ),
  'no-library': text(
    'This computer lacks libfido2, which talks to security keys.',
    'Install the package libfido2-1, or use the passphrase.',
  ),
  'no-key': text(
    'No security key was found.',
    'Connect one and try again, or use the passphrase. If one is connected, your account may not use it: the package libfido2-1 sets that up.',
  ),
  several: text('Several security keys are connected.', 'Leave only the one that is meant.'),
  'no-secrets': text(
    'This key cannot open a vault: it lacks “hmac-secret”, which newer FIDO2 keys have.',
    'Use another key.',
  ),
  'not-touched': text('The key was not touched in time.', 'Try again, and touch the key when it blinks.'),
  refused: text('The key refused.', 'Try again.'),
  'needs-pin': text('This key asks for its PIN.', 'Enter the PIN of the key.'),
  'pin-later': text('Several wrong PINs: for now the key takes none.', again),
  'pin-blocked': text(
    'The key takes no PIN any more: too many were wrong.',
    'Use the passphrase. The key has to be reset, and added again as a new one.',
  ),
  failed: text('The key does not answer as it should.', again),
  'not-of-this-vault': text(
    'The connected key is none of this vault.',
    'Connect another one, or use the passphrase.',
  ),
  'opens-nothing': text(
    'The key answered, and opens nothing: it was reset, or the vault was altered.',
    'Use the passphrase, then remove the key and add it again.',
  ),
  none: text('This vault has no security key.', 'Use the passphrase.'),
  already: text('This key opens the vault already.', 'Connect another one.'),
  'sheets-first': text(
    'A single key is lost easily: make recovery sheets first, or set up two keys together.',
    'Nothing was changed.',
  ),
  full: text('A vault has eight security keys at most.', 'Remove one first.'),
  'name-taken': text('Another key of this vault has this name.', 'Choose another name.'),
  'name-empty': text('The key needs a name.', 'Enter one, such as “Blue key”.'),
  'name-refused': text(
    'This name is too long, or has characters that nobody sees.',
    'Use 64 characters at most.',
  ),
  'needs-passphrase': text(
    'A security key opens the vault; what you asked for takes the passphrase.',
    'Use the passphrase.',
  ),
} satisfies Record<Exclude<SecurityKeyFault, 'wrong-pin'>, FailureText> & {
  wrongPin: (left: number) => FailureText;
};
