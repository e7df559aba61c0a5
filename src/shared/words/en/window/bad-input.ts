import { permissions } from '../../../policy.ts';
import type { InputTexts, PolicyFileRefusal } from '../../bad-input.ts';
import { type FailureText, text } from '../../failure-text.ts';
import { policyFileFaults } from '../policy-file.ts';

type OfPolicy = { readonly policy?: string };

const entry = text('An entry cannot be used as it is.', 'Check your entries and try again.');
const file = text('The file cannot be read.', 'Check that it is still there and that you may open it.');
const request = text(
  'The window asked for something that Holdfast does not know.',
  'Try again. If it stays, restart Holdfast.',
);

const keyFile = (why: string) =>
  text(`This cannot be the key file: ${why}.`, 'Connect its drive, or choose another file.');

const otp = (why: string) =>
  text(
    `This gives no one-time codes. ${why}`,
    'Copy the set-up key once more, or the address that begins with otpauth://.',
  );

const range =
  (what: string) =>
  ({ least, most }: { least: number; most: number }) =>
    text(`${what} is from ${least} to ${most}.`, 'Choose a number within these bounds.');

const policyFile = ({ reason, line, ...told }: PolicyFileRefusal) =>
  text(
    `The policies cannot be read: ${policyFileFaults[reason](told)}.`,
    line === undefined ? 'Nothing was changed.' : `Look at line ${line}. Nothing was changed.`,
  );

/**
 * What was given and refused, and what to do next. What only the command line or a program can give
 * has the general text.
 */
export const badInput: InputTexts<FailureText> = {
  argument: { 'not-text': entry },
  'typed-line': { 'not-text': entry, 'several-lines': entry },
  passphrase: {
    empty: text('The passphrase is empty.', 'Choose one, best of several words.'),
    'not-text': entry,
    different: text('The two passphrases differ.', 'Type the same one twice.'),
  },
  'server-address': {
    malformed: text(
      'That is no address of a key-value mount.',
      'Type it as https://HOST:8200/MOUNT, without a token in it.',
    ),
  },
  recipient: { malformed: text('That is no public key of age.', 'It begins with age1: copy all of it.') },
  file: { missing: file, folder: file, 'not-permitted': file, unreadable: file, 'not-text': file },
  'key-file': {
    missing: keyFile('there is no such file'),
    folder: keyFile('it is a folder'),
    'not-a-file': keyFile('it is not an ordinary file'),
    empty: keyFile('it is empty'),
    'not-permitted': keyFile('opening it is not permitted'),
    'no-folder': keyFile('there is no such folder'),
    unreadable: keyFile('it cannot be read'),
  },
  'file-path': { relative: entry },
  'sheet-folder': { taken: entry },
  place: {
    credential: text(
      'This place has a password or a key in its name.',
      'Leave it out: places are kept in settings and shown on screen. Nothing of it was kept.',
    ),
    empty: text('This names no place.', 'Choose a file or a folder.'),
    'unknown-kind': text('Holdfast knows no place of this kind.', 'Choose a file or a folder.'),
    malformed: text(
      'This cannot be a place of this kind.',
      'Check each entry: names have no spaces or signs that such a service does not know.',
    ),
    'not-tls': text(
      'This address is not encrypted.',
      'Use https://. Without TLS Holdfast speaks to this computer alone.',
    ),
  },
  vault: {
    'no-place': text('No vault is named.', 'Choose one.'),
    'not-stored': text('This vault is only in memory.', 'Keep it in a file first.'),
  },
  device: {
    own: text('This is the device in use.', 'Choose another one.'),
    ambiguous: text('Several devices are meant by this.', 'Choose one by its id.'),
    none: text('This vault has no devices of its own.', 'All who use it change the same vault at once.'),
  },
  'store-kind': { unknown: entry },
  'encrypted-file': { foreign: file, changed: file },
  'env-file': { 'no-assignment': entry, 'open-quote': entry, 'text-after-quote': entry },
  reference: {
    'no-key': entry,
    'empty-key': entry,
    'not-a-path': entry,
    query: entry,
    percent: entry,
    'open-braces': entry,
  },
  variable: { duplicate: entry, 'not-text': entry, nul: entry },
  'program-variables': { 'from-secret': entry },
  field: {
    'is-file': text('This field is a file.', 'Save it instead.'),
    'is-otp': text('What one-time codes are made from is not shown.', 'Copy a code instead.'),
  },
  'field-name': {
    empty: text('The name of a field is empty.', 'Give each field a name.'),
    duplicate: text('Two fields have one name.', 'Give each field a name of its own.'),
  },
  'field-type': { unknown: entry },
  'field-value': { 'not-text': text('The value of a field is not text.', 'Enter it again.') },
  otp: {
    empty: otp('The text is empty.'),
    'not-base32': otp('A set-up key has the letters A to Z and the digits 2 to 7.'),
    'no-secret': otp('The address has no secret.'),
    'too-long': otp('The text is too long.'),
    kind: otp('Holdfast knows codes by time, by counter and Steam’s.'),
    algorithm: otp('The algorithm is SHA1, SHA256 or SHA512.'),
    digits: otp('A code has 1 to 10 digits.'),
    period: otp('A code lasts from one second to a day.'),
    counter: otp('The counter is a whole number from 0.'),
    several: otp('It holds several accounts, and each is a secret of its own.'),
    'export-damaged': otp('The exported accounts are cut off or changed.'),
    forgotten: otp('What was read before the vault was locked is no longer at hand.'),
  },
  'end-date': { malformed: text('This is no date.', 'Enter it as YYYY-MM-DD.') },
  'breach-list': {
    missing: text('There is no such file.', 'Choose the list of breached passwords again.'),
    ntlm: text('This list has NTLM hashes.', 'Take the one with SHA-1 hashes, sorted by hash.'),
    'not-the-list': text(
      'This is not the public list of breached passwords, or it is not sorted by hash.',
      'Nothing was compared. Choose the list with SHA-1 hashes, sorted by hash.',
    ),
  },
  metadata: {
    unprintable: text('Metadata cannot have characters that are not printed.', 'Remove them and try again.'),
  },
  'metadata-key': { empty: text('A key of the metadata is empty.', 'Give it a name, or remove it.') },
  'metadata-value': { empty: text('A value of the metadata is empty.', 'Fill it in, or remove it.') },
  'expected-version': {
    required: text(
      'This secret is only saved over the version that was read.',
      'Reload it, then make your change again.',
    ),
  },
  version: {
    destroyed: ({ number }) =>
      text(`Version ${number} is destroyed.`, 'It cannot come back. Choose another version.'),
  },
  'time-until-deletion': {
    'too-late': text('The time until deletion ends beyond the calendar.', 'Choose a shorter one.'),
    'not-positive': text('The time until deletion is empty.', 'Choose a longer one.'),
  },
  'max-versions': { 'out-of-range': range('The number of versions that are kept') },
  setting: { malformed: entry },
  'record-name': { malformed: entry },
  length: { 'out-of-range': range('The length') },
  words: { 'out-of-range': range('The number of words') },
  classes: { none: text('No kind of character is chosen.', 'Choose at least one.') },
  symbols: {
    'none-left': text('Every symbol is of another kind of character already.', 'Choose other symbols.'),
  },
  'set-size': {
    'out-of-range': text('A set has 1 to 16 sheets.', 'Choose other numbers.'),
    'threshold-too-high': text('A set cannot need more sheets than it has.', 'Choose other numbers.'),
    copies: text(
      'Several sheets that each open everything are copies of one.',
      'Make one sheet and copy it.',
    ),
  },
  holders: { 'too-many': text('There are more names of holders than sheets.', 'Remove some names.') },
  reminder: { 'out-of-range': range('The number of months between reminders') },
  sheet: {
    unknown: text('The set has no sheet of this number.', 'Look at the set again.'),
    'not-asked': text('This sheet was not asked for its words.', 'Begin again with it.'),
  },
  purpose: { other: text('These sheets were collected for something else.', 'Collect them again.') },
  destination: { unknown: text('This vault has no such folder for backups.', 'Look at the list again.') },
  'spiffe-id': { malformed: text('A SPIFFE ID begins with spiffe://.', 'Check it and try again.') },
  'client-name': { malformed: entry },
  'client-key': { malformed: entry },
  'policy-name': {
    malformed: ({ policy }: OfPolicy) =>
      text(
        'The name of a policy has 1 to 256 characters, no space at either end and no control character.',
        `Change the name${ofPolicy(policy)}.`,
      ),
  },
  permissions: {
    unknown: ({ policy }: OfPolicy) =>
      text(
        `A policy grants one or more of ${permissions.join(', ')}.`,
        `Choose what it grants${ofPolicy(policy)}.`,
      ),
  },
  policy: {
    reserved: ({ policy }: OfPolicy) =>
      text(
        'What belongs to Holdfast itself is granted only to one program, by its whole ID and one whole path.',
        `Leave out the wildcards${ofPolicy(policy)}.`,
      ),
  },
  'policy-file': {
    'tab-indent': policyFile,
    'duplicate-field': policyFile,
    'bad-indent': policyFile,
    'bad-escape': policyFile,
    alias: policyFile,
    'not-yaml': policyFile,
    'too-deep': policyFile,
    'not-a-policy': policyFile,
    'missing-field': policyFile,
    'unknown-field': policyFile,
    'not-one-text': policyFile,
    'empty-field': policyFile,
    'unknown-permission': policyFile,
    'duplicate-name': policyFile,
  },
  request: { malformed: request, 'unknown-call': request, unfit: entry, 'not-plain': request },
};

function ofPolicy(name: string | undefined): string {
  return name === undefined ? '' : ` in the policy “${name}”`;
}
