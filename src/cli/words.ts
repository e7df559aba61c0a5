import type { Settled } from '../main/store/beside.ts';
import { type Failure, never } from '../shared/failure.ts';
import type {
  DamagedPart,
  FileTask,
  ImportFault,
  PathFault,
  SocketFault,
} from '../shared/failure-reasons.ts';
import { backupRefused, olderCopy } from './backup-words.ts';
import { patternWords } from './policy-words.ts';
import { pictureWords, shareWords } from './recovery-words.ts';
import { serviceWords } from './service-words.ts';
import { visible } from './visible.ts';

type Missing = Extract<Failure, { code: 'not-found' }>;
type NoVault = Extract<Failure, { code: 'not-a-vault' }>;

/** What went wrong and what to do next, in one or two sentences without a line break. */
export function sentence(failure: Failure): string {
  switch (failure.code) {
    case 'not-found':
      return missing(failure);
    case 'exists':
      return failure.what !== 'secret'
        ? failure.what === 'client'
          ? `A program called ${quoted(failure.name)} is registered already. Revoke it first, or choose another name.`
          : `${quoted(failure.name)} exists already and was left as it is. Choose another name.`
        : `There is already a secret at ${quoted(failure.name)}. Move or destroy it first, or choose another path.`;
    case 'conflict':
      return `Version ${failure.expected} was expected to be the newest, but it is ${failure.found}. Read the secret again, then repeat the change.`;
    case 'bad-path':
      return `${quoted(failure.path.slice(0, 80))} is no path: ${pathWords[failure.reason]}. Write it like prod/db/orders.`;
    case 'bad-input':
      // casRequired: the one refusal whose remedy is a flag.
      if (failure.what === 'expected version')
        return 'This secret wants to hear which version you read: give --cas N.';
      if (failure.what === 'place')
        return placeWords[failure.reason as keyof typeof placeWords] ?? placeWords['unknown-kind'];
      return `This ${visible(failure.what)} is refused: ${visible(failure.reason)}.`;
    case 'bad-pattern':
      return patternWords(failure);
    case 'too-large':
      return `Too large: ${visible(failure.what)} may be at most ${failure.limit}.`;
    case 'locked':
    case 'closed':
      return 'The vault is locked. Give --passphrase-file FILE, or run this at a terminal and type the passphrase.';
    case 'wrong-passphrase':
      return wrongPassphrase[failure.keyFile ?? 'none'];
    case 'wrong-key':
      return 'This key does not open the vault. Nothing was changed.';
    case 'kdf-refused':
      return `The cost of the key derivation is out of bounds (${visible(failure.reason)}). For a new vault choose other --kdf values; a vault file that asks for this should not be trusted.`;
    case 'not-a-vault':
      return `${noVault[failure.reason]} What lies there was left as it is.`;
    case 'newer-format':
      return `The vault is of format ${failure.found}, and this Holdfast knows up to ${failure.supported}. Update Holdfast; the file was left as it is.`;
    case 'damaged':
      return damagedWords(failure.part, failure.object);
    case 'read-only':
      return 'The vault file or its folder does not allow writing. Change its permissions, or copy it somewhere writable.';
    case 'busy':
      return 'Another program is using the vault. Wait for it to finish, then repeat this.';
    case 'no-space':
      return 'There is no space left where this must be written. Free some, then repeat this; what was there is whole.';
    case 'store':
      if (failure.reason === 'file-replaced')
        return 'Another file was put in the place of the vault while it was open. Nothing was written. Look at both copies before you go on.';
      if (failure.reason === 'file-missing')
        return 'The vault file is gone: it was moved or deleted, or its disk is not connected. Nothing was written.';
      return Object.hasOwn(storeWords, failure.reason)
        ? (storeWords[failure.reason] ?? '')
        : `The file cannot be read or written (${visible(failure.reason)}). Check the path, the disk and the permissions.`;
    case 'import-refused':
      return `The import was refused: ${importWords[failure.reason]}${failure.place === undefined ? '' : ` (${visible(failure.place)})`}.`;
    case 'share-refused':
      return shareWords(failure);
    case 'picture-refused':
      return pictureWords[failure.reason];
    case 'wrong-shares':
      return failure.have < failure.need
        ? `These sheets do not open the vault: it takes ${failure.need}, and ${failure.have} ${failure.have === 1 ? 'is' : 'are'} here. Nothing was changed.`
        : `These sheets do not open the vault${misfits(failure.suspects ?? [])}. Nothing was changed; bring another sheet.`;
    case 'no-set':
      return failure.what === 'active'
        ? 'This vault has no recovery set. "holdfast recovery issue" makes one.'
        : 'There is no new set that waits to be read back. "holdfast recovery issue --pending" makes one.';
    case 'backup-refused':
      return backupRefused(failure.reason, failure.place);
    case 'older-copy':
      return olderCopy(failure);
    case 'cancelled':
      return 'Cancelled.';
    case 'denied':
      return denials[failure.reason] ?? `This is denied (${visible(failure.reason)}).`;
    case 'socket':
      return socketWords[failure.reason];
    case 'needs-file':
      return fileWords[failure.what];
    case 'internal':
      return `Holdfast failed for a reason of its own; reference ${visible(failure.reference)}. Set HOLDFAST_DEBUG=1 to see where.`;
    default:
      return never(failure);
  }
}

/** What was done about a journal beside a vault file. */
export function settledWords({ file, did, kept }: Settled): string {
  const names = kept.map(quoted).join(' and ');
  if (did === 'set-aside')
    return `Beside ${quoted(file)} lay what belongs to another file or to another state of it. Nothing of it was taken into the vault; it is kept as ${names}.`;
  const undone = `A write to ${quoted(file)} had broken off and was taken back`;
  return kept.length === 0
    ? `${undone}: the vault is as it was before that write.`
    : `${undone}. If anything is missing now, look at what was there: it is kept as ${names}.`;
}

const kindsOfPlace =
  'Name a file, a folder as folder:PATH, a bucket as s3://BUCKET/PREFIX?endpoint=… or a database as postgres://USER@HOST/DATABASE?vault=NAME.';

const placeWords: Readonly<
  Record<'empty' | 'credential' | 'unknown-kind' | 'malformed' | 'not-tls', string>
> = {
  empty: `This names no place. ${kindsOfPlace}`,
  credential:
    'A password or a key stands in this place. Leave it out: places are kept in settings and shown on screen.',
  'unknown-kind': `Holdfast knows no place of this kind. ${kindsOfPlace}`,
  malformed:
    'This place is not written as its kind wants it: s3://BUCKET/PREFIX?endpoint=…&region=…&style=path|host&profile=…&ca=FILE, or postgres://USER@HOST:PORT/DATABASE?vault=NAME&ca=FILE, with host=FOLDER&user=USER for a socket. See docs/stores.md.',
  'not-tls': 'Only this machine is asked without encryption. Write https:// in the endpoint.',
};

const storeWords: Readonly<Record<string, string>> = {
  ...serviceWords,
  'journal-beside':
    'A journal lies beside the vault file: a write broke off there, or another program put it there. Open the vault where it may be written, and what lies there is settled first; nothing was changed.',
  'path-too-long':
    'The path is too long for a vault file: with all folders it may have 504 bytes, its last name 247. Choose a shorter name, or a folder nearer to the root.',
  'cannot-open':
    'The system does not open the vault file. Check its permissions and those of its folder, and whether its disk is connected.',
};

function missing({ what, name }: Missing): string {
  switch (what) {
    case 'secret':
      return `There is no secret at ${quoted(name)}. "holdfast secret list" shows those there are.`;
    case 'live':
      return `The secret at ${quoted(name)} has no current version: it is deleted, has expired, or was never written. "holdfast secret metadata" shows its versions; "holdfast secret undelete" brings back what is not destroyed.`;
    case 'deleted':
      return `Nothing of ${quoted(name)} is deleted that could come back. "holdfast secret metadata" shows its versions.`;
    case 'version':
      return `${quoted(name)} has no such version, or it is deleted. "holdfast secret metadata" shows its versions.`;
    case 'field':
      return `This secret has no field ${quoted(name)}. "holdfast secret get PATH" shows its fields.`;
    case 'vault':
      return `There is no vault at ${quoted(name)}. Check the path, or create it with "holdfast init".`;
    case 'policy':
    case 'client':
    case 'key':
      return `There is no ${what} ${quoted(name)}.`;
    default:
      return never(what);
  }
}

const noVault: Readonly<Record<NoVault['reason'], string>> = {
  empty: 'The file is empty, so it is no vault. Restore a copy, or remove it and create a vault there.',
  'other-format':
    'The file is no Holdfast vault. Check the path; "holdfast import" reads files of other programs.',
  folder: 'This is a folder. Name the vault file in it, or a vault in a folder as folder:PATH.',
  'dangling-link': 'This is a link to a file that is not there. Check whether its disk is connected.',
  'not-a-file': 'This is a device or a pipe, not a file. Name a vault file.',
  'not-a-folder': 'This is a file, not a folder. Name it without "folder:".',
  'empty-folder': 'The folder is empty, so it is no vault. Restore a copy there, or create a vault in it.',
  'other-folder': 'The folder holds something else than a Holdfast vault. Check the path.',
};

const wrongPassphrase: Record<'none' | 'missing' | 'given', string> = {
  none: 'The passphrase is wrong. Nothing was changed; try again.',
  missing:
    'This vault opens with its passphrase and a key file together: give --key-file FILE, too. If the file is lost, the recovery sheets open the vault without it: "holdfast recovery restore".',
  given:
    'The passphrase or the key file is wrong, or both; nobody can tell which. Check what you typed, and that the file is the one of this vault with not a byte changed. Nothing was changed.',
};

const pathWords: Readonly<Record<PathFault, string>> = {
  empty: 'it is empty',
  'too-long': 'it is longer than 512 characters',
  'empty-segment': 'it begins or ends with a slash, or holds two in a row',
  'dot-segment': 'a part of it is . or ..',
  'control-character': 'it holds a control character, or one that turns text around',
  'not-text': 'it is not valid text',
};

const importWords: Readonly<Record<ImportFault, string>> = {
  'unknown-format': 'its format is not known; name it with --format',
  foreign:
    'it is an export of another program, which cannot be read yet; bring it in as a KeePass database (kdbx), dotenv, or JSON of your own making',
  malformed: 'the file is malformed',
  'wrong-password':
    "the file's own password or key file is wrong; see --import-passphrase-file and --import-key-file",
  'too-large': 'the file is too large',
  'kdf-too-large': "the file's key derivation asks for too much memory or time",
  'timed-out': 'reading it took too long',
  crashed: 'the process that reads it failed',
  unreadable: 'the file cannot be read',
};

function damagedWords(part: DamagedPart, object: string | undefined): string {
  const which = object === undefined ? '' : ` (${visible(object)})`;
  return `The vault is damaged: ${damagedPart[part]}${which}. Nothing was written; restore a copy, or see what is whole with "holdfast verify".`;
}

const damagedPart: Readonly<Record<DamagedPart, string>> = {
  file: 'the file is not as SQLite writes it, or was cut off',
  folder:
    'files are missing from its folder, which may have been copied by half: copy it again as a whole, or let the sync tool finish',
  manifest: 'its manifest cannot be read',
  head: 'its head was altered',
  object: 'an object was altered',
  'missing-object': 'an object is missing',
  page: 'an index page was altered',
  audit: 'the audit chain was altered',
};

const denials: Readonly<Record<string, string>> = {
  policy: 'No policy allows this program to do that. "holdfast policy test" tells what it may do.',
  person: 'The person at the window said no to this, which holds until the vault is locked.',
  unanswered: 'Nobody answered in the window. Nothing was done.',
  unregistered:
    'The app does not know this program, or it was revoked. "holdfast client register NAME" asks to be let in.',
  'other-vault':
    'This program is registered with another vault than the one that is open. Open that one in the window.',
};

const socketWords: Readonly<Record<SocketFault, string>> = {
  'no-app': 'Holdfast is not running. Start it, or name a vault file: --vault FILE, or set HOLDFAST_VAULT.',
  'no-key':
    'Holdfast has not run in this account yet, so nobody could tell it from an impostor. Start it, or name a vault file: --vault FILE.',
  'not-genuine':
    'What answers in the place of Holdfast does not have its key. Nothing was sent to it. See which program listens there.',
  'other-version':
    'What answers in the place of Holdfast speaks another version of its protocol. Nothing was sent to it. The app and this command must be of one version.',
  broken: 'The connection to Holdfast broke off. Whether the request was carried out is not known.',
};

const fileWords: Readonly<Record<FileTask, string>> = {
  'recovery-issue':
    'No program gets recovery sheets from the app: they open the vault whatever is revoked later. Make them in the window (Menu, Recovery sheets), or name the vault file: --vault FILE.',
  'recovery-restore':
    'Sheets give a new passphrase to a vault file: name it with --vault FILE. While the vault is open in the window, change the passphrase there.',
  'recovery-revoke':
    'No program takes the sheets out of use: that asks for the passphrase. Do it in the window (Menu, Recovery sheets), or name the vault file: --vault FILE.',
  rekey:
    'No program changes the keys of the vault: that asks for the passphrase. Do it in the window (Menu, Change the keys of this vault), or name the vault file: --vault FILE.',
  rotate: 'No program changes the keys of the vault: name the vault file with --vault FILE.',
  'backup-locked':
    '--locked copies a vault file without its passphrase: name it with --vault FILE. Without --locked the app makes the backup.',
  attachment:
    'A file of more than 24 MB goes into the vault file itself, not through the app: name it with --vault FILE.',
  repair: 'A repair reads the damaged file itself: name it with --vault FILE, or repair it in the window.',
};

function quoted(name: string): string {
  return `"${visible(name)}"`;
}

function misfits(sheets: readonly number[]): string {
  if (sheets.length === 0) return '';
  const named = sheets.map((sheet) => `sheet ${sheet}`).join(' and ');
  return `: ${named} ${sheets.length === 1 ? 'does' : 'do'} not fit the others`;
}
