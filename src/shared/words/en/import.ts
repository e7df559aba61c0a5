import type { Bound, ImportLoss, ImportNote, ImportPart } from '../../failure-reasons.ts';
import type { ImportNoteTold, ImportPlace } from '../../import-note.ts';
import type { EntryChoice, EntryExtra, PlannedEntry } from '../../import-plan.ts';
import type { ImportSource } from '../../import-source.ts';
import { templateOf } from '../../templates.ts';
import { some } from './format.ts';
import { templateWords } from './templates.ts';

const lossWords: Readonly<Record<ImportLoss, (icon: string) => string>> = {
  notes: () => 'notes',
  'auto-type': () => 'auto-type',
  'own-icon': () => 'its own icon',
  icon: (icon) => `icon ${icon}`,
  colours: () => 'colours',
  'no-check': () => 'that its password is not to be checked',
  'default-username': () => 'the user name for new entries',
  tags: () => 'tags',
  'custom-data': () => 'custom data',
  expiry: () => 'expiry',
  'empty-folder': () => 'the folder itself, in which nothing lies',
  comments: () => 'comments',
  passkey: () => 'the use of a passkey, whose parts are hidden fields',
};

const parts: Readonly<Record<Bound, string>> = {
  attachment: 'attachment',
  attachments: 'attachments',
  code: 'code',
  'field-name': 'name of a field',
  fields: 'number of fields',
  holder: 'holder',
  input: 'input',
  'key-file': 'key file',
  message: 'message',
  metadata: 'metadata',
  'metadata-key': 'key of the metadata',
  'metadata-value': 'value of the metadata',
  policies: 'policies',
  'policy-file': 'policy file',
  request: 'request',
  secret: 'secret',
  setting: 'setting',
  'sheet-line': 'line of a sheet',
  tag: 'tag',
  tags: 'tags',
  value: 'value',
  version: 'version',
};

const partsOfFile: Readonly<Record<ImportPart, string>> = {
  header: 'the header',
  cipher: 'the cipher',
  compression: 'the compression',
  kdf: 'the key derivation',
  'inner-stream': 'the inner stream',
  content: 'the encrypted content',
  'compressed-content': 'the compressed content',
  'protected-value': 'a protected value',
  'key-file': 'the key file',
  recipients: 'whom it is encrypted to',
  xml: 'the XML',
  encoding: 'the text encoding',
  nesting: 'it is nested too deeply',
};

type Told = (note: ImportNoteTold) => string;

const notes: Readonly<Record<ImportNote, string | Told>> = {
  'no-assignment': 'it has no NAME=value',
  'open-quote': 'the quote does not end',
  'text-after-quote': 'there is text after the closing quote',
  'set-again': 'a later line sets it again',
  'already-imported': 'it is imported already',
  'same-there': ({ reference = '' }) => `the same as ${reference} in every field, tag and file`,
  'not-wanted': 'it was to be left out',
  'deleted-here': 'it is deleted in the vault',
  'in-bin': 'it is in the recycle bin',
  'in-archive': 'it is in the archive',
  'not-writable': 'a secret is there that may not be written to',
  'not-unicode': 'it is not Unicode text',
  'too-large': ({ what = 'secret', name }) =>
    name === undefined ? `too large: ${parts[what]}` : `${name} is too large for a secret, and was left out`,
  split: ({ count }) => `it has more than one secret holds, and comes as ${count}, numbered from the second`,
  unfit: 'it cannot be a secret',
  'too-many-versions': ({ count }) => `it has more than ${count} versions`,
  'history-cut': ({ count }) => `its history is longer than ${count} versions: the oldest were left out`,
  'history-too-large': 'its history is too large: the oldest versions were left out',
  'tags-lost': ({ count = 0 }) => `${count} ${count === 1 ? 'tag was' : 'tags were'} too long or too many`,
  'attachment-missing': ({ name }) => `the attachment ${name} is missing or too large`,
  'attachment-too-large': ({ name, count }) => `the attachment ${name} is too large, with ${count} bytes`,
  'attachment-of-older-version': ({ name }) => `the attachment ${name} of an older version was left out`,
  'file-of-none': 'no entry names this file, which was left out',
  'files-beside':
    'the files of its entries lie in the folder “attachments” beside it, and are left out: choose the whole folder, or give it by name, and they come, too',
  'older-title': ({ name }) => `an older version was called ${name}, which was left out`,
  'older-expiry': 'older versions had an expiry, gone later on, which was left out',
  'kept-as-file': ({ name }) => `${name} is not text, and is kept as a file`,
  'reference-replaced': ({ name, reference = 'a reference' }) =>
    `${name}: ${reference} was replaced by what it refers to, and no longer follows it`,
  'reference-dangling': ({ name, reference = 'a reference' }) =>
    `${name}: ${reference} refers to nothing that is there`,
  'left-out': ({ losses = [], icon = '' }) =>
    `left out: ${losses.map((one) => lossWords[one](icon)).join(', ')}`,
  'no-header-hash': 'it has no hash of its header: damage there would not be noticed',
  ragged: ({ count = 0 }) =>
    `the row has ${count} ${count === 1 ? 'cell' : 'cells'}, not as many as the header`,
  'no-column': ({ name }) => `no column is called ${name}: what was said of it had no effect`,
  'first-row-names':
    'it was taken for the names of the columns; if it is an entry, put a line of names before it',
  'field-renamed': ({ name }) => `a field without a name, or with too long a one, is called ${name}`,
  'entities-decoded': ({ name }) => `${name} was written as HTML (&amp; for &) and is plain text now`,
  'no-code': 'it holds no one-time code that can be kept',
  'no-json': 'it is not JSON',
  'parts-missing': ({ count = 0 }) =>
    `${count} ${count === 1 ? 'picture' : 'pictures'} of this export of several ${count === 1 ? 'is' : 'are'} missing`,
  'no-square-code': 'no square code was found in this picture: take it again, straight and whole',
  'picture-unread': 'this picture is damaged, or too large to be read',
  'kept-as-putty': "its key stays in PuTTY's form: its kind has no other here",
  'key-not-opened': ({ name }) =>
    `its key is encrypted in an old way (${name}) that is not supported: it came as it is, and so did its password, untried; "openssl pkcs8 -topk8 -provider legacy -provider default -in FILE -out NEW" encrypts it again`,
  'password-elsewhere': 'its password is with another program, not in the file',
  'not-decrypted': 'it was not decrypted',
  'unknown-file': 'it is of no format that can be imported',
  'empty-file': 'it is empty',
  'may-not-read': 'the server does not let it be read with this token',
  'newest-alone': 'the server lets only its newest version be read with this token',
  'deleted-there': 'it is deleted there, and the server gives none of it',
  'versions-gone': ({ count = 0 }) =>
    `${count} of its versions ${count === 1 ? 'is' : 'are'} deleted there, and did not come`,
  'no-secret': 'it is an object of another kind',
};

/** Why an entry was skipped, failed or arrived in part. */
export function importNote(note: ImportNoteTold): string {
  const told = notes[note.reason];
  return typeof told === 'function' ? told(note) : told;
}

/** Where in the file that is. */
export function importPlace({ file, ...note }: ImportNoteTold): string {
  if (file === undefined) return placeOf(note);
  return note.place === '' && note.line === undefined ? file : `${file}, ${placeOf(note)}`;
}

function placeOf({ place, isFolder, line }: ImportNoteTold): string {
  if (line !== undefined) return `line ${line}`;
  if (place === '') return 'the file';
  return isFolder ? `folder ${place}` : place;
}

/** Where a whole file was refused, where that is known. */
export function importRefusedAt(place: ImportPlace): string | undefined {
  const { part, line, column, version, paths } = place;
  if (paths !== undefined) return importLacking(place);
  if (line !== undefined) return `line ${line}, column ${column ?? 1}`;
  if (version !== undefined) return `version ${version}`;
  return part === undefined ? importProgram(place) : partsOfFile[part];
}

/** The program whose export it is. */
export function importProgram({ program, isEncrypted }: ImportPlace): string | undefined {
  return program !== undefined && isEncrypted ? `${program} (encrypted)` : program;
}

/** What would become of one entry of a file, in one line. */
export function importPlanned(entry: PlannedEntry): string {
  const { standing, choice } = entry;
  if (standing === 'new') return `new: ${choice === 'skip' ? importChoices.skip : importBrings(entry)}`;
  return `${importStands(entry)}: ${importChoices[choice]}`;
}

/** How a window calls the fields of one entry; a command line has their names. */
type Labels = (names: readonly string[]) => readonly string[];
const asNamed: Labels = (names) => names;

/** How an entry stands to what is there. */
export function importStands(entry: PlannedEntry, labels: Labels = asNamed): string {
  const { standing, meets = '' } = entry;
  const differs = labels(entry.differs ?? []);
  if (standing === 'new') return 'new';
  if (standing === 'same') return `the same as ${meets}`;
  return `changed, compared with ${meets}${differs.length === 0 ? '' : ` (${differs.join(', ')})`}`;
}

/** Type, fields and whatever else an entry brings along. */
export function importBrings(entry: PlannedEntry, labels: Labels = asNamed): string {
  const { fields, versions, tags = 0, extras = [] } = entry;
  const names = fields.map(({ name }) => name);
  const template = templateOf(names);
  const rest = [
    ...(versions > 1 ? [`${versions} versions`] : []),
    ...(tags > 0 ? [`${tags} ${tags === 1 ? 'tag' : 'tags'}`] : []),
    ...extras.map((one) => extraWords[one]),
  ];
  const told = names.length === 0 ? 'no fields' : labels(names).join(', ');
  const kind = template === undefined ? '' : `${templateWords.names[template]}, `;
  return `${kind}${told}${rest.length === 0 ? '' : `; ${rest.join(', ')}`}`;
}

export const importChoices: Readonly<Record<EntryChoice, string>> = {
  version: 'a new version',
  both: 'a secret of its own',
  skip: 'left out',
};

const extraWords: Readonly<Record<EntryExtra, string>> = {
  deleted: 'deleted',
  archived: 'archived',
  favourite: 'a favourite',
  expires: 'expires',
};

/** Secrets that were not read back as they were written. */
export function importLacking({ paths = [], count }: ImportPlace): string {
  return `${paths.join(', ')}${count === undefined ? '' : `, and ${count - paths.length} more`}`;
}

/** What is to be known of the file of an import before it is deleted. */
export function importSource(source: ImportSource): string {
  const { tool, beside, others = [] } = source;
  const carried =
    tool === undefined
      ? []
      : ['A program that syncs its folder may have copied it elsewhere, and may keep it there.'];
  const files = beside === undefined ? [] : [`The folder ${beside} has its long files, and stays.`];
  const all = [source, ...others];
  const plain = all.filter(({ isPlain }) => isPlain).map(({ name }) => name);
  const sealed = all.filter(({ isPlain }) => !isPlain).map(({ name }) => name);
  const what = [
    ...(plain.length === 0
      ? []
      : plain.length === 1
        ? [`${some(plain)} is plain text: whoever gets it can read these secrets.`]
        : [`${some(plain)} are plain text: whoever gets them can read these secrets.`]),
    ...(sealed.length === 0
      ? []
      : sealed.length === 1
        ? [`${some(sealed)} is encrypted, and still has these secrets.`]
        : [`${some(sealed)} are encrypted, and still have these secrets.`]),
  ];
  return [...what, ...carried, ...files].join(' ');
}

/** What a deleted file leaves behind. */
export const importMayStay =
  'An SSD, backups and snapshots may keep what it held for a while: nothing that a program writes over it helps there.';
