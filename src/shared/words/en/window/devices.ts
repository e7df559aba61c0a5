import { count, list, number, secrets } from '../format.ts';

const both = (changed: { readonly secrets: number; readonly records: number }) => [
  ...(changed.secrets > 0 ? [secrets(changed.secrets)] : []),
  ...(changed.records > 0 ? [count(changed.records, 'policy or program', 'policies or programs')] : []),
];

/** The devices that write one vault apart, what met, and what is awaited. */
export const devicesWords = {
  menu: 'Devices…',
  tab: 'Devices',
  lead: 'Computers that changed this vault separately: in a folder that a sync tool carries, or while a server was out of reach.',
  list: 'Devices',
  none: 'No other computer has changed this vault separately.',
  unnamed: 'A device without a name',
  own: 'this device',
  seen: (when: string) => `Last wrote ${when}`,
  neverSeen: 'Nothing of it has come whole yet',
  gone: (day: string) => `Declared gone on ${day}`,
  awaited: (files: number) => `Waiting for ${count(files, 'file', 'files')}`,
  awaitedHelp:
    'What a device wrote last has come in part. It is shown once the rest is here. Nothing is lost; if it takes long, look at the sync tool.',
  declare: 'Declare gone…',
  declareOf: (name: string) => `Declare gone: ${name}`,
  ask: {
    title: (name: string) => `Will “${name}” never write again?`,
    text: 'Say so if it is lost, sold or set up again. What it wrote stays. Holdfast then no longer waits for it before old data and earlier keys are removed. What it wrote and has not sent yet may be lost. It can still open the vault as it has it: to shut it out, change the passphrase or the keys.',
    yes: 'Declare gone',
    no: 'Keep waiting',
  },
  declared: (name: string) => `${name} is declared gone`,
  /** Beside the vault’s name. */
  waiting: (files: number) => `Waiting for ${count(files, 'file', 'files')}`,
  met: {
    label: 'Changed on several devices',
    banner: (changed: { readonly secrets: number; readonly records: number }, others: readonly string[]) =>
      `Changed on both this device and ${others.length === 0 ? 'another one' : list(others)}: ${list(both(changed))}. Nothing was dropped.`,
    show: 'See which',
    dismiss: 'Dismiss',
    title: 'Changed on both',
    text: 'Of a secret the versions of both are in its history, and the newest is current. Of a policy or program the later change counts.',
    from: (device: string) => `Here and on ${device === '' ? 'another device' : device}`,
    records: (n: number) => count(n, 'policy or program', 'policies or programs'),
    open: (path: string) => `Open ${path}`,
  },
  strangers: {
    title: 'Files that are not the vault’s',
    text: (n: number, names: readonly string[]) =>
      `In the vault’s folder ${n === 1 ? 'lies a file' : `lie ${number(n)} files`} under ${n === 1 ? 'a name' : 'names'} that Holdfast does not use: ${list(names)}${n > names.length ? ` and ${number(n - names.length)} more` : ''}. A sync tool leaves such copies where two computers wrote one file. Holdfast neither reads nor removes them. If a change is missing, open the vault on the computer where it was made first.`,
  },
};
