import type { FileUse, ReferenceFault } from '../../../failure-reasons.ts';
import { permissions, systemFolder } from '../../../policy.ts';
import type { BadInput, InputTexts, PolicyFileRefusal } from '../../bad-input.ts';
import { list } from '../format.ts';
import { policyFileFaults } from '../policy-file.ts';
import { referenceFaults } from './references.ts';

const kindsOfPlace =
  'Name a file, a folder as folder:PATH, a bucket as s3://BUCKET/PREFIX?endpoint=… or a database as postgres://USER@HOST/DATABASE?vault=NAME.';

const files: Readonly<Record<FileUse, (name: string) => string>> = {
  code: () => 'file of an invitation or answer',
  'env-file': () => 'env file',
  field: (name) => `file for the field ${name}`,
  import: () => 'file to import',
  input: () => 'file',
  passphrase: () => 'passphrase file',
  policies: () => 'policy file',
  sheet: () => 'file of a sheet',
  template: () => 'template',
};

type ProgramUse = Extract<BadInput, { what: 'program-variables' }>['for'];
type File = Extract<BadInput, { what: 'file' }>;

const file =
  (why: (os: string) => string) =>
  ({ for: use, name = '', os = '' }: File) =>
    `The ${files[use](name)} cannot be used: ${why(os)}.`;

const keyFile = (why: string) => `This cannot be the key file: ${why}. Give another with --key-file FILE.`;

const saysSystem = (os: string) => (os === '' ? 'it cannot be read' : `the system says ${os}`);

const range =
  (what: string) =>
  ({ least, most }: { least: number; most: number }) =>
    `${what} is from ${least} to ${most}.`;

const otp =
  (why: string) =>
  ({ name }: { name?: string | undefined }) =>
    `${name === undefined ? 'This' : `The field ${name}`} gives no one-time codes: ${why}. Give the secret in base32, or the address that begins with otpauth://.`;

const envLine =
  (why: string) =>
  ({ line }: { line: number }) =>
    `Line ${line} of the env file sets no variable: ${why}.`;

const reference =
  (fault: ReferenceFault) =>
  ({ line, for: use }: Extract<BadInput, { what: 'reference' }>) =>
    `The reference in line ${line} of the ${files[use]('')} cannot be read: ${referenceFaults[fault]}.`;

const policyFile = ({ reason, line, ...told }: PolicyFileRefusal) =>
  `The policy file is refused${line === undefined ? '' : `, line ${line}`}: ${policyFileFaults[reason](told)}.`;

const remedies: Readonly<Record<ProgramUse, (name: string) => string>> = {
  'format-env': (name) => `read the value alone, with "secret get PATH KEY", into ${name} yourself`,
  run: (name) => `write --env ${name}=PATH#KEY`,
  template: (name) => `give --allow ${name}`,
};

/** What was given and refused, and what to give instead. Names come in with their quotes. */
export const badInput: InputTexts<string> = {
  argument: {
    'not-text': ({ number }) =>
      `Argument ${number} is not UTF-8 text. Set the terminal to UTF-8, or give the value with --file or --stdin.`,
  },
  'typed-line': {
    'not-text': 'What was typed is not UTF-8 text. Set the terminal to UTF-8, or use a file.',
    'several-lines': 'What was pasted has several lines. Paste one line, or use a file.',
  },
  passphrase: {
    empty: 'The passphrase is empty. Choose one, best of several words.',
    'not-text': 'The passphrase is not UTF-8 text. Save its file as UTF-8, or type it at a terminal.',
    different: 'The two passphrases differ. Type the same one twice.',
  },
  'server-address': {
    malformed: 'Name a Vault server as vault+https://HOST/MOUNT, without a token in it.',
  },
  recipient: {
    malformed: 'That is no public key of age. It begins with age1: copy all of it.',
  },
  file: {
    missing: file(() => 'there is no such file'),
    folder: file(() => 'it is a folder'),
    'not-permitted': file(() => 'reading it is not permitted'),
    unreadable: file(saysSystem),
    'not-text': file(() => 'it is not UTF-8 text'),
  },
  'key-file': {
    missing: keyFile('there is no such file'),
    folder: keyFile('it is a folder'),
    'not-a-file': keyFile('it is a device or a pipe'),
    empty: keyFile('it is empty'),
    'not-permitted': keyFile('reading or writing it is not permitted'),
    'no-folder': keyFile('there is no such folder'),
    unreadable: ({ os = '' }) => keyFile(saysSystem(os)),
  },
  'file-path': { relative: 'The path of this file must be absolute: the app runs in another folder.' },
  'sheet-folder': {
    taken: ({ name = 'A sheet' }) =>
      `The folder is refused: ${name} is in it already. Name an empty or a new folder.`,
  },
  place: {
    empty: `This names no place. ${kindsOfPlace}`,
    credential:
      'This place has a password or a key in it. Leave it out: places are kept in settings and shown on screen.',
    'unknown-kind': `Holdfast knows no place of this kind. ${kindsOfPlace}`,
    malformed:
      'This is not how a place of its kind is written: s3://BUCKET/PREFIX?endpoint=…&region=…&style=path|host&profile=…&ca=FILE, or postgres://USER@HOST:PORT/DATABASE?vault=NAME&ca=FILE, with host=FOLDER&user=USER for a socket. See docs/stores.md.',
    'not-tls': 'Only a service on this machine is used without encryption. Write https:// in the endpoint.',
  },
  vault: {
    'no-place': 'No vault is named. Give its place with --vault PLACE.',
    'not-stored': 'This vault is only in memory. Keep it in a file first.',
  },
  device: {
    own: 'This is the device in use. Declare another one gone; "holdfast devices" shows them.',
    ambiguous:
      'Several devices are meant by this. Nothing was changed; give the id that "holdfast devices" shows.',
    none: 'This vault has no devices of its own: all who use it write one line of revisions. Nothing was changed.',
  },
  'store-kind': { unknown: 'Holdfast knows no store of this kind. Nothing was opened.' },
  'encrypted-file': {
    foreign: 'This file was not made by "holdfast cipher encrypt". Check its path.',
    changed: 'This encrypted file was changed or cut off. What was written of it is incomplete: use a copy.',
  },
  'env-file': {
    'no-assignment': envLine('it has no NAME=value'),
    'open-quote': envLine('the quote does not end'),
    'text-after-quote': envLine('there is text after the closing quote'),
  },
  reference: {
    'no-key': reference('no-key'),
    'empty-key': reference('empty-key'),
    'not-a-path': reference('not-a-path'),
    query: reference('query'),
    percent: reference('percent'),
    'open-braces': reference('open-braces'),
  },
  variable: {
    duplicate: ({ name }) =>
      `Two fields of the secret become the variable ${name}. Ask for them one by one, with --env NAME=PATH#KEY.`,
    'not-text': ({ name }) => `The value of ${name} is not UTF-8 text, and a variable takes nothing else.`,
    nul: ({ name }) => `The value of ${name} has a NUL character, which no variable can have.`,
  },
  'program-variables': {
    'from-secret': ({ for: use, names, path }) =>
      `${path === undefined ? 'This' : `The secret ${path}`} would set ${list(names)}, which can change what code programs run. If you mean it, ${remedies[use](names[0] ?? '')}.`,
  },
  field: {
    'is-file': 'This field is a file. Save it instead.',
    'is-otp': 'This field makes one-time codes. "holdfast otp PATH" gives one.',
  },
  'field-name': {
    empty: 'The name of a field is empty. Give each field a name.',
    duplicate: 'Two fields have one name. Give each field a name of its own.',
  },
  'field-type': { unknown: 'Holdfast knows no such type of field.' },
  'field-value': {
    'not-text': ({ name, type }) =>
      `The value of ${name ?? 'a field'} is not UTF-8 text${type === undefined ? '' : `, so it cannot be of type ${type}`}.`,
  },
  otp: {
    empty: otp('it is empty'),
    'not-base32': otp('a secret has the letters A to Z and the digits 2 to 7'),
    'no-secret': otp('its address has no secret'),
    'too-long': otp('it is too long'),
    kind: otp('Holdfast knows codes by time (totp), by counter (hotp) and Steam’s'),
    algorithm: otp('the algorithm is SHA1, SHA256 or SHA512'),
    digits: otp('a code has 1 to 10 digits'),
    period: otp('a code lasts from one second to a day'),
    counter: otp('the counter is a whole number from 0'),
    several: otp('an export holds several accounts, and each is a secret of its own'),
    'export-damaged': otp('the export is cut off or changed'),
    forgotten: otp('the window holds it no longer'),
  },
  'end-date': { malformed: 'A date is written YYYY-MM-DD.' },
  'breach-list': {
    missing: 'There is no such file of breached passwords. Check its path.',
    ntlm: 'This list has NTLM hashes. Take the one with SHA-1 hashes, sorted by hash.',
    'not-the-list':
      'This is not the public list of breached passwords: it does not know the hash of "password", or is not sorted by hash. Nothing was compared.',
  },
  metadata: { unprintable: 'Metadata with characters that cannot be printed are refused.' },
  'metadata-key': { empty: 'The key of metadata is empty. Write --set KEY=VALUE.' },
  'metadata-value': {
    empty: ({ name }) => `The value of the metadata ${name} is empty. --unset KEY removes it.`,
  },
  'expected-version': { required: 'This secret needs to hear which version you read: give --cas N.' },
  version: { destroyed: ({ number }) => `Version ${number} is destroyed, so it cannot come back.` },
  'time-until-deletion': {
    'too-late': 'The time until deletion ends beyond the calendar. Give a shorter one.',
    'not-positive': 'The time until deletion must be longer than nothing.',
  },
  'max-versions': { 'out-of-range': range('The number of versions that are kept') },
  setting: { malformed: 'The name of a setting has 1 to 256 characters.' },
  'record-name': { malformed: 'A name has 1 to 256 characters.' },
  length: { 'out-of-range': range('The length of a password') },
  words: { 'out-of-range': range('The number of words') },
  classes: { none: 'No kind of character is left to choose from. Allow one.' },
  symbols: { 'none-left': 'Every symbol is of another kind of character already. Give other symbols.' },
  'set-size': {
    'out-of-range': 'A set has 1 to 16 sheets.',
    'threshold-too-high': 'A set cannot need more sheets than it has.',
    copies: 'Several sheets that each open everything are copies of one: make one sheet and copy it.',
  },
  holders: { 'too-many': 'There are more names of holders than sheets.' },
  reminder: { 'out-of-range': range('The number of months between reminders') },
  sheet: {
    unknown: 'The set has no sheet of this number.',
    'not-asked': 'This sheet was not asked for its words. Begin again with it.',
  },
  purpose: { other: 'These sheets were collected for something else. Collect them again.' },
  destination: { unknown: 'This vault has no such folder for backups. Look at the list again.' },
  'spiffe-id': { malformed: 'A SPIFFE ID begins with spiffe://.' },
  'client-name': {
    malformed:
      'The name of a program has 1 to 64 of the characters A-Z a-z 0-9 . _ - and begins with no dot.',
  },
  'client-key': { malformed: 'The public key of a program has 32 bytes, in base64.' },
  'policy-name': {
    malformed: ({ policy }) =>
      `The name of a policy has 1 to 256 characters, no space at either end and no control character${ofPolicy(policy)}.`,
  },
  permissions: {
    unknown: ({ policy }) => `A policy grants one or more of ${permissions.join(', ')}${ofPolicy(policy)}.`,
  },
  policy: {
    reserved: ({ policy }) =>
      `What lies under ${systemFolder} is granted only to one program by its whole ID and one whole path, without wildcards${ofPolicy(policy)}.`,
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
  request: {
    malformed: ({ call }) => `This is not how a request${toCall(call)} is made. See docs/api.md.`,
    'unknown-call': ({ call }) => `The app knows no such call${call === undefined ? '' : ` as ${call}`}.`,
    unfit: ({ call, at }) =>
      `What the request${toCall(call)} gives does not fit${at === undefined ? '' : `, at ${at}`}. See docs/api.md.`,
    'not-plain': ({ call }) => `The request${toCall(call)} holds something else than plain data.`,
  },
};

function ofPolicy(name: string | undefined): string {
  return name === undefined ? '' : `: see the policy ${name}`;
}

function toCall(name: string | undefined): string {
  return name === undefined ? '' : ` to ${name}`;
}
