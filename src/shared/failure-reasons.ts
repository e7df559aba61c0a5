// Why something was refused or failed, as closed lists. Words for people are made from them, by the
// window and the command line.

export const pathFaults = [
  'empty',
  'too-long',
  'empty-segment',
  'dot-segment',
  'control-character',
  'not-text',
] as const;
export type PathFault = (typeof pathFaults)[number];

export const damagedParts = [
  'file',
  /**
   * The folder of a vault lacks some of what always lies in it: it was copied by half, or something
   * was removed.
   */
  'folder',
  'manifest',
  'head',
  'object',
  'missing-object',
  'page',
  'audit',
] as const;
export type DamagedPart = (typeof damagedParts)[number];
/** What lies at a place where no vault does. */
export const noVaultReasons = [
  'empty',
  'other-format',
  'folder',
  'dangling-link',
  'not-a-file',
  /** A folder was named, and there is none, or nothing in it, or something else. */
  'not-a-folder',
  'empty-folder',
  'other-folder',
  'other-objects',
] as const;
export type NoVaultReason = (typeof noVaultReasons)[number];
/** Why an import was refused as a whole. */
export const importFaults = [
  'unknown-format',
  /** Of a known program, written in a form that came later; `version` tells which, where it is a number. */
  'newer-version',
  /** Encrypted or packed in a way that no reader of ours knows; `part` tells what it is. */
  'unknown-scheme',
  /** A KeePass database whose cipher is none of AES and ChaCha20: mostly Twofish. */
  'keepass-cipher',
  /**
   * Another program's export, which `program` names: no reader of ours knows it, and it is no plain
   * JSON.
   */
  'foreign',
  'malformed',
  /** The text is neither UTF-8 nor UTF-16, or not in the encoding that was said. */
  'unknown-encoding',
  'wrong-password',
  /** `program`, which decrypts it, is not there. */
  'program-missing',
  /** `program` did not decrypt it. */
  'not-decrypted',
  'too-large',
  'kdf-too-large',
  'timed-out',
  'crashed',
  'unreadable',
  /** Somebody wrote it while it was read. */
  'changed',
  /** The server has no secret at that address, and none below it. */
  'nothing-there',
  /** What was written is not read back as it was; `paths` name the secrets. */
  'not-read-back',
] as const;
export type ImportFault = (typeof importFaults)[number];

/** The part of a file in which an import was refused. */
export const importParts = [
  'header',
  'cipher',
  'compression',
  'kdf',
  'inner-stream',
  'content',
  'compressed-content',
  'protected-value',
  'key-file',
  'recipients',
  'xml',
  'encoding',
  'nesting',
] as const;
export type ImportPart = (typeof importParts)[number];

/** Why a line of an env file sets no variable. */
export const envFaults = ['no-assignment', 'open-quote', 'text-after-quote'] as const;
export type EnvFault = (typeof envFaults)[number];

/** Why an entry was skipped, failed, or arrived in part. */
export const importNotes = [
  ...envFaults,
  /** A later line sets the variable again. */
  'set-again',
  'already-imported',
  /** Every field, tag and file of it is those of the secret `reference`. */
  'same-there',
  /** The person wants it left out. */
  'not-wanted',
  'deleted-here',
  'in-bin',
  'in-archive',
  /** A secret lies at its path that whoever imports may not write. */
  'not-writable',
  'not-unicode',
  /** `what` is too large; the field `name`, where that alone was left out. */
  'too-large',
  /** It has more than one secret holds, and comes as `count`. */
  'split',
  'unfit',
  /** More than `count`. */
  'too-many-versions',
  /** The oldest of more than `count` versions were left out. */
  'history-cut',
  'history-too-large',
  /** `count` tags were too long or too many. */
  'tags-lost',
  /** `name` is an attachment's. */
  'attachment-missing',
  /** Of `count` bytes. */
  'attachment-too-large',
  'attachment-of-older-version',
  /** A file of an archive. */
  'file-of-none',
  /** The files of its entries lie in a folder beside it that nobody named. */
  'files-beside',
  /** What an older version was called; it has no title of its own here. */
  'older-title',
  /** Older versions had an expiry that a later one had no more. */
  'older-expiry',
  /** `name` is a field's, which is no text. */
  'kept-as-file',
  /** A field held a `reference` to another one, and has its text now. */
  'reference-replaced',
  'reference-dangling',
  /** What a secret does not hold: `losses`. */
  'left-out',
  /** Damage in the file's header would not be noticed. */
  'no-header-hash',
  /** A row has `count` cells, and its header another number. */
  'ragged',
  /** The first row of a table was taken for names, none of which is known. */
  'first-row-names',
  /** What is said of a column `name`, which the table has not. */
  'no-column',
  /** A field whose name is empty or too long comes as `name`. */
  'field-renamed',
  /** `name` is a field's that was written in HTML's way. */
  'entities-decoded',
  /** A line holds no one-time code, or one of a kind that none can be made from. */
  'no-code',
  /** A line is no JSON. */
  'no-json',
  /** `count` pictures of an export of several were not there. */
  'parts-missing',
  'no-square-code',
  /** Damaged, too large, or no picture at all. */
  'picture-unread',
  /** A key in PuTTY's form, of a kind that has no other here. */
  'kept-as-putty',
  /** A key in PEM is encrypted by `name`, which nothing here opens: neither it nor its passphrase was tried. */
  'key-not-opened',
  /** The file names a program that has the password. */
  'password-elsewhere',
  /** An object of another kind. */
  'no-secret',
  /** The program that has the keys did not decrypt it. */
  'not-decrypted',
  /** A file in a folder, of no format that is known. */
  'unknown-file',
  /** A file in a folder, with nothing in it. */
  'empty-file',
  /** The server that has it does not let it be read. */
  'may-not-read',
  /** The server lets none but its newest version be read. */
  'newest-alone',
  /** The server that has it gives none of it. */
  'deleted-there',
  /** `count` of its versions were deleted on the server that has them. */
  'versions-gone',
] as const;
export type ImportNote = (typeof importNotes)[number];

/** What of an entry or a folder no secret holds. */
export const importLosses = [
  'notes',
  'auto-type',
  'own-icon',
  /** One of the usual icons: `icon`. */
  'icon',
  'colours',
  /** It is left out where weak passwords are looked for. */
  'no-check',
  /** What a new entry's user name is there. */
  'default-username',
  'tags',
  'custom-data',
  'expiry',
  /** A folder in which nothing lies. */
  'empty-folder',
  /** What stands beside the values of a text, for whoever reads it. */
  'comments',
  /** Its parts are hidden fields; nothing here signs in with it. */
  'passkey',
] as const;
export type ImportLoss = (typeof importLosses)[number];

/** Why one sheet was not taken. */
export const shareFaults = [
  'empty',
  /** `words` are in no SLIP-39 list. */
  'unknown-words',
  'too-few-words',
  'too-many-words',
  /** The words are all real, but one or two are wrong or swapped. */
  'checksum',
  'other-vault',
  /** From a set that another replaced. */
  'retired-set',
  /** From a set that was revoked, or voided by a new root key; none took its place. */
  'ended-set',
  /** From a set that was issued, and is not in use: not every sheet of it was read back. */
  'pending-set',
  /** From another set: of this vault or any other, the words alone do not say. */
  'other-set',
  'same-sheet',
  /** Two sheets carry the same number and different words: one of them is not what was printed. */
  'contradicts',
  /** It fits its set by name, and does not fit the other sheets: not what was printed. */
  'not-genuine',
  /** A good SLIP-39 share, but of a kind that Holdfast never prints. */
  'foreign',
] as const;
export type ShareFault = (typeof shareFaults)[number];

/** Why a picture or PDF gave no sheet. */
export const pictureFaults = [
  'empty',
  'too-large',
  'unknown-format',
  'damaged',
  'no-code',
  /** A code was read, and it is not one of ours. */
  'other-code',
  'too-many-pages',
  'timed-out',
  'crashed',
  'unreadable',
] as const;
export type PictureFault = (typeof pictureFaults)[number];

/** Why no backup was made or put back; nothing was changed then. */
export const backupFaults = [
  /** The file at the destination is a vault, but not this one. */
  'other-vault',
  /** The destination is the vault itself. */
  'own-file',
  /** The destination lies below the vault's own name, as if that were a folder. */
  'inside-vault',
  /** The destination is a link to a file, or leads nowhere. */
  'symlink',
  'missing-folder',
  'not-a-folder',
  /** A file lies at the destination, and a program replaces none. */
  'taken',
  /** What lies at the destination is newer than the vault. */
  'newer',
  /**
   * A copy of the vault lies there, with changes that the vault does not have as far as can be
   * told.
   */
  'other-history',
  /** What was written did not read back as it was written: the new file was taken away again. */
  'not-proven',
  /** A vault in memory has no file to copy. */
  'memory',
  /** The folder holds no backup. */
  'none-there',
  /** `place`: the newest of those that there are, all of which are broken. */
  'none-readable',
  /** None was made here, or none of the places can be reached. */
  'none-known',
] as const;
export type BackupFault = (typeof backupFaults)[number];

/** What of a key derivation is out of bounds. */
export const kdfFaults = [
  /** KiB. */
  'memory',
  'passes',
  'lanes',
  /** KiB times passes: how long it takes. */
  'work',
  /** How many passphrases open the vault. */
  'slots',
] as const;
export type KdfFault = (typeof kdfFaults)[number];

/** Why a service with a vault was not reached, or refused. */
export const serviceFaults = [
  'name-not-found',
  'unreachable',
  'connection-refused',
  'certificate',
  'certificate-expired',
  'certificate-name',
  'no-tls',
  'ca-file',
  'no-credentials',
  'credentials-refused',
  'no-bucket',
  'no-database',
  'no-schema',
  'wrong-region',
  'clock',
  /** It answers as no such service does. */
  'server',
  'may-not-get',
  'may-not-put',
  'may-not-list',
  'may-not-delete',
  // Several writers would lose writes: what it did when it was tried.
  'probe-ignored',
  'probe-unsupported',
  'probe-race',
  'probe-unread',
  'probe-unlisted',
  'probe-undeleted',
] as const;
export type ServiceFault = (typeof serviceFaults)[number];

/** Why a vault's store, or a file beside it, cannot be read or written. */
export const storeFaults = [
  ...serviceFaults,
  /** Another vault, or another state of this one, took its place while it was open. */
  'file-replaced',
  'file-missing',
  /** What another device wrote has not all come yet. */
  'not-come',
  /** A cloud's folder shows a file whose bytes are not on this computer. */
  'not-downloaded',
  /** A write broke off, and what may only be read cannot be settled. */
  'journal-beside',
  'path-too-long',
  'cannot-open',
  'no-folder',
  'sheets-differ',
  'sheets-unwritten',
  'report-unwritten',
  'export-unwritten',
  'no-chromium',
  'printer',
  /** Anything else that the system says. */
  'system',
] as const;
export type StoreFault = (typeof storeFaults)[number];

/** Why the running app was not reached. */
export const socketFaults = [
  /** Nothing listens: the app is not running. */
  'no-app',
  /**
   * The app has never run in this account, so nobody could tell whether it is the app that answers.
   */
  'no-key',
  /** What answers does not have the app's key. Nothing was sent to it. */
  'not-genuine',
  /** What answers speaks another version of the protocol. */
  'other-version',
  /** It went away, or what it said makes no sense. */
  'broken',
  /** It is not here, does not start, or there is no screen for it. */
  'not-started',
] as const;
export type SocketFault = (typeof socketFaults)[number];

/** What no program gets through the socket, whatever policies it has (threat-model.md). */
export const fileTasks = [
  'recovery-issue',
  'recovery-restore',
  'recovery-revoke',
  'rekey',
  'rotate',
  'backup-locked',
  /** A backup to a place that is no file. */
  'backup-place',
  'repair',
  /** A drill without sheets, or with a backup that was named. */
  'drill',
  'letter',
  'people',
  'security-keys',
  'devices',
  'breached',
  /** A file that is too long to be sent in one message. */
  'attachment',
] as const;
export type FileTask = (typeof fileTasks)[number];

/** Why nothing was changed about who opens the vault. */
export const personFaults = [
  'name-empty',
  'name-long',
  /** Control characters, or ones that nobody sees. */
  'name-characters',
  /** What the person without a name is called. */
  'name-reserved',
  'name-taken',
  /** The vault has as many passphrases as it may. */
  'full',
  'invited-full',
  /** The person whose passphrase was given cannot be the one who is removed. */
  'self',
  /** Nobody else opens the vault with a passphrase. */
  'last',
  /** Several people open the vault: whose passphrase is replaced must be said. */
  'choose',
] as const;
export type PersonFault = (typeof personFaults)[number];

/** Why an invitation or an answer to one was not taken. */
export const codeFaults = [
  'empty',
  /** Neither an invitation nor an answer. */
  'unknown',
  /** A part of it is missing or was changed on the way. */
  'cut',
  /** From a newer Holdfast. */
  'newer',
  /** What it says is none of what an invitation or answer says. */
  'malformed',
  /** An answer where an invitation is asked for, and the other way round. */
  'answer',
  'invitation',
  'other-vault',
  /**
   * The vault knows no such invitation: it was answered, withdrawn, or the keys were changed since.
   */
  'not-invited',
  /** The words that were compared are others. */
  'words',
] as const;
export type CodeFault = (typeof codeFaults)[number];

/** Why the file of an import was not deleted. */
export const sourceFaults = [
  /** It is not the file any more that was read. */
  'changed',
  'gone',
  /** A symbolic link, or a file with another name beside this one. */
  'link',
  'not-allowed',
  /** Not all that it held is in the vault. */
  'incomplete',
] as const;
export type SourceFault = (typeof sourceFaults)[number];

/** Why something was not allowed. */
export const denials = [
  /** No policy lets this program do that. */
  'policy',
  /** The person said no; it holds until the vault is locked. */
  'person',
  /** Nobody answered in the window. */
  'unanswered',
  /** The app does not know this program, or it was revoked. */
  'unregistered',
  /** Of another vault than the one that is open. */
  'other-vault',
  /** A place that the person did not choose in the window. */
  'not-chosen',
  /** The vault is not one in memory. */
  'not-memory',
  /** A message that does not come from our own page. */
  'sender',
] as const;
export type Denial = (typeof denials)[number];

/** What has a limit: of bytes, characters or numbers. */
export const bounds = [
  'attachment',
  'attachments',
  'code',
  'field-name',
  'fields',
  'holder',
  'input',
  'key-file',
  'message',
  'metadata',
  'metadata-key',
  'metadata-value',
  'policies',
  'policy-file',
  'request',
  'secret',
  'setting',
  'sheet-line',
  'tag',
  'tags',
  /** A file where a text or a variable is asked for. */
  'value',
  'version',
] as const;
export type Bound = (typeof bounds)[number];

/** Why a text gives no one-time codes. */
export const otpFaults = [
  'empty',
  /** No secret in base32, and no address that begins with `otpauth://` or `steam://`. */
  'not-base32',
  'no-secret',
  'too-long',
  /** Neither by time nor by counter nor Steam's. */
  'kind',
  'algorithm',
  'digits',
  'period',
  'counter',
  /** Several of them, as an authenticator exports: each is a secret of its own. */
  'several',
  /** An export of Google Authenticator that is cut off or changed. */
  'export-damaged',
  /** The window holds it no longer: it was read before the vault was locked. */
  'forgotten',
] as const;
export type OtpFault = (typeof otpFaults)[number];

/** What a file is read for. */
export const fileUses = [
  'code',
  'env-file',
  'field',
  'import',
  'input',
  'passphrase',
  'policies',
  'sheet',
  'template',
] as const;
export type FileUse = (typeof fileUses)[number];

/** Why a line of a policy file was refused. */
export const policyFileFaults = [
  'tab-indent',
  'duplicate-field',
  'bad-indent',
  'bad-escape',
  'alias',
  'not-yaml',
  'too-deep',
  'not-a-policy',
  'missing-field',
  'unknown-field',
  'not-one-text',
  'empty-field',
  'unknown-permission',
  'duplicate-name',
] as const;
export type PolicyFileFault = (typeof policyFileFaults)[number];

/** Why what begins like a reference is none. */
export const referenceFaults = [
  'no-key',
  'empty-key',
  'not-a-path',
  /** `?` is followed by something else than `version=N`. */
  'query',
  /** A `%` begins no code. */
  'percent',
  /** `{{` does not end on its line. */
  'open-braces',
] as const;
export type ReferenceFault = (typeof referenceFaults)[number];

/** Why a vault was not opened quickly, or why quick unlock is not to be had. */
export const quickUnlockFaults = [
  /** `left` more may be given. */
  'wrong-pin',
  /** Too many wrong ones: what they would have opened is gone. */
  'too-many',
  /** The hours are over, or the system let the key go. */
  'over',
  /** Keys, a passphrase, a key file, people or sheets were changed since. */
  'keys-changed',
  /** Nothing of it is ready for this vault. */
  'not-ready',
  /** The system asked, and the person did not prove who they are. */
  'not-confirmed',
  'pin-short',
  /** One character again and again, or a row of them. */
  'pin-easy',
  // Why it cannot be had on this machine.
  /** The vault is in memory alone. */
  'not-stored',
  /** No kernel's keyring on this kind of system. */
  'no-keyring',
  /** The kernel refuses its keyring, as in many containers. */
  'keyring-refused',
  /** The system has no keychain, or a stand-in that seals with a key which everybody knows. */
  'no-keychain',
  /** Nothing of the system asks. */
  'no-question',
  /** Only a package that the system installs tells polkit what it would ask for. */
  'no-policy',
  /** The system lets this account through without a question. */
  'asks-nothing',
  /** polkit has nobody who would ask in this session. */
  'no-agent',
] as const;
export type QuickUnlockFault = (typeof quickUnlockFaults)[number];

/** Why a security key was not asked, or opened nothing. */
export const securityKeyFaults = [
  // What is missing on this machine.
  /** libfido2 is not installed, or this kind of system has none. */
  'no-library',
  'no-key',
  /** More than one is connected, and nothing tells which is meant. */
  'several',
  /** The key gives no secrets (hmac-secret). */
  'no-secrets',
  // What the person did, or did not.
  'not-touched',
  'refused',
  /** It is asked for, and none was given. */
  'needs-pin',
  /** `left` more may be given. */
  'wrong-pin',
  /** The key takes no PIN until it is connected anew. */
  'pin-later',
  /** The key takes no PIN any more. */
  'pin-blocked',
  /** It was taken out, or does not answer as one. */
  'failed',
  // What it stands in the vault.
  /** No slot is of this vault's connected keys. */
  'not-of-this-vault',
  /** What it gave opens nothing: it was reset, or the slot was altered. */
  'opens-nothing',
  /** The vault has no security key. */
  'none',
  'already',
  /** Neither sheets nor a second key. */
  'sheets-first',
  'full',
  /** Another key of the vault is called so. */
  'name-taken',
  'name-empty',
  /** Too long, or with characters that nobody sees. */
  'name-refused',
  /** What is to be done takes the passphrase. */
  'needs-passphrase',
] as const;
export type SecurityKeyFault = (typeof securityKeyFaults)[number];
