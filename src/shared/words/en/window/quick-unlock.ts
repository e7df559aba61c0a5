import type { QuickUnlockFault } from '../../../failure-reasons.ts';
import type { SystemAsker } from '../../../quick-unlock.ts';
import { type FailureText, text } from '../../failure-text.ts';
import { count } from '../format.ts';

const passphrase = 'Use the passphrase.';

/** Opening a vault again in the session in which its passphrase was typed. */
export const quickUnlockWords = {
  title: 'Quick unlock',
  help: 'Opens this vault again after it has locked, without its passphrase. It counts on this computer, and its hours start again each time the passphrase is typed.',
  cost: 'What it costs: until it ends, this computer keeps what opens the locked vault. A program with the rights of the administrator can take it from there, and a short PIN protects less than the passphrase. It ends after its hours, after five wrong PINs, when Holdfast quits, and when keys or people of the vault change.',
  hours: (n: number) => count(n, 'hour', 'hours'),
  set: {
    pin: (hours: string) => `A PIN opens this vault for ${hours} after its passphrase was typed.`,
    system: (hours: string) =>
      `The system asks, and opens this vault for ${hours} after its passphrase was typed.`,
  },
  use: { pin: 'Use a PIN…', system: 'Let the system ask…' },
  change: { pin: 'Another PIN…', system: 'Other hours…' },
  /** `why`: a sentence. */
  lacks: (what: string, why: string) => `Not here: ${what}. ${why}`,
  off: 'Turn off',
  systems: {
    polkit: 'The password of your account, or a finger, asked by the system',
    'touch-id': 'Touch ID',
    none: 'Windows Hello',
  } satisfies Record<SystemAsker, string>,
  dialog: {
    pin: 'Quick unlock by PIN',
    system: 'Quick unlock by the system',
    newPin: 'New PIN',
    again: 'PIN again',
    pinHelp:
      'Four characters at least. Not one that opens something else: whoever opens the vault can find it.',
    differ: 'The two PINs differ.',
    hours: 'Ask for the passphrase again after',
    passphrase: 'Passphrase of the vault',
    working: 'Setting it up…',
    yes: 'Use it',
  },
  saved: 'Quick unlock is on for this vault',
  turnedOff: 'Quick unlock is off for this vault',
  pin: 'PIN',
  pinEmpty: 'Enter the PIN.',
  bySystem: 'Unlock with the system',
  usePassphrase: 'Use the passphrase',
  forget: 'Lock and ask for the passphrase',
};

type Reasons = Record<Exclude<QuickUnlockFault, 'wrong-pin'>, FailureText>;

/** Why a vault was not opened quickly, or why that is not to be had. */
export const quickUnlockRefused = {
  wrongPin: (left: number) =>
    text('That is not the PIN.', left === 1 ? 'You can try once more.' : `You can try ${left} more times.`),
  'too-many': text('Five wrong PINs: they are not asked for any more.', passphrase),
  over: text('The time of quick unlock is over.', passphrase),
  'keys-changed': text('Keys or people of this vault were changed meanwhile.', passphrase),
  'not-ready': text('Quick unlock is not ready for this vault.', passphrase),
  'not-confirmed': text('The system did not confirm that it is you.', 'Try again, or use the passphrase.'),
  'pin-short': text('This PIN is too short.', 'Use four characters at least.'),
  'pin-easy': text(
    'This PIN is guessed first.',
    'Use no row such as 1234, and not the same character again and again.',
  ),
  'not-stored': text('This vault is only in memory.', 'Keep it in a file first.'),
  'no-keyring': text('This system has no keyring of its kernel that could hold the key.', passphrase),
  'keyring-refused': text(
    'The kernel refuses its keyring, as it does in many containers.',
    'Run Holdfast outside of the container, or use the passphrase.',
  ),
  'no-keychain': text(
    'The system has no keychain, or only one that protects nothing.',
    'Set up GNOME Keyring or KWallet, or use the passphrase.',
  ),
  'no-question': text('Nothing of this system could ask who you are here.', passphrase),
  'no-policy': text(
    'The system’s polkit does not know Holdfast.',
    'Install the Debian package: polkit learns of it only there. Or use the passphrase.',
  ),
  'asks-nothing': text('This system lets your account through without a question.', passphrase),
  'no-agent': text(
    'No program of this desktop asks for polkit.',
    'Start a polkit agent, or use the passphrase.',
  ),
} satisfies Reasons & { wrongPin: (left: number) => FailureText };
