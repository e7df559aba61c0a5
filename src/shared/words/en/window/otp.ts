import type { FoundOtp } from '../../../contract-otp.ts';
import type { OtpFault } from '../../../failure-reasons.ts';
import type { Otp } from '../../../otp.ts';
import { count } from '../format.ts';

const kinds = { totp: 'by time', hotp: 'by counter', steam: 'for Steam' };

/** What the window says of one-time codes. */
export const otpWords = {
  none: 'no code now',
  byCounter: 'The next code is taken when you ask for it.',
  next: (field: string) => `Take and copy the next code of ${field}`,
  seconds: (n: number) => `${n} s`,
  clock: (seconds: number) =>
    `The clock of this computer is ${count(Math.abs(seconds), 'second', 'seconds')} ${seconds > 0 ? 'behind' : 'ahead of'} the server’s. Set it: codes may be refused.`,
  kept: 'Set up. What the codes are made from is not shown.',
  replace: 'Replace…',
  placeholder: 'Set-up key, or otpauth://…',
  /** `undefined`: nothing was typed yet. */
  read: (otp: Otp | undefined) =>
    otp === undefined
      ? 'The site shows it when you set up two-step sign-in.'
      : `Codes ${kinds[otp.kind]}, ${count(otp.digits, 'character', 'characters')}${otp.kind === 'totp' ? `, each for ${count(otp.period, 'second', 'seconds')}` : ''}.`,
  sources: {
    picture: 'From a picture…',
    camera: 'By camera',
    drop: 'Drop the picture here',
    noCamera: 'Photograph or save the code as a picture, and choose it here.',
    clipboard: 'From the clipboard',
    file: 'Picture with a square code',
    accounts: 'Accounts',
    unnamed: (n: number) => `Account ${n}`,
    others: (n: number) => `${count(n, 'other account was', 'other accounts were')} read, too`,
    /** `folder`: '' for none. */
    othersHelp: (folder: string) =>
      `Each is made at once, ${folder === '' ? 'outside all folders' : `in the folder “${folder}”`}. What the vault has already is left out.`,
    make: (n: number) => `Make ${count(n, 'secret', 'secrets')}`,
    leave: 'Leave them out',
    made: ({ created, there, failed }: { created: number; there: number; failed: number }) =>
      [
        `${count(created, 'secret was', 'secrets were')} made.`,
        ...(there > 0 ? [`${count(there, 'account is', 'accounts are')} in the vault already.`] : []),
        ...(failed > 0 ? [`${count(failed, 'account', 'accounts')} could not be kept.`] : []),
      ].join(' '),
    choose: ({ have, of, refused, codes }: FoundOtp) =>
      [
        ...(of > 1 ? [`Picture ${have} of ${of} was read.`] : []),
        ...(have < of ? ['Give the next one, or choose an account.'] : []),
        ...(have >= of && codes.length > 0 ? ['Choose the account of this secret.'] : []),
        ...(refused > 0
          ? [`${count(refused, 'account is', 'accounts are')} of a kind that Holdfast does not know.`]
          : []),
      ].join(' '),
  },
  faults: {
    empty: 'Enter a set-up key.',
    'not-base32': 'A set-up key has the letters A to Z and the digits 2 to 7.',
    'no-secret': 'It has no secret.',
    'too-long': 'It is too long.',
    kind: 'Holdfast knows codes by time, by counter and Steam’s.',
    algorithm: 'The algorithm is SHA1, SHA256 or SHA512.',
    digits: 'A code has 1 to 10 digits.',
    period: 'A code lasts from one second to a day.',
    counter: 'The counter is a whole number from 0.',
    several: 'It holds several accounts. Paste it here alone, and choose one.',
    'export-damaged': 'It is cut off or changed.',
    forgotten: 'It is no longer at hand. Enter it again.',
  } satisfies Record<OtpFault, string>,
};
