import type {
  BackupFault,
  Bound,
  DamagedPart,
  Denial,
  FileTask,
  ImportFault,
  KdfFault,
  NoVaultReason,
  PathFault,
  PictureFault,
  SocketFault,
  SourceFault,
  StoreFault,
} from '../../../failure-reasons.ts';
import type { PatternFault } from '../../../policy.ts';
import { importRefusedAt } from '../import.ts';
import { regexFaults } from '../regex.ts';
import { securityKeyRefused } from '../security-key.ts';
import { badInput } from './bad-input.ts';
import { code, person } from './people-refused.ts';
import { services } from './services.ts';

/**
 * What went wrong and what to do next, in one or two sentences without a line break. Names come in
 * with their quotes.
 */
export const words = {
  notFound: {
    secret: (name: string) => `There is no secret at ${name}. "holdfast secret list" shows those there are.`,
    live: (name: string) =>
      `The secret at ${name} has no current version: it is deleted, has expired, or was never written. "holdfast secret metadata" shows its versions; "holdfast secret undelete" undeletes what is not destroyed.`,
    deleted: (name: string) =>
      `Nothing of ${name} is deleted that could come back. "holdfast secret metadata" shows its versions.`,
    version: (name: string) =>
      `${name} has no such version, or it is deleted. "holdfast secret metadata" shows its versions.`,
    field: (name: string) => `This secret has no field ${name}. "holdfast secret get PATH" shows its fields.`,
    vault: (name: string) =>
      `There is no vault at ${name}. Check the path, or create it with "holdfast init".`,
    policy: (name: string) => `There is no policy ${name}.`,
    client: (name: string) => `There is no program ${name}.`,
    key: (name: string) => `There is no key ${name}.`,
    person: (name: string) =>
      `Nobody called ${name} opens this vault, and nobody of that name is invited. "holdfast people list" shows who does.`,
    'security-key': (name: string) =>
      `No security key of this vault is called ${name}. "holdfast security-key list" shows them.`,
    device: (name: string) =>
      `No device of this vault is called ${name}, nor begins its id so. "holdfast devices" shows them.`,
    import: () => 'There is no import that can be undone: none was made, or it was undone already.',
    otp: (name: string) =>
      `${name} gives no one-time codes. Store what they are made from in a field of the type otp: secret put PATH code=SECRET --type code=otp.`,
    export: () => 'No export was begun on this connection: begin with vault.export.',
  },
  exists: {
    client: (name: string) =>
      `A program called ${name} is registered already. Revoke it first, or choose another name.`,
    secret: (name: string) =>
      `There is already a secret at ${name}. Move or destroy it first, or choose another path.`,
    other: (name: string) => `${name} exists already and was not changed. Choose another name.`,
  },
  conflict: (expected: number, found: number) =>
    `Version ${expected} was expected to be the newest, but it is ${found}. Read the secret again, then repeat the change.`,
  path: (name: string, why: string) => `${name} is not a path: ${why}. Write it like prod/db/orders.`,
  pathFaults: {
    empty: 'it is empty',
    'too-long': 'it is longer than 512 characters',
    'empty-segment': 'it begins or ends with a slash, or has two in a row',
    'dot-segment': 'a part of it is . or ..',
    'control-character': 'it has a control character, or one that turns text around',
    'not-text': 'it is not valid text',
  } satisfies Record<PathFault, string>,
  badInput,
  pattern: (
    kind: 'path' | 'spiffe-id',
    pattern: string,
    policy: string | undefined,
    at: number,
    why: string,
  ) =>
    `The ${kind === 'path' ? 'path pattern' : 'SPIFFE ID pattern'} ${pattern}${policy === undefined ? '' : ` of the policy ${policy}`} is refused at character ${at}: ${why}. Nothing was changed.`,
  regexFaults,
  patternFaults: {
    empty: 'it is empty',
    'too-long': 'it is longer than 512 characters',
    'control-character': 'it has a control character or is not valid text',
    'empty-segment': 'a slash at either end or two in a row match no path',
    'dot-segment': 'no path has a part that is . or ..',
    'double-star': '** stands alone between slashes, for whole parts of a path',
    'trailing-backslash': 'a backslash needs a character after it',
    'looks-like-regex': 'regular expressions begin with re:, and need no ^ or $',
    'not-a-spiffe-id': 'it must begin with spiffe:// or be **',
    regex: 'the regular expression cannot be read',
    'too-complex': 'the regular expression is too large',
  } satisfies Record<PatternFault, string>,
  tooLarge: {
    attachment: (limit: number) => `A file in a vault may have at most ${limit} bytes.`,
    code: (limit: number) =>
      `An invitation or an answer has at most ${limit} characters. Nothing was changed; have it sent again.`,
    attachments: (limit: number) => `A secret may have at most ${limit} long files.`,
    'field-name': (limit: number) => `The name of a field may have at most ${limit} characters.`,
    fields: (limit: number) => `A secret may have at most ${limit} fields.`,
    'sheet-line': (limit: number) => `What a sheet says beside may have at most ${limit} characters each.`,
    holder: (limit: number) => `The name of a holder may have at most ${limit} characters.`,
    input: (limit: number) => `What is read in one piece may have at most ${limit} bytes.`,
    'key-file': (limit: number) => `A key file may have at most ${limit} bytes.`,
    message: (limit: number) => `A message may have at most ${limit} bytes.`,
    metadata: (limit: number) => `The metadata of a secret may have at most ${limit} keys.`,
    'metadata-key': (limit: number) => `A key of metadata may have at most ${limit} characters.`,
    'metadata-value': (limit: number) => `A value of metadata may have at most ${limit} characters.`,
    policies: (limit: number) => `A policy file may have at most ${limit} policies.`,
    'policy-file': (limit: number) => `A policy file may have at most ${limit} bytes.`,
    request: (limit: number) => `One request may ask for at most ${limit} rights.`,
    secret: (limit: number) => `The fields of a secret may have at most ${limit} characters together.`,
    setting: (limit: number) => `A setting may have at most ${limit} characters.`,
    tag: (limit: number) => `A tag may have at most ${limit} characters.`,
    tags: (limit: number) => `A secret may have at most ${limit} tags.`,
    value: (limit: number) => `This file has more than ${limit} bytes, too many to be put in here.`,
    version: (limit: number) => `A secret may have at most ${limit} versions.`,
  } satisfies Record<Bound, (limit: number) => string>,
  locked:
    'The vault is locked. Give --passphrase-file FILE, or run this at a terminal and type the passphrase.',
  passphrase: {
    none: 'The passphrase is wrong. Nothing was changed; try again.',
    missing:
      'This vault opens with its passphrase and a key file together: give --key-file FILE, too. If the file is lost, the recovery sheets open the vault without it: "holdfast recovery restore".',
    given:
      'The passphrase or the key file is wrong, or both; nobody can tell which. Check what you typed, and that the file is the one of this vault with not a byte changed. Nothing was changed.',
  },
  securityKey: securityKeyRefused,
  quickUnlock: 'Only the window of Holdfast opens a vault in this way. Use the passphrase.',
  wrongKey: 'This key does not open the vault. Nothing was changed.',
  kdf: (fault: KdfFault, value: number, least: number, most: number) =>
    `The cost of the key derivation is out of bounds (${kdfFaults[fault]}: ${value}, not within ${least} to ${most}). For a new vault choose other --kdf values; do not trust a vault file that asks for this.`,
  notAVault: {
    empty: 'The file is empty, so it is not a vault. Restore a copy, or remove it and create a vault there.',
    'other-format':
      'The file is not a Holdfast vault. Check the path; "holdfast import" reads files of other programs.',
    folder: 'This is a folder. Name the vault file in it, or a vault in a folder as folder:PATH.',
    'dangling-link': 'This is a link to a missing file. Check whether its disk is connected.',
    'not-a-file': 'This is a device or a pipe, not a file. Name a vault file.',
    'not-a-folder': 'This is a file, not a folder. Name it without "folder:".',
    'empty-folder':
      'The folder is empty, so it is not a vault. Restore a copy there, or create a vault in it.',
    'other-folder': 'The folder has something else in it than a Holdfast vault. Check the path.',
    'other-objects':
      'Something else than a Holdfast vault lies there. Check the name of the vault, or give a new vault a name under which nothing lies.',
  } satisfies Record<NoVaultReason, string>,
  unchanged: 'Nothing was changed.',
  newerFormat: (found: number, supported: number) =>
    `The vault is of format ${found}, and this Holdfast knows up to ${supported}. Update Holdfast; the file was not changed.`,
  damaged: (part: string, object: string | undefined) =>
    `The vault is damaged: ${part}${object === undefined ? '' : ` (${object})`}. Nothing was written; restore a copy, or see what is whole with "holdfast verify".`,
  damagedPart: {
    file: 'the file is not as SQLite writes it, or was cut off',
    manifest: 'its manifest cannot be read',
    head: 'its head was altered',
    object: 'an object was altered',
    'missing-object': 'an object is missing',
    page: 'an index page was altered',
    audit: 'the audit chain was altered',
    folder:
      'files are missing from its folder, which may have been copied only in part: copy it again as a whole, or let the sync tool finish',
  } satisfies Record<DamagedPart, string>,
  readOnly:
    'The vault file or its folder does not allow writing. Change its permissions, or copy it somewhere writable.',
  busy: 'Another program is using the vault. Wait for it to finish, then repeat this.',
  noSpace:
    'There is no space left where this must be written. Free some, then repeat this; what was there is whole.',
  store: {
    ...services,
    'file-replaced':
      'Another file took the place of the vault while it was open. Nothing was written. Look at both copies before you go on.',
    'file-missing':
      'The vault file is missing: it was moved or deleted, or its disk is not connected. Nothing was written.',
    'not-come':
      'A file of this vault has not come to this computer yet. Wait until the sync tool is through, then repeat this.',
    'not-downloaded':
      'A file of this vault is shown in the cloud folder, but was not downloaded to this computer yet. Let the sync tool keep this folder on this computer, then repeat this. Nothing is damaged.',
    'journal-beside':
      'There is a journal beside the vault file: a write broke off, or another program put it there. Open the vault where it may be written, and Holdfast settles the journal first. Nothing was changed.',
    'path-too-long':
      'The path is too long for a vault file: with all folders it may have 504 bytes, its last name 247. Choose a shorter name, or a folder nearer to the root.',
    'cannot-open':
      'The system does not open the vault file. Check its permissions and those of its folder, and whether its disk is connected.',
    'no-folder': 'There is no such folder. Make it first, or name another place.',
    'sheets-differ':
      'A sheet did not read back from the disk as it was written. Nothing is in use; try another disk.',
    'sheets-unwritten': (os: string) =>
      `The sheets cannot be written${said(os)}. Check the folder and its permissions.`,
    'report-unwritten': (os: string) =>
      `The report cannot be written${said(os)}. What was imported is there; check the path.`,
    'export-unwritten': (os: string) =>
      `The export cannot be written there${said(os)}. Nothing was written: name a folder that exists and lets you write.`,
    'no-chromium': 'A PDF needs the app, which is not here or does not start. Use --format html.',
    printer: 'The printer failed. Check it, then print again.',
    system: (os: string) =>
      `The file cannot be read or written${said(os)}. Check the path, the disk and the permissions.`,
  } satisfies Record<StoreFault, string | ((os: string) => string)>,
  importRefusedAt,
  importRefused: (why: string, place: string | undefined) =>
    `The import was refused: ${why}${place === undefined ? '' : ` (${place})`}.`,
  sourceKept: {
    changed: 'The file is not the one any more that was imported, so it was not deleted. Import it again.',
    gone: 'The file that was imported is not there any more. Delete what else there is of it by hand.',
    link: 'The file has another name besides this one, or this is only a link to it, so it was not deleted: delete it by hand, under every name.',
    'not-allowed':
      'The file may not be deleted: its folder is not yours, or cannot be written to. Delete it by hand; until then it still has these secrets.',
    incomplete:
      'Not everything in the file is in the vault, so it was not deleted. What was skipped or failed is told above.',
  } satisfies Record<SourceFault, string>,
  importSealed:
    'it is encrypted by another program, which alone opens it; decrypt it there, or export it without encryption',
  importFaults: {
    'unknown-format': 'its format is not known; name it with --format',
    foreign:
      'it is an export of another program, which cannot be read yet; bring it in as a KeePass database (kdbx), dotenv, or JSON of your own making',
    'newer-version':
      'it is of a newer version than this build knows; update Holdfast, or export in an older version of the format',
    'unknown-scheme':
      'it is encrypted or packed in a way that this build does not know; export it again with the usual settings, or without encryption',
    'keepass-cipher':
      'it is a KeePass database encrypted with a cipher that is not read here; choose AES or ChaCha20 in KeePass under File, Database Settings, Security, save, and import it again',
    malformed: 'the file is damaged or cut short; export it again where it came from',
    'unknown-encoding':
      'its text is neither UTF-8 nor UTF-16; name its encoding with --encoding windows-1252',
    'not-read-back':
      'it was written, but these secrets are not in the vault as they were in the file: keep the file, and look with "holdfast verify"',
    'program-missing':
      'it is encrypted, and the program that decrypts it is not installed; install it, or decrypt the file first',
    'not-decrypted': 'the program that should decrypt it did not; its own words are above',
    'wrong-password':
      "the file's own password or key file is wrong; see --import-passphrase-file and --import-key-file",
    'too-large': 'it has more than 1 GiB, packed or unpacked; divide it, or leave out its attachments',
    'kdf-too-large':
      "the file's key derivation asks for too much memory or time; lower it where the file was made",
    'timed-out': 'reading it took longer than a minute; divide it',
    crashed: 'the process that reads it failed; it may be damaged: export it again where it came from',
    unreadable: 'the file cannot be read; see that it is still there and that you may open it',
    changed: 'the file changed while it was read; wait until it is written, and import it again',
    'nothing-there': 'the server has no secret at that address, and none below it',
  } satisfies Record<ImportFault, string>,
  share: {
    sheet: (sheet: number | undefined) => (sheet === undefined ? 'This sheet' : `Sheet ${sheet}`),
    hint: (place: number | undefined, word: string) => ` Word ${place} may be "${word}".`,
    empty: 'There are no words in it. Give the words of one sheet.',
    otherList:
      'Most of its words are on no sheet of Holdfast. They may be from something else, such as a wallet.',
    unknown: (places: readonly number[], hint: string) =>
      `Words that are on no sheet, at place ${places.join(', ')}.${hint} Compare them with the paper.`,
    'too-few-words': 'Words are missing: a sheet has 33. Compare with the numbers on the paper.',
    'too-many-words': 'There are more words than a sheet has, which is 33. Give one sheet at a time.',
    allWrong: 'Some of the words are wrong. Compare every word with the paper.',
    oneWrong: (hint: string) => `One of the words is wrong.${hint} Compare it with the paper.`,
    swapped: (one: number, other: number) =>
      `Words ${one} and ${other} have changed places. Compare them with the paper.`,
    'other-vault': (sheet: string) => `${sheet} belongs to another vault.`,
    'retired-set': (sheet: string, set: string, ended: string | undefined) =>
      `${sheet} is from ${set}, which was replaced${on(ended)}. It opens nothing any more; look for a newer sheet.`,
    'ended-set': (sheet: string, set: string, ended: string | undefined) =>
      `${sheet} is from ${set}, which ended${on(ended)}. No sheet opens this vault now; a backup from before that day may still open.`,
    'pending-set': (sheet: string, set: string) =>
      `${sheet} is from ${set}, which is not in use: it opens nothing until "holdfast recovery activate" has had every sheet of it. Look for a sheet from before.`,
    'other-set': (sheet: string, set: string | undefined, wanted: string | undefined) =>
      `${sheet} is from ${set === undefined ? 'another set, or from another vault' : `another set of this vault, ${set}`}. Look for${wanted === undefined ? ' a sheet of this vault' : ` set ${wanted} on the paper`}.`,
    'same-sheet': (sheet: string) => `${sheet} was given already. Give another one.`,
    contradicts: (sheet: string) =>
      `${sheet} was given already with other words. One of the two is not what was printed.`,
    'not-genuine': (sheet: string) => `${sheet} does not fit the others: its words are not what was printed.`,
    foreign: 'These words are a SLIP-39 share of another program; no sheet of Holdfast looks like this.',
    set: (set: string | undefined, created: string | undefined) =>
      set === undefined ? 'an older set' : `set ${set}${created === undefined ? '' : ` of ${created}`}`,
  },
  picture: {
    empty: 'The file is empty. Give another, or type the words.',
    'too-large': 'The picture is too large to be one of a sheet. Give one under 32 MB and 64 megapixels.',
    'unknown-format':
      'This is no PNG, JPEG, PDF or text. Save the picture as PNG or JPEG, or type the words.',
    damaged: 'The file is damaged. Take the picture again, or type the words.',
    'no-code': 'No code was found in it. Take the picture closer, in more light, or type the words.',
    'other-code': 'The code in it is none of Holdfast. Show the code of a recovery sheet.',
    'too-many-pages': 'The PDF has more than 50 pages. Give one with the sheets alone.',
    'timed-out': 'Reading it took too long. Give a smaller picture, or type the words.',
    crashed: 'The process that reads pictures failed. Give another picture, or type the words.',
    unreadable: 'The file cannot be read. Check the path and the permissions.',
  } satisfies Record<PictureFault, string>,
  fewShares: (have: number, need: number) =>
    `These sheets do not open the vault: it takes ${need}, and ${have} ${have === 1 ? 'is' : 'are'} here. Nothing was changed.`,
  wrongShares: (suspects: readonly number[]) =>
    `These sheets do not open the vault${suspects.length === 0 ? '' : `: ${suspects.map((sheet) => `sheet ${sheet}`).join(' and ')} ${suspects.length === 1 ? 'does' : 'do'} not fit the others`}. Nothing was changed; bring another sheet.`,
  noActiveSet: 'This vault has no recovery set. "holdfast recovery issue" makes one.',
  noPendingSet: 'No new set waits to be read back. "holdfast recovery issue --pending" makes one.',
  person,
  code,
  backup: {
    'other-vault': (it: string) =>
      `${it} is another vault and was not changed. Choose another name, or a folder.`,
    'own-file': (it: string) =>
      `${it} is the vault itself. A backup needs a place of its own, best on another disk.`,
    'inside-vault': (it: string) => `${it} is inside a file. Choose a folder.`,
    symlink: (it: string) =>
      `${it} is a link to a file or leads nowhere, and was not changed. Name the file or folder itself.`,
    'missing-folder': (it: string) => `${it} is not there. Connect the disk, or name another folder.`,
    'not-a-folder': (it: string) =>
      `${it} is neither a folder nor a vault. Choose a folder, or a name that ends with .holdfast.`,
    taken: (it: string) =>
      `${it} is there already, and a program replaces no file. Name a folder, or a new file.`,
    newer: (it: string) =>
      `${it} is newer than this vault and was not changed. Look into it before you replace it.`,
    'other-history': (it: string) =>
      `${it} may have changes that this vault does not have, and was not changed. Merge it first (holdfast merge), or choose another place.`,
    'not-proven': (it: string) =>
      `${it} did not read back as it was written and was removed again. Try another disk.`,
    memory: (_it: string) => 'This vault is only in memory: there is no file to copy.',
    'none-there': (it: string) => `${it} has no backup of this vault.`,
    'none-readable': (it: string) =>
      `No backup of this vault that this computer knows can be read; the newest is ${it}. Make a new one (holdfast backup create), best on another disk.`,
    'none-known': (_it: string) =>
      'No backup of this vault can be reached from this computer. Make one (holdfast backup create), or name one with --backup.',
  } satisfies Record<BackupFault, (it: string) => string>,
  it: 'It',
  olderCopy: {
    keys: (day: string) =>
      `The keys of this copy are not from after those of the vault that was open here on ${day}. Somebody who had an older copy and could open it may have made it, and would read what is stored in it now: look for the file that you know.`,
    behind: (changes: number, day: string) =>
      `This copy is ${changes} ${changes === 1 ? 'change' : 'changes'} older than the one that was open here on ${day}. It does not have what was written since then.`,
    other: (day: string) =>
      `This is another copy than the one that was open here on ${day}, with as many changes. It does not have what was written since then.`,
  },
  cancelled: 'Cancelled.',
  denied: {
    policy: 'No policy allows this program to do that. "holdfast policy test" tells what it may do.',
    person: 'The person at the window said no to this, which counts until the vault is locked.',
    unanswered: 'Nobody answered in the window. Nothing was done.',
    unregistered:
      'The app does not know this program, or it was revoked. "holdfast client register NAME" asks to be let in.',
    'other-vault':
      'This program is registered with another vault than the one that is open. Open that one in the window.',
    'not-chosen': 'This place was not chosen in the window. Choose it there.',
    'not-memory': 'This vault is stored already. Nothing was done.',
    sender: 'This message does not come from the window of Holdfast. Nothing was done.',
  } satisfies Record<Denial, string>,
  socket: {
    'not-started':
      'Holdfast could not be started: it is not beside this command, or there is no screen here. Start it from your desktop.',
    'no-app': 'Holdfast is not running. Start it, or name a vault file: --vault FILE, or set HOLDFAST_VAULT.',
    'no-key':
      'Holdfast has not run in this account yet, so nobody could tell it from an impostor. Start it, or name a vault file: --vault FILE.',
    'not-genuine':
      'What answers in the place of Holdfast does not have its key. Nothing was sent to it. See which program listens there.',
    'other-version':
      'What answers in the place of Holdfast speaks another version of its protocol. Nothing was sent to it. The app and this command must be of one version.',
    broken: 'The connection to Holdfast broke off. Whether the request was carried out is not known.',
  } satisfies Record<SocketFault, string>,
  needsFile: {
    'recovery-issue':
      'No program gets recovery sheets from the app: they open the vault whatever is revoked later. Make them in the window (Menu, Recovery sheets), or name the vault file: --vault FILE.',
    'recovery-restore':
      'Sheets give a new passphrase to a vault file: name it with --vault FILE. While the vault is open in the window, change the passphrase there.',
    'recovery-revoke':
      'No program revokes the sheets: that needs the passphrase. Do it in the window (Menu, Recovery sheets), or name the vault file: --vault FILE.',
    rekey:
      'No program changes the keys of the vault: that needs the passphrase. Do it in the window (Menu, Change the keys of this vault), or name the vault file: --vault FILE.',
    rotate: 'No program changes the keys of the vault: name the vault file with --vault FILE.',
    'backup-place':
      'A backup to a place that is no file is made without the app: name the vault with --vault PLACE.',
    'backup-locked':
      '--locked copies a vault file without its passphrase: name it with --vault FILE. Without --locked the app makes the backup.',
    attachment:
      'A file of more than 24 MB goes into the vault file itself, not through the app: name it with --vault FILE.',
    people:
      'No program changes who opens the vault: that needs the passphrase. Do it in the window (Menu, People), or name the vault file: --vault FILE.',
    'security-keys':
      'No program changes what opens the vault: name the vault file, --vault FILE, or use the window.',
    devices:
      'No program sees or changes the devices of the vault: name the vault itself, --vault FILE or folder:PATH.',
    breached: 'The app compares with no list: name the vault itself, --vault FILE, or leave --breached out.',
    repair: 'A repair reads the damaged file itself: name it with --vault FILE, or repair it in the window.',
    letter:
      'The app prints the letter itself (Menu, Recovery sheets, Letter). Here, name the vault with --vault FILE.',
    drill:
      'The app takes the newest backup that it knows, and sheets. With a passphrase, or a backup that you name, do the drill with --vault FILE.',
  } satisfies Record<FileTask, string>,
  internal: (reference: string) =>
    `Holdfast failed for a reason of its own; reference ${reference}. Set HOLDFAST_DEBUG=1 to see where.`,
  settled: {
    'set-aside': (file: string, kept: readonly string[]) =>
      `A leftover beside ${file} belongs to another file or to another state of it. It was not used, and is kept as ${kept.join(' and ')}.`,
    undone: (file: string, kept: readonly string[]) =>
      `A write to ${file} had broken off and was undone${kept.length === 0 ? ': the vault is as it was before that write.' : `. If anything is missing, look at what was there: it is kept as ${kept.join(' and ')}.`}`,
  },
};

function on(day: string | undefined): string {
  return day === undefined ? '' : ` on ${day}`;
}

function said(os: string): string {
  return os === '' ? '' : ` (${os})`;
}

const kdfFaults: Readonly<Record<KdfFault, string>> = {
  memory: 'memory in KiB',
  passes: 'passes',
  lanes: 'lanes',
  work: 'memory in KiB times passes',
  slots: 'passphrases',
};
