import { count, format, number } from '../format.ts';

/** What is said where a vault may get new keys, has got them, or is being encrypted with them. */
export const keysWords = {
  menu: 'Change the keys of this vault…',
  tick: 'Change the keys of this vault, too',
  ticked: 'Older copies then cannot be used to read what you write from now on.',
  unticked:
    'The keys stay the same: whoever opens an older copy can also read what you write later. Keep them only if nobody else has a copy.',
  title: 'Change the keys of this vault',
  when: 'Do this when somebody else may have your passphrase, a recovery sheet or a copy of this vault.',
  points: [
    'Whoever opens an older copy cannot read what you write from then on.',
    'An older copy keeps what it has. Afterwards you see which secrets these are, so that you can change each where it is used: at the site, the server, the bank.',
    'Your passphrase and your recovery sheets stay valid.',
  ],
  passphrase: 'Passphrase',
  known: 'If somebody may know the passphrase, change it instead: that changes the keys, too.',
  seen: 'If somebody may have seen your sheets, make a new set: that changes the keys, too.',
  submit: 'Change the keys',
  working: 'Making new keys…',
  running: 'The new keys are in use. Holdfast now encrypts everything in the vault with them.',
  sealing: 'Encrypting with the new keys',
  progress: (done: number, total: number) => `${number(done)} of ${count(total, 'secret', 'secrets')}`,
  leave: 'You can close this and go on working. If the vault locks, this continues when you open it again.',
  stopped:
    'The new keys are in use, but not everything is encrypted with them yet. Until then, the old keys still open the rest.',
  full: 'The disk is full',
  fullText: 'Free some space, then continue. The vault is unharmed.',
  goOn: 'Continue now',
  close: 'Back to the vault',
  changed: (when: string) => `The keys were changed on ${when}.`,
  nothingLeft: 'Every secret has a new value since then, so older copies are of no use.',
  keeps: (n: number) =>
    `Older copies keep ${n === 1 ? 'one secret' : `${number(n)} secrets`} as ${n === 1 ? 'it still is' : 'they still are'}.`,
  atSource:
    'If somebody may have a copy, change each where it is used and save the new value here. It then leaves this list. The newest come first.',
  list: 'Change these where they are used',
  row: (day: string, deleted: boolean) => `${deleted ? 'Deleted here; last' : 'Last'} changed on ${day}`,
  show: (path: string) => `Show ${path}`,
  showShort: 'Show',
  more: (n: number) =>
    `And ${number(n)} more, which follow as this list gets shorter. “holdfast rekey --list” prints all of them.`,
  again: 'Change the keys again…',
  dropped: {
    title: 'Not everything that opened this vault has the new keys',
    set: (set: string) =>
      `The sheets of set ${set} no longer open it. Make a new set: Menu, “Recovery sheets…”.`,
    passphrase: (label: string) =>
      `${label === '' ? 'Another passphrase' : `The passphrase “${label}”`} no longer opens it.`,
    other: 'A key that this version of Holdfast does not know no longer opens it.',
  },
  banner: {
    label: 'Keys of the vault',
    running: (done: number, total: number) =>
      total === 0
        ? 'The vault has new keys. Holdfast encrypts everything with them.'
        : `The vault has new keys. Encrypting everything with them: ${format.percent(done, total)}.`,
    stopped: 'The vault has new keys, but not everything is encrypted with them yet.',
    dropped: 'The vault has new keys. Something that opened it before no longer does.',
    ended: 'The keys of this vault were changed. Older copies keep what they have.',
    look: 'Show',
    dismiss: 'Not now',
  },
};
