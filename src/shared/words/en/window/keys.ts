import { count, format, number } from '../format.ts';

/** What is said where a vault may get new keys, has got them, or is being sealed anew. */
export const keysWords = {
  menu: 'Change the keys of this vault…',
  tick: 'Change the keys of this vault, too',
  ticked: 'Whoever has an older copy then reads nothing that you write from now on.',
  unticked:
    'The keys stay as they are: whoever opens an older copy can also read what you write later. Leave them only if nobody else has a copy.',
  title: 'Change the keys of this vault',
  when: 'Do this when your passphrase, a recovery sheet or a copy of this vault may be in wrong hands.',
  points: [
    'Whoever opens an older copy, with the passphrase or the sheets of its day, reads nothing that you write from then on.',
    'What an older copy holds it keeps. Afterwards you see which secrets these are, to change each where it is used: at the site, the server, the bank.',
    'Your passphrase and your recovery sheets stay valid.',
  ],
  passphrase: 'Passphrase',
  known: 'If somebody may know the passphrase, choose another: that changes the keys, too.',
  seen: 'If somebody may have seen your sheets, make a new set: that changes the keys, too.',
  submit: 'Change the keys',
  working: 'Making new keys…',
  running: 'The new keys are in use. Everything in the vault is now sealed anew with them.',
  sealing: 'Sealing anew',
  progress: (done: number, total: number) => `${number(done)} of ${count(total, 'secret', 'secrets')}`,
  leave: 'You can close this and go on working. After a lock it goes on when the vault is next opened.',
  stopped:
    'The new keys are in use. Sealing everything anew with them has stopped; until it is done, the old keys still open what is left.',
  full: 'The disk is full',
  fullText: 'Free some space, then go on. The vault is unharmed.',
  goOn: 'Go on now',
  close: 'Back to the vault',
  changed: (when: string) => `The keys were changed on ${when}.`,
  nothingLeft: 'Every secret has another value since, so older copies hold nothing of use.',
  keeps: (n: number) =>
    `Older copies keep ${n === 1 ? 'one secret' : `${number(n)} secrets`} as ${n === 1 ? 'it still is' : 'they still are'}.`,
  atSource:
    'Where somebody may have a copy, change each where it is used, and save the new value here: it leaves this list. The newest come first.',
  list: 'To be changed at their source',
  row: (day: string, deleted: boolean) => `${deleted ? 'Deleted here; last' : 'Last'} changed on ${day}`,
  show: (path: string) => `Show ${path}`,
  showShort: 'Show',
  more: (n: number) =>
    `And ${number(n)} more, which follow as these are dealt with. “holdfast rekey --list” prints all of them.`,
  again: 'Change the keys again…',
  dropped: {
    title: 'The new keys could not be given to everything that opened this vault',
    set: (set: string) =>
      `The sheets of set ${set} open it no longer. Make a new set: Menu, “Recovery sheets…”.`,
    passphrase: (label: string) =>
      `${label === '' ? 'Another passphrase' : `The passphrase “${label}”`} opens it no longer.`,
    other: 'A way to open it that this version of Holdfast does not know is gone.',
  },
  banner: {
    label: 'Keys of the vault',
    running: (done: number, total: number) =>
      total === 0
        ? 'The vault has new keys. Everything is being sealed anew.'
        : `The vault has new keys. Sealing everything anew: ${format.percent(done, total)}.`,
    stopped: 'The vault has new keys, but sealing everything anew has stopped.',
    dropped: 'The vault has new keys. Something that opened it before opens it no longer.',
    ended: 'The keys of this vault were changed. Older copies keep what they hold.',
    look: 'Show',
    dismiss: 'Not now',
  },
};
