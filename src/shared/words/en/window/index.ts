import { isNow } from '../../formats.ts';
import { count, format, list, number } from '../format.ts';
import { templateWords } from '../templates.ts';
import { accessWords } from './access.ts';
import { backupsWords } from './backups.ts';
import { cameraWords } from './camera.ts';
import { copiesWords } from './copies.ts';
import { devicesWords } from './devices.ts';
import { exportWords } from './export.ts';
import { failures } from './failures.ts';
import { filesWords } from './files.ts';
import { healthWords } from './health.ts';
import { importWords } from './import.ts';
import { keyFileWords } from './key-file.ts';
import { keysWords } from './keys.ts';
import { listWords } from './list.ts';
import { otpWords } from './otp.ts';
import { peopleWords } from './people.ts';
import { places } from './places.ts';
import { preferencesWords, shortcutsWords, spanOf } from './preferences.ts';
import { quickWords } from './quick.ts';
import { quickUnlockWords } from './quick-unlock.ts';
import { recoveryWords } from './recovery.ts';
import { repairWords } from './repair.ts';
import { securityKeysWords } from './security-keys.ts';
import { switcherWords } from './switcher.ts';
import { versionsWords } from './versions.ts';

/** Everything that the window says. Another language `satisfies WindowWords`. */
export const words = {
  name: 'Holdfast',
  number,
  size: format.size,
  moment: format.moment,
  clock: format.clock,
  date: format.date,
  /** `5 minutes ago`, `yesterday`, and a date from a week on. */
  ago: (time: number, now: number) =>
    format.ago(time, now) ?? (isNow(time, now) ? 'just now' : `on ${format.day(time)}`),
  /** How fast work goes, and how long it will go on. */
  pace: (perSecond: number, seconds: number) =>
    `${number(perSecond)} a second, about ${
      seconds < 90
        ? count(seconds, 'second', 'seconds')
        : count(Math.round(seconds / 60), 'minute', 'minutes')
    } left`,
  more: (n: number) => `and ${number(n)} more`,
  actions: {
    add: 'New secret',
    back: 'Back',
    browse: 'Choose…',
    cancel: 'Cancel',
    clear: 'Clear',
    close: 'Close',
    copy: 'Copy',
    delete: 'Delete',
    destroy: 'Destroy…',
    empty: 'Empty…',
    dismiss: 'Dismiss',
    done: 'Done',
    edit: 'Edit',
    hide: 'Hide',
    lock: 'Lock',
    menu: 'Menu',
    retry: 'Try again',
    reveal: 'Reveal',
    save: 'Save',
    saving: 'Saving…',
    undelete: 'Undelete',
    undo: 'Undo',
  },
  keptDraft: {
    title: 'Unsaved edits',
    text: (path: string) =>
      path.trim() === ''
        ? 'You were writing a new secret when the window closed. Your entries were kept, encrypted.'
        : `You were editing ${path} when the window closed. Your changes were kept, encrypted.`,
    yes: 'Continue editing',
    no: 'Not now',
  },
  offered: {
    title: (name: string) => `Open “${name}”?`,
    text: (here: string) => `Holdfast locks “${here}” first.`,
    unsaved: 'Your unsaved edits are kept, encrypted. You get them back when you unlock it again.',
    yes: 'Lock and open',
    no: (here: string) => `Stay in “${here}”`,
  },
  notices: {
    'test-runtime': 'Test runtime, out of support: not for real secrets.',
    'remembers-nothing':
      'Your home folder cannot be written to. Preferences and the list of vaults last until you log out; vaults are saved as usual.',
    'memory-only': 'This vault is only in memory: nothing is saved.',
    'read-only': 'This vault is open for reading only: changes are refused.',
    damaged: 'This vault is damaged. You can read what is whole; nothing is written.',
    replaced:
      'Another file took the place of this vault while it was open. Nothing more is written. Lock, then unlock the file that is there now.',
    gone: 'The file of this vault is missing: moved, deleted, or its disk is not connected. You can read what is here; nothing more is written.',
    unsandboxed: 'The window runs without its sandbox: not for real secrets.',
    label: 'Warnings',
  },
  settled: {
    label: 'Leftovers beside a vault file',
    'set-aside': (file: string, kept: readonly string[]) =>
      `A leftover beside “${file}” did not belong to it. It was not used, and is kept as ${quotedNames(kept)}.`,
    undone: (file: string, kept: readonly string[]) =>
      kept.length === 0
        ? `A write to “${file}” had broken off and was undone. The vault is as it was before.`
        : `A write to “${file}” had broken off and was undone. If anything is missing, look at what was there: it is kept as ${quotedNames(kept)}.`,
    seen: 'OK',
  },
  welcome: {
    title: 'Keep your secrets in one file',
    text: 'A vault is encrypted on this computer, without an account: only your passphrase or your recovery sheets open it.',
    create: 'Create a vault',
    again: 'Open a vault',
    recents: 'Recent vaults',
    missing: 'File not found',
    forget: (name: string) => `Remove ${name} from this list`,
    forgotten: (name: string) => `${name} is off the list. The file itself stays.`,
  },
  move: {
    menu: 'Move this vault…',
    title: 'Move this vault',
    text: 'The vault is copied to the new place, and the copy compared byte for byte. Only then is the vault locked, and the old one put aside under a name that says so. Passphrase, sheets, programs and backups stay as they are.',
    submit: 'Move',
    working: 'Copying and comparing…',
    done: 'The vault lies here now.',
    kept: (file: string) => `The old one is kept as ${file}. Delete it once you have opened this one.`,
    stays: (place: string) =>
      `The old one stays at ${place}. Whoever still writes there writes to an old copy: tell them the new place.`,
  },
  places,
  create: {
    title: 'Create a vault',
    passphrase: 'Passphrase',
    again: 'Passphrase again',
    make: 'Make a passphrase for me',
    makeAnother: 'Make another',
    made: 'Write these six words on paper, in this order, and keep the paper until you know them by heart. Then type them below, with a space between them.',
    hint: 'Four or more unrelated words are strong, and easy to remember.',
    differ: 'The two passphrases differ.',
    empty: 'Enter a passphrase.',
    lossTitle: 'If you lose this passphrase, nobody can open the vault',
    loss: 'There is no reset and no back door. Write the passphrase on paper and keep it safe, and keep a backup of the vault file in another place. Once you have the vault, you can print recovery sheets in case you forget the passphrase.',
    understood: 'I understand that a lost passphrase cannot be reset',
    understand: 'Confirm that you have read what losing the passphrase means.',
    submit: 'Create vault',
    working: 'Making the key from your passphrase…',
    workingText: 'This takes about a second on purpose: it slows down anyone who guesses.',
  },
  passphrase: {
    show: 'Show passphrase',
    hide: 'Hide passphrase',
    capsLock: 'Caps Lock is on.',
    weak: 'This passphrase is easy to guess. Four or five random words are not. Choose others, or confirm this one.',
    nevertheless: 'Use it anyway',
  },
  strength: {
    label: 'Strength',
    grades: ['Very weak', 'Weak', 'Fair', 'Strong', 'Very strong'],
    advice: [
      'Guessed at once. Use several unrelated words.',
      'Guessed quickly. Add more words.',
      'A patient attacker could guess it. One or two more words help a lot.',
      'Good for a vault.',
      'Very hard to guess.',
    ],
    measuring: 'Measuring…',
  },
  unlock: {
    title: (name: string) => `Unlock ${name}`,
    passphrase: 'Passphrase',
    submit: 'Unlock',
    working: 'Unlocking…',
    other: 'Other vaults',
    lost: 'It cannot be reset. If you forget it, only recovery sheets open the vault.',
    empty: 'Enter the passphrase.',
    older: 'Open this copy anyway',
    lockedBy: {
      idle: (minutes: number) =>
        minutes === 0 ? 'Locked because nobody was here.' : `Locked after ${spanOf(minutes)} without input.`,
      suspend: () => 'Locked when the computer went to sleep.',
      'screen-lock': () => 'Locked with the screen.',
      'user-switch': () => 'Locked when another user took over.',
      minimized: () => 'Locked when the window was minimized.',
    },
  },
  locksSoon: {
    title: 'Is anybody there?',
    text: (seconds: number) =>
      `The vault locks in ${count(seconds, 'second', 'seconds')}. Its new recovery sheets are not read back yet. Once it locks, they can no longer be shown or printed.`,
    stay: 'Stay unlocked',
  },
  vault: {
    search: 'Search all secrets',
    searchDeleted: 'Search deleted secrets',
    clearSearch: 'Clear search',
    folders: 'Folders',
    list: 'Secrets',
    detail: 'Secret',
    all: 'All secrets',
    deleted: 'Deleted',
    found: 'Search results',
    similar: (n: number) => `${count(n, 'similar result', 'similar results')}`,
    results: (n: number) => count(n, 'result', 'results'),
    count: (n: number) => count(n, 'secret', 'secrets'),
    searching: 'Searching…',
    tags: (tags: readonly string[]) => `Tags: ${tags.join(', ')}`,
    loading: 'Loading…',
    andUnread: (n: number) => `, ${number(n)} unreadable`,
    foldersUnread: (n: number) =>
      `${n === 1 ? 'One secret' : `${number(n)} secrets`} cannot be read and ${n === 1 ? 'is' : 'are'} not counted here.`,
    unreadTitle: 'Cannot be read',
    unread: (n: number, searching: boolean) =>
      `${n === 1 ? 'One secret' : `${number(n)} secrets`} of this damaged vault cannot be read, so ${searching ? 'the search may have missed some' : 'some may be missing here'}. A backup may still have what is missing.`,
    emptyTitle: 'No secrets yet',
    emptyText: 'Add your first one, or bring them along from another program.',
    emptyImport: 'Import…',
    noHitsTitle: 'Nothing found',
    noHits: (query: string) =>
      `No secret matches “${query}”. The search covers paths, tags and fields that are not hidden; tag:, in:, has:, type: and is: narrow it.`,
    emptyFolderTitle: 'This folder is empty',
    emptyFolder: 'A folder exists as long as there is a secret in it.',
    emptyDeletedTitle: 'Nothing deleted',
    emptyDeleted: 'Deleted secrets stay here until you undelete or destroy them.',
    noneTitle: 'Nothing selected',
    none: 'Choose a secret from the list, or press / to search.',
    noneFound: 'Press ↓ to go to the results, Enter to open the first.',
  },
  list: listWords,
  menu: {
    import: 'Import…',
    passphrase: 'Change passphrase…',
    keyFile: keyFileWords.menu,
    securityKeys: securityKeysWords.menu,
    keys: keysWords.menu,
    recovery: recoveryWords.menu,
    backups: backupsWords.menu,
    people: peopleWords.menu,
    devices: devicesWords.menu,
    access: accessWords.menu,
    audit: accessWords.menuAudit,
    preferences: 'Preferences…',
    shortcuts: 'Keyboard shortcuts',
    about: 'About Holdfast',
    leave: 'Close this vault',
  },
  detail: {
    hidden: 'hidden',
    more: 'More actions',
    copyField: (name: string) => `Copy ${name}`,
    revealField: (name: string) => `Reveal ${name}`,
    hideField: (name: string) => `Hide ${name}`,
    showLong: 'Show the whole text',
    file: 'File',
    saveAs: 'Save as…',
    saveFile: (name: string) => `Save as… ${name}`,
    savingFile: (name: string) => `Saving ${name}…`,
    empty: 'empty',
    noFields: 'This version has no fields.',
    tags: 'Tags',
    custom: 'More details',
    created: (when: string) => `Created ${when}`,
    updated: (when: string) => `Changed ${when}`,
    older: (version: number, when: string) => `You see version ${number(version)} of ${when}.`,
    toCurrent: 'Show the current version',
    deletedText:
      'This secret is deleted or has expired. You can undelete it. If you destroy it, it is gone for good.',
    olderOfDeleted: (version: number, when: string) =>
      `This secret is deleted. You see its version ${number(version)} of ${when}.`,
    versionDeleted: 'This version is deleted. Undelete it to read it.',
    versionDestroyed: 'This version was destroyed. Its values are gone.',
    versions: 'Versions',
    version: (n: number) => `Version ${n}`,
    current: 'Current',
    stateDeleted: 'Deleted',
    stateDestroyed: 'Destroyed',
    expires: (when: string) => `Deletes itself ${when}`,
    view: 'View',
    restore: 'Restore this version',
    deleteVersion: 'Delete this version',
    undeleteVersion: 'Undelete this version',
    destroyVersion: 'Destroy this version…',
    actionsOf: (n: number) => `Actions for version ${n}`,
  },
  fieldTypes: {
    text: 'Text',
    secret: 'Hidden',
    url: 'Address',
    note: 'Note',
    otp: 'One-time code',
    file: 'File',
    attachment: 'File',
  },
  firstSteps: {
    title: 'First steps',
    secret: 'Add your first secret',
    secretText: 'A login, a card, a key, a note: each has a form of its own.',
    add: 'Add a secret',
    import: 'Bring your passwords along',
    importText: 'From another password manager, a browser or a file.',
    backups: 'Set up backups',
    backupsText: 'If the disk breaks or is lost, so is the vault.',
    sheets: 'Make recovery sheets',
    sheetsText: 'Sheets of paper that open the vault if you forget the passphrase.',
    done: 'Done.',
    dismiss: 'Put away',
    dismissed: 'The first steps are put away.',
  },
  templates: templateWords,
  files: filesWords,
  camera: cameraWords,
  versions: versionsWords,
  switcher: switcherWords,
  editor: {
    newTitle: 'New secret',
    editTitle: 'Edit secret',
    choose: 'What is it?',
    title: 'Title',
    titleFaults: {
      empty: 'Enter a title.',
      slash: 'A title has no slash. Its folder is chosen beside it.',
      'too-long': 'Title and folder together are longer than 512 characters.',
      'empty-segment': 'A title has no slash. Its folder is chosen beside it.',
      'dot-segment': 'A title cannot be “.” or “..”.',
      'control-character': 'The title has an invisible character.',
      'not-text': 'The title has characters that are not valid text.',
    },
    folder: 'Folder',
    noFolder: 'No folder',
    newFolder: 'New folder…',
    newFolderName: 'Name of the new folder',
    newFolderHelp: 'A new folder: it is made when you save.',
    showFolders: 'Show all',
    advanced: 'Advanced',
    path: 'Path',
    pathHelp: 'Folders are separated by slashes: prod/db/orders',
    pathFaults: {
      empty: 'Enter a path.',
      'too-long': 'The path is longer than 512 characters.',
      'empty-segment': 'No slash at the start or end, and no two in a row.',
      'dot-segment': 'No part of the path can be “.” or “..”.',
      'control-character': 'The path has an invisible character.',
      'not-text': 'The path has characters that are not valid text.',
    },
    suggestions: 'Folders',
    fields: 'Fields',
    fieldName: 'Name',
    fieldType: 'Type',
    fieldValue: 'Value',
    valueOf: (name: string) => `Value of ${name || 'this field'}`,
    nameOf: (position: number) => `Name of field ${position}`,
    typeOf: (name: string) => `Type of ${name || 'this field'}`,
    addField: 'Add field',
    editFields: 'Edit fields',
    fieldsDone: 'Done with fields',
    moveField: (name: string) => `Move ${name || 'this field'} with the arrow keys`,
    movedField: (name: string, at: number, of: number) => `${name} is now field ${at} of ${of}.`,
    removeField: (name: string) => `Remove ${name || 'this field'}`,
    fieldFaults: {
      unnamed: 'Give this field a name.',
      twice: 'Another field has this name.',
      'too-long': 'The name is longer than 256 characters.',
    },
    noFields: 'A secret needs at least one field with a value.',
    fileKept: 'Attached file, kept as it is',
    tags: 'Tags',
    tagsHelp: 'Press Enter or comma after each tag.',
    removeTag: (tag: string) => `Remove tag ${tag}`,
    save: 'Save',
    strength: ['Very easy to guess', 'Easy to guess', 'Fair', 'Strong', 'Very strong'],
    reused: (titles: readonly string[], more: number) =>
      `Also used in ${list([...titles.map((title) => `“${title}”`), ...(more > 0 ? [`${number(more)} more`] : [])])}`,
    showValue: (name: string) => `Show ${name || 'value'}`,
    hideValue: (name: string) => `Hide ${name || 'value'}`,
    discardTitle: 'Discard your changes?',
    discardText: 'Your changes to this secret are not saved.',
    discard: 'Discard',
    discardAndLock: 'Discard and lock',
    keepEditing: 'Keep editing',
    conflictTitle: 'This secret was changed meanwhile',
    conflictText: (found: number) =>
      found === 0
        ? 'It was deleted elsewhere while you were editing. Save on top to bring it back with your values, or reload and lose your changes.'
        : `Version ${number(found)} was saved elsewhere while you were editing. Reload to see it and lose your changes, or save yours on top: version ${number(found)} stays in the history.`,
    pathTaken: 'This path is taken',
    takenText:
      'There is a secret at this path already. Choose another path, save yours on top as its newest version, or reload to see it and lose your entries.',
    reload: 'Reload',
    saveOnTop: 'Save on top',
  },
  generator: {
    open: (name: string) => `Generate a value for ${name || 'this field'}`,
    title: 'Generate a password',
    kind: 'Kind',
    characters: 'Characters',
    words: 'Words',
    length: 'Length',
    wordCount: 'Number of words',
    symbols: 'Symbols such as # and %',
    again: 'Generate another',
    use: 'Use this',
    bits: (bits: number) => `About ${number(Math.floor(bits))} bits`,
  },
  destroySecret: {
    title: 'Destroy this secret?',
    text: 'It is removed from the vault with every version. Only a backup that still has it can bring it back.',
    yes: 'Destroy for good',
    no: 'Keep it',
  },
  emptyDeleted: {
    title: (n: number) => `Destroy ${count(n, 'deleted secret', 'deleted secrets')}?`,
    text: 'They are removed from the vault with every version. Only a backup that still has them can bring them back.',
    yes: 'Destroy for good',
    no: 'Keep them',
  },
  destroyVersion: (version: number) => ({
    title: `Destroy version ${version}?`,
    text: 'Its values are removed from the vault. Only a backup that still has them can bring them back. Other versions stay.',
    yes: 'Destroy for good',
    no: 'Keep it',
  }),
  status: {
    saved: 'Saved.',
    edited: (title: string) => `Edited ${title}.`,
    copied: (field: string, seconds: number) =>
      seconds === 0
        ? `Copied ${field}. It stays on the clipboard.`
        : `Copied ${field}. Clears in ${number(seconds)} s.`,
    fileSaved: (file: string) => `Saved as ${file}. Whoever can read your files can read it.`,
    clipboardCleared: 'Clipboard cleared.',
    deleted: (title: string) => `Deleted ${title}.`,
    undeleted: (title: string) => `Undeleted ${title}.`,
    undeletedInPart: 'Undeleted. The newest version is still deleted, and so is the secret.',
    versionDeleted: (n: number) => `Version ${n} deleted.`,
    newestDeleted: (n: number) => `Version ${n} deleted, and so is the secret. You find it under Deleted.`,
    restored: (n: number) => `Version ${n} is the newest again.`,
    destroyed: 'Destroyed.',
    emptied: (n: number) => `Destroyed ${count(n, 'secret', 'secrets')}.`,
    passphraseChanged: 'Passphrase changed. The old one no longer opens this vault.',
  },
  import: importWords,
  export: exportWords,
  preferences: preferencesWords,
  quick: quickWords,
  quickUnlock: quickUnlockWords,
  changePassphrase: {
    title: 'Change passphrase',
    old: 'Current passphrase',
    new: 'New passphrase',
    again: 'New passphrase again',
    text: 'Recovery sheets stay valid. Older copies keep what they have and open with the old passphrase.',
    submit: 'Change passphrase',
    working: 'Changing the passphrase…',
  },
  keyFile: keyFileWords,
  securityKeys: securityKeysWords,
  otp: otpWords,
  health: healthWords,
  keys: keysWords,
  recovery: recoveryWords,
  access: accessWords,
  people: peopleWords,
  devices: devicesWords,
  backups: backupsWords,
  repair: repairWords,
  copies: copiesWords,
  failures,
  about: {
    title: 'About Holdfast',
    text: 'A vault for secrets, encrypted. It uses no network.',
    version: 'Version',
    electron: 'Electron',
    vault: 'This vault',
    log: 'Log file',
    showLog: 'Show log file',
    updates: 'Show releases in the browser',
    newer: 'Holdfast does not look for updates, so it does not know whether there is a newer version.',
    nowhere: 'Ask where you got this copy.',
    licences: 'Licences',
    back: 'Back',
    noLicences: 'The licences come with a package; this runs from the source.',
    logText: 'The log never has a value, path, field name or passphrase in it.',
  },
  shortcuts: shortcutsWords,
  crash: {
    title: 'Something went wrong in this window',
    text: 'Everything you saved is safe in the vault file. Lock the vault and restart this window; what you were typing is lost.',
    log: 'Details are in the log file:',
    again: 'Lock and restart the window',
    noBridge: 'The window does not reach the app',
    noBridgeText:
      'Quit Holdfast and start it again. If that does not help, install it again: your vault file stays as it is.',
  },
};

function quotedNames(names: readonly string[]): string {
  return list(names.map((name) => `“${name}”`));
}
