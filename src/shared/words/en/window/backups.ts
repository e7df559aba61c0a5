import { count, numbers } from './count.ts';
import { moment } from './time.ts';

const secrets = (n: number) => count(n, 'secret', 'secrets');
const sizes = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** `1.4 MB`: bytes as people say them. */
export function size(bytes: number): string {
  let n = bytes;
  let unit = 0;
  while (n >= 1_000 && unit < sizes.length - 1) {
    n /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || n >= 100 ? Math.round(n) : n.toFixed(1)} ${sizes[unit]}`;
}

const kept = {
  last: ['newest', 'newest'],
  daily: ['day', 'days'],
  weekly: ['week', 'weeks'],
  monthly: ['month', 'months'],
};

/** What the pages on backups say. */
export const backupsWords = {
  title: 'Backups',
  menu: 'Backups…',
  back: 'All backups',
  loading: 'Looking…',
  revision: (n: number) => `revision ${numbers.format(n)}`,
  banner: {
    label: 'Backups',
    text: 'This vault has no backup: a broken or lost disk would take it along.',
    action: 'Set up backups',
    dismiss: 'Not now',
  },
  trouble: (folder: string, what: string) => `No backup was made in ${folder}. ${what}`,
  page: {
    noneTitle: 'No backups yet',
    none: 'A broken or lost disk takes the vault along. A backup is a vault file like any other: the same passphrase and the same recovery sheets open it. Each is read back, part by part, before it counts.',
    choose: 'Choose a folder for backups…',
    chooseHelp:
      'Best on another disk, or in a folder that is kept elsewhere too. Nobody can read a backup without your passphrase.',
    neverTitle: 'No backup was made yet',
    never: 'A folder is chosen, and it holds no proven backup of this vault.',
    upToDate: 'Everything is backed up',
    away: 'The backups cannot be reached',
    behind: (n: number) => `${count(n, 'change is', 'changes are')} not backed up yet`,
    unknown: 'Backed up',
    proven: (when: string) => `Every part of a backup was last read back and checked ${when}.`,
    unproven:
      'The newest backup was made while the vault was locked: it was compared byte for byte. The next one made while it is open is read back and checked.',
    places: 'Where backups go',
    add: 'Add a folder…',
    runAll: 'Back up into all of them now',
    unavailable: 'This vault cannot be backed up as long as it is in memory alone. Keep it as a file first.',
  },
  place: {
    run: 'Back up now',
    runIn: (folder: string) => `Back up now into ${folder}`,
    list: 'See its backups',
    listOf: (folder: string) => `See its backups: ${folder}`,
    remove: 'Take this folder off the list…',
    more: (folder: string) => `More about ${folder}`,
    none: 'No backup here yet',
    newest: (when: string, revision: number) => `Newest: ${when}, revision ${numbers.format(revision)}`,
    behind: (n: number) => `${count(n, 'change', 'changes')} since`,
    current: 'up to date',
    proven: (when: string) => `Read back and checked ${when}`,
    provenBefore: (when: string) => `One before it was read back and checked ${when}`,
    structure:
      'Copied while the vault was locked: compared byte for byte, and checked with its keys by the next backup',
    missing: 'This folder is not there at the moment. Connect its disk; the next backup goes there again.',
    since: (when: string) => `Failing since ${when}.`,
    working: 'Making and checking a backup…',
    figure: (done: number, total: number) => `${Math.floor((100 * done) / total)} %`,
    removeTitle: 'Take this folder off the list?',
    removeText: (folder: string) => `No more backups go to ${folder}. Those that lie there stay.`,
    removeYes: 'Take it off',
    removed: 'The folder is off the list. Its backups stay where they are.',
  },
  made: {
    done: (n: number) => `Backed up and checked: ${count(n, 'part', 'parts')} copied.`,
    several: (n: number) => `Backed up and checked in ${count(n, 'folder', 'folders')}.`,
    copied: (n: number) =>
      `Backed up: ${count(n, 'part', 'parts')} copied and compared. Checked with its keys once the vault is open.`,
    unchanged: 'Nothing was new. The newest backup was checked again.',
    same: 'Nothing was new. The newest backup was compared again.',
    removed: (n: number) => `${count(n, 'old backup', 'old backups')} let go.`,
  },
  schedule: {
    title: 'When',
    onLock: 'After the vault was locked',
    onQuit: (seconds: number) => `Before Holdfast ends, which waits ${seconds} seconds for it at most`,
    daily: 'Once a day while the vault is open',
    never: 'Backups are made only when you press the button.',
  },
  retention: {
    title: 'How long backups stay',
    last: 'Newest backups',
    daily: 'One of each day, for',
    weekly: 'One of each week, for',
    monthly: 'One of each month, for',
    option: (kind: keyof typeof kept, n: number) =>
      n === 0
        ? 'none'
        : kind === 'last'
          ? numbers.format(n)
          : count(n, kept[kind][0] ?? '', kept[kind][1] ?? ''),
    text: 'A backup stays as long as one of these keeps it; the others are let go, in each folder, after a new one was proven. Only files that Holdfast named are ever removed, and the newest never is.',
  },
  any: {
    title: 'Open and check',
    text: 'A backup on a stick, or one made by the command line: look into it, check it, or restore it.',
    choose: 'Open a backup file…',
    textLocked: 'A backup on a stick, or one made by the command line: restore it.',
    chooseLocked: 'Restore a backup file…',
    verify: 'Check this vault',
    verifyText: 'Read everything in this vault, and authenticate it.',
    verifyLocked: 'Read this vault as far as that goes without its passphrase.',
  },
  list: {
    title: (folder: string) => `Backups in ${folder}`,
    none: 'No vault files lie in this folder.',
    locked: 'Unlock the vault to look into its backups, and to take single secrets out of one.',
    files: 'Backups, newest first',
    look: 'Look into it',
    lookInto: (when: string) => `Look into it: backup of ${when}`,
    verify: 'Check it',
    restore: 'Restore it…',
    restoreOf: (when: string) => `Restore it: backup of ${when}`,
    more: (when: string) => `More about the backup of ${when}`,
    proven: (when: string) => `checked ${when}`,
    compared: (when: string) => `compared with the locked vault ${when}, not checked with its keys`,
    unproven: 'not checked on this computer',
    foreign: 'Backup of another vault',
    notOurs:
      'Not ours, as far as this computer can tell: only the file itself says that it is a backup of this vault',
    file: 'Backup file',
  },
  key: {
    title: 'This backup has a key of its own',
    text: 'It was made before this vault’s root key was replaced, or it is of another vault. Its passphrase from then opens it.',
    passphrase: 'Passphrase of the backup',
    submit: 'Open the backup',
    empty: 'Enter the passphrase of the backup.',
    wrong:
      'This passphrase does not open the backup. Check Caps Lock and the keyboard layout, and try again.',
  },
  look: {
    opening: 'Opening the backup, and comparing it with the vault…',
    title: (time: number) => `Backup of ${moment(time)}`,
    lead: (n: number, revision: number) => `${secrets(n)}, revision ${numbers.format(revision)}; only read`,
    other: 'It is a backup of another vault: nothing of it can be taken into this one.',
    facts: 'Compared with the vault',
    missing: 'No longer in the vault',
    changed: 'Changed since',
    later: 'Added since',
    chosen: (n: number) => `${numbers.format(n)} chosen`,
    chooseAll: 'Choose all',
    chooseNone: 'Choose none',
    choose: (path: string) => `Choose ${path}`,
    take: 'Take into the vault…',
    takeTitle: (n: number) => `Take ${secrets(n)} into the vault?`,
    takeText:
      'Each becomes the newest version of its secret; the versions in the vault stay in the history. What the vault has just so already is left alone.',
    takeYes: 'Take them',
    taking: 'Taking them into the vault…',
    takenTitle: (n: number) =>
      n === 0
        ? 'The vault had all of it already'
        : `${secrets(n)} ${n === 1 ? 'is' : 'are'} back in the vault`,
    taken: 'New versions',
    takenVersion: (n: number) => `version ${numbers.format(n)}`,
    held: 'In the vault just so already',
    done: 'Done',
    search: 'Filter by path',
    only: 'Only what differs from the vault',
    list: 'Secrets of the backup',
    count: (n: number) => secrets(n),
    how: {
      missing: 'not in the vault',
      changed: 'changed since',
      same: 'as in the vault',
      later: 'added since',
    },
    again: 'same values as in the vault',
    deleted: 'deleted in the backup',
    same: 'Nothing differs: the backup holds what the vault holds.',
    noneTitle: 'Nothing found',
    none: 'No path of this backup fits the filter.',
    pickTitle: 'Choose a secret',
    pick: 'You see it as the backup has it, and can take it back into the vault.',
    restore: 'Restore all of it…',
    verify: 'Check it',
    detail: 'Secret in the backup',
  },
  secret: {
    loading: 'Loading…',
    of: (version: number, when: string) => `Version ${numbers.format(version)} of the backup, of ${when}.`,
    later: 'This secret was added after the backup was made: the backup does not have it.',
    noneCurrent: 'It is deleted in the backup. Choose a version of its history.',
    inVault: {
      same: 'same in the vault',
      other: 'another value in the vault',
      missing: 'not in the vault',
    },
    vault: {
      missing: 'The vault has no secret at this path.',
      none: 'In the vault this secret is deleted.',
      version: (n: number) => `The vault shows version ${numbers.format(n)}.`,
    },
    take: 'Take into the vault',
    takeText: 'It becomes the newest version in the vault; the versions there stay in the history.',
    taken: (path: string) => `${path} is as it was in the backup.`,
    same: 'The vault has the same values and history.',
    held: 'All of these values are in the vault as they are here.',
    versions: 'Versions in the backup',
    version: (n: number) => `Version ${numbers.format(n)}`,
    shown: 'Shown',
    show: (n: number) => `Show version ${numbers.format(n)}`,
    showShort: 'Show',
  },
  restore: {
    title: (time: number) => `Restore the backup of ${moment(time)}`,
    lead: 'The whole backup becomes a vault again. It is copied and compared; the backup itself is only read.',
    where: 'Where the restored vault goes',
    toFile: 'Into a new file',
    toFileHelp: 'The vault that is open now stays as it is.',
    inPlace: 'In the place of this vault',
    inPlaceHelp:
      'The vault that is open now is kept beside it under a dated name. What came after the backup is then only there.',
    run: 'Restore',
    working: 'Restoring…',
    askTitle: 'Restore in the place of this vault?',
    toFileLocked: 'This vault stays as it is.',
    inPlaceLocked:
      'The vault is kept beside it under a dated name. What came after the backup is then only there.',
    askLocked: (name: string) =>
      `The file of ${name} is kept under a dated name, and the backup takes its place.`,
    askText: (name: string) =>
      `Once the copy is whole, the vault locks. The file of ${name} is kept under a dated name, and the backup takes its place.`,
    yes: 'Restore in place',
    doneTitle: 'The backup is restored',
    done: 'Every part of the new file was compared with the backup. The same passphrase opens it as on the day of the backup.',
    file: 'The restored vault',
    open: 'Open the restored vault',
  },
  verify: {
    vaultTitle: 'Check this vault',
    backupTitle: (name: string) => `Check ${name}`,
    working: 'Reading and authenticating every part…',
    figure: (done: number, total: number) => `${numbers.format(done)} of ${numbers.format(total)}`,
    whole: 'Everything is whole',
    wholeLead: 'Every part was read and authenticated just now.',
    structure: 'Nothing is broken as far as can be told',
    structureLead:
      'Every part is there and can be read. Whether each is what was written, only the keys can tell: check it again once the vault is open.',
    damaged: (n: number) => `${count(n, 'part is', 'parts are')} damaged`,
    damagedVault: 'The vault is left as it is. Backups can fill in what is lost.',
    damagedBackup: 'The rest of this backup can still be taken out. Make a new backup, best on another disk.',
    facts: 'What was read',
    parts: 'Parts',
    bytes: 'Size',
    secrets: 'Secrets',
    versions: 'Versions',
    unreferenced: (n: number) =>
      `${count(n, 'part belongs', 'parts belong')} to nothing any more and will be cleared in time.`,
    report: 'Damaged parts',
    reportList: 'Damaged parts, by object',
    more: (n: number) => `and ${numbers.format(n)} more`,
    columns: { what: 'What', concerns: 'Concerns', object: 'Object' },
    part: {
      head: 'The file itself',
      page: 'Part of the index',
      version: 'Values',
      attachment: 'An attached file',
      policy: 'Policies',
      client: 'Registered programs',
      audit: 'Audit',
      object: 'A sealed object',
    },
    version: (path: string, version: number) => `${path}, version ${numbers.format(version)}`,
    entries: (n: number) => `${secrets(n)} whose names are lost`,
    nobody: 'no secret',
    repair: 'See what is lost, and repair it',
    again: 'Check again',
  },
  quitting: {
    title: 'One last backup',
    text: (seconds: number) =>
      `Holdfast ends once the backup is made and checked, and in ${seconds} seconds at the latest. The vault locks with it.`,
    now: 'End at once',
  },
  keep: {
    title: 'Keep this session as a file',
    banner: 'Keep this session after all…',
    text: 'Everything that is in this vault goes into a new vault file, which is open from then on. Nothing stays in memory alone.',
    file: 'Vault file',
    submit: 'Keep it',
    working: 'Writing the vault file…',
    done: (n: number) => `Kept: ${secrets(n)} are in the file now.`,
  },
} as const;
