import { count, number } from '../format.ts';

export function spanOf(minutes: number): string {
  return minutes < 60 ? count(minutes, 'minute', 'minutes') : count(minutes / 60, 'hour', 'hours');
}

/** What a person prefers. */
export const preferencesWords = {
  title: 'Preferences',
  parts: {
    label: 'Parts of the preferences',
    general: 'General',
    security: 'Security',
    generator: 'Generator',
    shortcuts: 'Shortcuts',
    vault: 'This vault',
  },
  look: 'Language and appearance',
  language: 'Language',
  systemLanguage: 'Like the system',
  theme: 'Appearance',
  themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
  zoom: 'Zoom',
  percent: (n: number) => `${number(n)} %`,
  closing: 'Closing the window',
  closingHelp:
    'While Holdfast keeps running, programs are served and the vault locks after its usual time. Open Holdfast again to see the window.',
  onClose: 'When you close the window of a vault',
  closings: { ask: 'Ask first', stay: 'Keep Holdfast running', quit: 'Lock and quit' },
  start: 'Start',
  startAtLogin: 'Start Holdfast when you log in to this computer',
  locking: 'Locking',
  autoLock: 'Lock after idle time',
  never: 'Never',
  minutes: (n: number) => spanOf(n),
  lockOnSleep: 'Lock when the computer sleeps or the screen locks',
  lockOnMinimize: 'Lock when the window is minimized',
  copying: 'Copying and screenshots',
  clipboard: 'Clear a copied value after',
  seconds: (n: number) => (n < 120 ? count(n, 'second', 'seconds') : count(n / 60, 'minute', 'minutes')),
  opensAddresses: 'Open addresses of secrets in the browser without asking',
  hideFromCapture: 'Keep this window out of screenshots and shared screens',
  generator: {
    title: 'What the generator starts with',
    help: 'This is an example. In a form you can still choose differently for one password.',
    groups: {
      lower: 'Small letters',
      upper: 'Capital letters',
      digits: 'Digits',
      symbols: 'Symbols such as # and %',
    },
    unambiguous: 'Leave out characters that look alike: 0 O o, 1 I l |',
    language: 'Language of the words',
    separator: 'Between the words',
    separators: { '-': 'Hyphen -', ' ': 'Space', '.': 'Full stop .', _: 'Underscore _', ',': 'Comma ,' },
    capitalize: 'Begin each word with a capital letter',
    number: 'Put a digit after one of the words',
  },
  keys: {
    title: 'Keyboard shortcuts',
    help: 'Choose a shortcut, then press the new keys. The Delete key leaves it without any, Esc keeps it as it is.',
    change: (action: string, keys: string) => `${action}: ${keys}. Change it`,
    press: 'Press the new keys',
    reset: (action: string) => `${action}: back to the usual keys`,
    resetAll: 'All back to the usual keys',
    refused: (why: 'none' | 'reserved' | { readonly other: string }) =>
      why === 'none'
        ? 'Use Ctrl with another key, or one of the keys F1 to F12.'
        : why === 'reserved'
          ? 'These keys have another use in text fields or in the window. Press others.'
          : `“${why.other}” has these keys. Press others, or change those first.`,
  },
  quickKeys: {
    title: 'Quick search from anywhere',
    help: 'A small window searches the vault, whatever else is on the screen. Its keys work in every program, so none are set until you choose some.',
    label: 'Show the quick search',
    change: (keys: string) => `Show the quick search: ${keys}. Change it`,
    press: 'Press the new keys',
    unfit: 'Use Ctrl, Alt or Super with a letter, a digit, Space, or one of the keys F1 to F12.',
    lost: {
      taken: 'Another program has these keys. Press others, or free them there.',
      refused: 'Your desktop asked and did not give the keys.',
      unavailable:
        'This desktop gives no program such keys. In its own settings let keys of yours run “holdfast quick”.',
    },
  },
  vault: {
    look: 'Name and colour',
    lookHelp: 'They apply on this computer only. The vault and its copies stay as they are.',
    name: 'Name',
    rename: 'Rename',
    saved: 'Vault renamed',
    color: 'Colour',
    colors: {
      teal: 'Teal',
      blue: 'Blue',
      violet: 'Violet',
      rose: 'Rose',
      red: 'Red',
      orange: 'Orange',
      olive: 'Olive',
      grey: 'Grey',
    },
    place: 'Where it lies',
    opens: 'What opens it, and what brings it back',
    ways: {
      passphrase: 'What you type to open it',
      keyFile: 'A file that is needed beside the passphrase',
      securityKeys: 'Hardware that opens it in place of the passphrase',
      keys: 'After somebody got hold of a copy together with what opens it',
      people: 'Others who open it with a passphrase of their own',
      recovery: 'Paper that opens it if the passphrase is forgotten',
      backups: 'Copies in other places',
    },
  },
};

/** The keys. */
export const shortcutsWords = {
  title: 'Keyboard shortcuts',
  change: 'Change shortcuts…',
  noKeys: 'None',
  keys: { ctrl: 'Ctrl', shift: 'Shift', space: 'Space' },
  actions: {
    search: 'Search',
    copyPassword: 'Copy the password, or the field with the focus',
    copyUser: 'Copy the user name',
    copyCode: 'Copy the one-time code',
    favourite: 'Add to or remove from favourites',
    newSecret: 'New secret',
    edit: 'Edit',
    save: 'Save',
    undo: 'Take back the last change',
    recovery: 'Recovery sheets',
    preferences: 'Preferences',
    lock: 'Lock',
  },
  rows: [
    ['Ctrl+K', 'Find a secret or an action'],
    ['/', 'Search'],
    ['any letter in the list', 'Search for it'],
    ['↓ from the search', 'Go to the results'],
    ['Enter in the list', 'Go to the secret'],
    ['Delete in the list or on a title', 'Delete the secret'],
    ['F2 and Delete in the folders', 'Rename and delete the folder'],
    ['Shift+F10', 'Menu of the secret or folder'],
    ['Shift+↓, Space or Ctrl+A in the list', 'Select several'],
    ['Esc', 'Clear the search, cancel, close'],
    ['F6', 'Next pane'],
  ] as [keys: string, what: string][],
};
