import type { Failure } from '../../../failure.ts';
import type {
  BackupFault,
  Bound,
  Denial,
  ImportFault,
  PictureFault,
  SourceFault,
  StoreFault,
} from '../../../failure-reasons.ts';
import type { ImportPlace } from '../../../import-note.ts';
import type { PatternFault } from '../../../policy.ts';
import { type FailureText, text } from '../../failure-text.ts';
import { format, list } from '../format.ts';
import { importLacking } from '../import.ts';
import { regexFaults } from '../regex.ts';
import { securityKeyRefused } from '../security-key.ts';
import { badInput } from './bad-input.ts';
import { code, person } from './people-refused.ts';
import { quickUnlockRefused } from './quick-unlock.ts';
import { services } from './services.ts';
import { share } from './share.ts';

const { date } = format;

type Missing = Extract<Failure, { code: 'not-found' }>['what'];
type NoVault = Extract<Failure, { code: 'not-a-vault' }>['reason'];

const large = text('This is too large for a vault.', 'Make it smaller, or divide it among several secrets.');
const long = text('This is too long.', 'Shorten it and try again.');
const many = text(
  'These are too many for one secret.',
  'Leave some out, or divide them among several secrets.',
);
const policyFile = text('This file of policies is too large.', 'Divide it among several files.');
const denied = text('This is not allowed.', 'Nothing was changed.');

/** What happened, and what to do next. */
export const failures = {
  noVaultThere: text(
    'No vault lies there.',
    'Check its name, and the bucket, database or folder of the server that it is in.',
  ),
  notFound: {
    vault: text(
      'The vault file is missing.',
      'It may have been moved, or its disk is not connected. Choose it again.',
    ),
    secret: text('This secret is no longer there.', 'It may have been moved or destroyed elsewhere.'),
    live: text('This secret is deleted.', 'Undelete it first: you find it under Deleted.'),
    deleted: text('Nothing of this secret is deleted.', 'Look at its versions.'),
    version: text('This version is no longer there.', 'Choose another version.'),
    field: text('This field is no longer there.', 'Look at the secret again.'),
    policy: text('This policy is no longer there.', 'Look at the list again.'),
    client: text('This program is no longer there.', 'Look at the list again.'),
    key: text('The vault has no key of that name.', 'Open the vault that encrypted the file.'),
    person: text('This person does not open the vault any more.', 'Look at the list again.'),
    'security-key': text('This security key is not of the vault any more.', 'Look at the list again.'),
    device: text('The vault does not know this device.', 'Look at the list again.'),
    otp: text('This secret has no one-time codes.', 'Edit it, and add a field for them.'),
    import: text('There is no import that can be undone.', 'It was undone already, or there was none.'),
    export: text('This export is over.', 'Begin it again.'),
  } satisfies Record<Missing, FailureText>,
  fileExists: text(
    'There is a file of this name already.',
    'It was not changed. Choose another name or folder.',
  ),
  secretExists: text('There is a secret at this path already.', 'Choose another path.'),
  conflict: text('This secret was changed meanwhile.', 'Reload it, then make your change again.'),
  badPath: 'Change the path and try again.',
  badInput,
  tooLarge: {
    attachment: text('This file is larger than 2 GB.', 'Keep it outside the vault, encrypted.'),
    attachments: many,
    code: text('No invitation and no answer is that long.', 'Have it sent again.'),
    'field-name': long,
    fields: many,
    holder: long,
    'sheet-line': long,
    input: large,
    message: large,
    metadata: many,
    'metadata-key': long,
    'metadata-value': long,
    policies: policyFile,
    'policy-file': policyFile,
    request: large,
    secret: large,
    setting: long,
    tag: long,
    tags: many,
    value: large,
    version: large,
    'key-file': text('This file is larger than 64 MiB, too large for a key file.', 'Choose another file.'),
  } satisfies Record<Bound, FailureText>,
  locked: text('The vault is locked.', 'Unlock it and try again.'),
  passphrase: text(
    'This passphrase does not open the vault.',
    'Check Caps Lock and the keyboard layout, and try again.',
  ),
  keyFileMissing: text(
    'This vault opens with its passphrase and its key file together.',
    'Choose the key file, too.',
  ),
  keyFileGiven: text(
    'The passphrase or the key file is wrong, or both. Nobody can tell which.',
    'Check Caps Lock and the keyboard layout, and that the file is the right one, unchanged.',
  ),
  securityKey: securityKeyRefused,
  quickUnlock: quickUnlockRefused,
  wrongKey: text(
    'The key does not fit this vault.',
    'Check that you opened the right file, or use a backup.',
  ),
  kdf: text(
    'The file asks for more memory or time than any honest vault needs.',
    'Somebody may have tampered with it, so nothing was computed. Use a backup that you trust.',
  ),
  notAVault: {
    empty: text(
      'This file is empty.',
      'If it was a vault once, restore it from a backup. Otherwise choose another file.',
    ),
    'other-format': text(
      'This file is not a Holdfast vault.',
      'Choose one that Holdfast made. To bring in a KeePass file, open a vault and import it.',
    ),
    folder: text('This is a folder, not a vault file.', 'Choose a file that ends in .holdfast.'),
    'dangling-link': text(
      'This is a link to a missing file.',
      'Connect the disk that it points to, or choose the vault file itself.',
    ),
    'not-a-file': text('This is not an ordinary file.', 'Choose a file that ends in .holdfast.'),
    'not-a-folder': text('This is a file, not a folder.', 'Open it as a vault file.'),
    'empty-folder': text(
      'This folder is empty.',
      'If it was a vault once, let your sync tool finish, or restore it from a backup. Otherwise choose another folder.',
    ),
    'other-objects': text(
      'Something else than a Holdfast vault lies there.',
      'Check the name of the vault, or give a new vault a name under which nothing lies. Nothing there was changed.',
    ),
    'other-folder': text(
      'This folder has no Holdfast vault in it.',
      'Choose the folder that Holdfast made: it has a file holdfast.json. Nothing in this one was changed.',
    ),
  } satisfies Record<NoVault, FailureText>,
  newerFormat: (found: number, supported: number) =>
    text(
      `A newer Holdfast wrote this vault (format ${found}; this one reads up to ${supported}).`,
      'Update Holdfast and open it again. The file was not changed.',
    ),
  damagedPart: text(
    'A part of this vault is damaged.',
    'Nothing was written. Take this value from a backup.',
  ),
  halfFolder: text(
    'Parts of this vault are missing: its folder was copied only in part, or something was removed from it.',
    'It was not changed. Let your sync tool finish, copy the whole folder again, or restore it from a backup.',
  ),
  damaged: text('This vault file is damaged.', 'It was not changed. Restore it from a backup.'),
  readOnly: text(
    'This vault cannot be written to.',
    'Check the permissions of the file and its folder, or copy it elsewhere.',
  ),
  busy: text('Another program is using this vault file.', 'Close it there, or wait a moment, and try again.'),
  noSpace: text(
    'The disk is full: nothing was saved.',
    'Free some space, then save again. The vault is unharmed.',
  ),
  store: {
    'file-replaced': text(
      'Another file took the place of this vault while it was open.',
      'Nothing was written. Keep both copies, then lock and unlock to see the file that is there now.',
    ),
    'file-missing': text(
      'The vault file is missing: it was moved or deleted, or its disk is not connected.',
      'Nothing was written. Bring it back, or save what is open here under another name before you lock.',
    ),
    'not-come': text(
      'A file of this vault has not come to this computer yet.',
      'Wait until the sync tool is through. Nothing is lost: the device that wrote it has it.',
    ),
    'not-downloaded': text(
      'A file of this vault is shown in the cloud’s folder, but was not downloaded to this computer yet.',
      'Go online, and let the sync tool keep this folder on this computer (“always keep on this device”, “available offline”). Then try again. Nothing is damaged.',
    ),
    'journal-beside': text(
      'A write to this vault broke off, or another program left a file beside it.',
      'Open it where its file and folder may be written. Holdfast then settles that first. Nothing was changed.',
    ),
    'path-too-long': text(
      'The path of this file is too long for a vault.',
      'Choose a shorter name, or a folder nearer to the top. Nothing was changed.',
    ),
    'cannot-open': text(
      'The system does not open this vault file.',
      'Check its permissions and those of its folder, and whether its disk is connected.',
    ),
    ...services,
    'no-folder': text('There is no such folder.', 'Make it first, or choose another place.'),
    'sheets-differ': text('A sheet did not read back as it was written.', 'Try another disk.'),
    'sheets-unwritten': text('The sheets could not be written.', 'Check the folder and its permissions.'),
    'report-unwritten': text('The report could not be written.', 'Check the folder and its permissions.'),
    'export-unwritten': text(
      'The export cannot be written there. Nothing was written.',
      'Choose a folder that exists and lets you write.',
    ),
    'no-chromium': text('The PDF could not be made.', 'Print the sheets instead.'),
    printer: text('The printer failed.', 'Check it, then print again.'),
    system: text(
      'The vault file could not be read or written.',
      'Check that the disk is connected and that you may open the file.',
    ),
  } satisfies Record<StoreFault, FailureText>,
  closed: text('The vault was closed meanwhile.', 'Open it again.'),
  noActiveSet: text('This vault has no recovery sheets.', 'Make some on the recovery page.'),
  person,
  code,
  noPendingSet: text('No new sheets wait to be read back.', 'Begin again on the recovery page.'),
  needsFile: text('This needs the vault file itself.', 'Use the command line with --vault FILE.'),
  cancelled: text('Cancelled.', 'Nothing was changed.'),
  socket: text('The app was not reached.', 'Start it again.'),
  denied: {
    policy: denied,
    person: denied,
    unanswered: denied,
    unregistered: denied,
    'other-vault': text(
      'This belongs to another vault than the one that is open.',
      'Nothing was changed. Open that one first.',
    ),
    'not-chosen': text('This place was not chosen in this window.', 'Nothing was changed. Choose it again.'),
    'not-memory': text('This vault is saved already.', 'Nothing was changed.'),
    sender: denied,
  } satisfies Record<Denial, FailureText>,
  internal: (reference: string) =>
    text(
      'Something went wrong inside Holdfast.',
      `Try again. If it stays, look into the log file${reference === '' ? '' : ` (reference ${reference})`}.`,
    ),
  sourceKept: {
    changed: text(
      'The file is not the one any more that was imported.',
      'It was not deleted. Import it again.',
    ),
    gone: text('The file is not there any more.', 'Delete what else there is of it by hand.'),
    link: text(
      'The file has another name besides this one, or this is only a link to it.',
      'It was not deleted. Delete it by hand, under every name.',
    ),
    'not-allowed': text(
      'The file may not be deleted: its folder is not yours, or cannot be written to.',
      'Delete it by hand. Until then it still has these secrets.',
    ),
    incomplete: text(
      'Not everything in the file is in the vault.',
      'It was not deleted. Look at what was skipped or failed.',
    ),
  } satisfies Record<SourceFault, FailureText>,
  import: {
    'unknown-format': text(
      'This kind of file cannot be imported.',
      'Export it as CSV or JSON where it was made. What can be imported is listed in docs/import.md.',
    ),
    'newer-version': text(
      'The file is of a newer version than this Holdfast knows.',
      'Nothing was imported. Update Holdfast, or export in an older version of the format.',
    ),
    'unknown-scheme': text(
      'The file is encrypted or packed in a way that this Holdfast does not know.',
      'Nothing was imported. Export it again with the usual settings, or without encryption.',
    ),
    'keepass-cipher': text(
      'This KeePass database is encrypted with a cipher that is not read here.',
      'Nothing was imported. In KeePass, choose AES or ChaCha20 under File, Database Settings, Security, save, and import it again.',
    ),
    malformed: text(
      'The file is damaged or not what its name says.',
      'Nothing was imported. Export it again where it came from.',
    ),
    'unknown-encoding': text(
      'The text of this file is neither UTF-8 nor UTF-16.',
      'Say which characters it has, and look at the preview.',
    ),
    'not-read-back': text(
      'What was imported is not in the vault as it is in the file.',
      'Keep the file. Check this vault on the page of backups, and import once more.',
    ),
    'program-missing': text(
      'The file is encrypted by a program that is not installed here.',
      'Install it, or decrypt the file with it first.',
    ),
    'not-decrypted': text(
      'The file could not be decrypted.',
      'Decrypt it first with the program that made it.',
    ),
    'wrong-password': text('The password or key file does not open it.', 'Check both and try again.'),
    'too-large': text('The file is larger than 1 GiB.', 'Divide it, or leave out its attachments.'),
    'kdf-too-large': text(
      'Opening the file takes more memory than is allowed.',
      'Lower its Argon2 memory where it was made, and try again.',
    ),
    'timed-out': text(
      'Reading the file took longer than a minute.',
      'Nothing was imported. Try a smaller file.',
    ),
    crashed: text('Reading the file failed.', 'Nothing was imported. The file may be damaged.'),
    'nothing-there': text(
      'Nothing is there.',
      'The server has no secret at that address, and none below it. Check the address.',
    ),
    unreadable: text('The file cannot be read.', 'Check that it is still there and that you may open it.'),
    changed: text(
      'The file changed while it was read.',
      'Nothing was imported. Wait until it is written, and try again.',
    ),
  } satisfies Record<Exclude<ImportFault, 'foreign'>, FailureText>,
  importOf: (file: string, what: string) => `${what} This is about ${file}.`,
  importLacking: (place: ImportPlace) => `These: ${importLacking(place)}.`,
  sealed: (program: string | undefined) =>
    text(
      `This is encrypted by ${program ?? 'another program'}, which alone opens it.`,
      'Nothing was imported. Decrypt it there, or export it without encryption.',
    ),
  foreign: (program: string | undefined) =>
    text(
      `This is an export of ${program ?? 'another program'}, which cannot be imported yet.`,
      'Nothing was imported. If you can, save it there as a KeePass database (.kdbx).',
    ),
  backup: {
    'other-vault': text('Another vault is there already.', 'It was not changed. Choose another place.'),
    'own-file': text('That is the vault itself.', 'Choose another place, best on another disk.'),
    'inside-vault': text('That place is inside a file.', 'Choose a folder.'),
    symlink: text('That is a link, not a file of its own.', 'Choose the file or folder it leads to.'),
    'missing-folder': text(
      'The folder for backups is missing.',
      'Connect the disk, or choose another folder.',
    ),
    'not-a-folder': text('That is neither a folder nor a vault.', 'Choose a folder.'),
    taken: text('A file is there already.', 'It was not changed. Choose another name, or a folder.'),
    newer: text(
      'The backup there is newer than this vault.',
      'It was not changed. Look into it before you replace it.',
    ),
    'other-history': text(
      'A copy of this vault lies there that may have changes of its own.',
      'It was not changed. Merge it into this vault, or choose another place.',
    ),
    'not-proven': text(
      'The backup did not read back as it was written.',
      'It was removed again. Try another disk: this one may be failing.',
    ),
    memory: text('This vault is only in memory.', 'Keep it in a file first.'),
    'none-there': text('That folder has no backup of this vault.', 'Choose another folder, or make one.'),
    'none-readable': text(
      'No backup of this vault that this computer knows can be read.',
      'Make a new one, best on another disk.',
    ),
    'none-known': text(
      'No backup of this vault can be reached from this computer.',
      'Make one first, or connect the disk that has it.',
    ),
  } satisfies Record<BackupFault, FailureText>,
  destination: {
    missing: text('The folder is missing.', 'Connect its disk; the next backup goes there again.'),
    full: text('Its disk is full.', 'Free some space there. The backups in it are whole.'),
    'read-only': text('Nothing can be written there.', 'Check the permissions of the folder.'),
    store: text('The folder could not be written or read.', 'Check that its disk is connected and sound.'),
    other: text('The backup failed.', 'The backups in it are whole.'),
  },
  /** Of a file that a person saves from a secret. */
  saveFile: {
    'read-only': text('The file could not be written there.', 'Choose a folder that is yours.'),
    store: text(
      'The file could not be written there.',
      'Check that the folder is there and its disk connected.',
    ),
  },
  olderCopy: {
    keys: (when: number) =>
      text(
        `The keys of this copy are not from after those of the vault you had open on ${date(when)}.`,
        'Somebody who had an older copy and could open it may have made it, and would read what you store in it. Look for the file that you know before you go on.',
      ),
    behind: (changes: number, when: number) =>
      text(
        `This copy is ${changes === 1 ? 'one change' : `${changes} changes`} older than the vault you had open on ${date(when)}.`,
        'It does not have what was written since then. Look for the newer file before you go on.',
      ),
    other: (when: number) =>
      text(
        `This is not the copy you had open on ${date(when)}.`,
        'Both were changed since they were the same. This one does not have what you wrote in the other one.',
      ),
  },
  pattern: {
    path: (policy: string | undefined, why: string) =>
      `The path pattern${ofPolicy(policy)} cannot be used: ${why}.`,
    programs: (policy: string | undefined, why: string) =>
      `The pattern of programs${ofPolicy(policy)} cannot be used: ${why}.`,
    next: (character: number) => `Look at character ${character}. Nothing was changed.`,
    regexFaults,
    faults: {
      empty: 'it is empty',
      'too-long': 'it is longer than 512 characters',
      'control-character': 'it has a control character',
      'empty-segment': 'no path begins or ends with a slash, or has two in a row',
      'dot-segment': 'no path has a part that is . or ..',
      'double-star': '** stands alone between two slashes',
      'trailing-backslash': 'a backslash needs a character after it',
      'looks-like-regex': 'a regular expression begins with re: and needs no ^ or $',
      'not-a-spiffe-id': 'it must begin with spiffe:// or be **',
      regex: 'the regular expression cannot be read',
      'too-complex': 'the regular expression is too large',
    } satisfies Record<PatternFault, string>,
  },
  share,
  picture: {
    empty: text('There is nothing in this picture.', 'Take it again.'),
    'too-large': text('This picture is too large.', 'Take one of the sheet alone, under 32 MB.'),
    'unknown-format': text(
      'Holdfast cannot read this kind of file.',
      'Use a PNG or JPEG picture or a PDF, or type the words.',
    ),
    damaged: text('This file is damaged.', 'Take the picture again, or type the words.'),
    'no-code': text(
      'There is no code in this picture.',
      'Go closer, with more light and no shadow, or type the words.',
    ),
    'other-code': text('This code is not from a recovery sheet.', 'Show the square code on the sheet.'),
    'too-many-pages': text('This PDF has too many pages.', 'Give one with the sheets alone.'),
    'timed-out': text('Reading this took too long.', 'Give a smaller picture, or type the words.'),
    crashed: text('This picture could not be read.', 'Give another one, or type the words.'),
    unreadable: text('This file cannot be opened.', 'Check that it is still there and that you may read it.'),
  } satisfies Record<PictureFault, FailureText>,
  shares: {
    few: (have: number, need: number) =>
      text(`So far ${have} of ${need} sheets are here.`, 'Bring another one.'),
    misfit: text(
      'These sheets do not fit together.',
      'One of them is not what was printed. Bring one more sheet: then Holdfast can find it.',
    ),
    suspects: (sheets: readonly number[]) =>
      text(
        `${sheets.length === 1 ? `Sheet ${sheets[0]} does` : `Sheets ${list(sheets)} do`} not fit the others.`,
        'Take it away and bring another: it is not what was printed.',
      ),
  },
};

function ofPolicy(policy: string | undefined): string {
  return policy === undefined ? '' : ` of “${policy}”`;
}
