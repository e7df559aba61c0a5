import type { ReferenceFault } from '../../../failure-reasons.ts';
import { referenceFaults } from './references.ts';

const commas = (all: readonly string[]) => all.join(', ');

/**
 * The command line was written wrongly: what is wrong, and how to write it. No value that was typed
 * is in it.
 */
export const words = {
  wholeNumber: (option: string, least: number, most: number) =>
    `--${option} takes a whole number from ${least} to ${most}.`,
  versions: '--versions takes version numbers with commas between them, such as 1,2.',
  duration: (option: string) => `--${option} takes a time such as 30d, 12h or 1h30m, or 0 for never.`,
  since: '--since takes a date such as 2026-05-03, a time such as 2026-05-03T08:00, or a while such as 24h.',
  oneOf: (option: string, all: readonly string[]) => `--${option} takes one of ${commas(all)}.`,
  vaultAddress:
    'Name a Vault server as vault+https://HOST/MOUNT or vault+https://HOST/MOUNT/PATH, without a token in it.',
  importFormat:
    '--format takes one of the formats that docs/import.md lists, such as bitwarden, 1pux or csv.',
  someOf: (option: string, all: readonly string[]) =>
    `--${option} takes some of ${commas(all)}, with commas between them.`,
  columnsTwice: (what: string, columns: readonly string[]) =>
    `--map: an entry has one ${what}, and several columns are to be it: ${commas(columns)}.`,
  exclude: (one: string, other: string) => `${one} and ${other} exclude each other.`,
  // What was typed as a whole
  stray: (option: string) => `${option} is no option of every command: write it after the command's name.`,
  noCommand: (name: string, close: string | undefined) =>
    `There is no command "${name}"; the closest is "${close}".`,
  drillSheets:
    'Name the files of the sheets behind --sheets, or leave both out: then the passphrase opens the backup.',
  twice: (option: string) => `${option} is given twice.`,
  noOption: (command: string, option: string, close: string | undefined) =>
    `${command} has no option ${option}; the closest is --${close}.`,
  afterDashes: ' What is to be run stands after --.',
  noValue: (option: string) => `--${option} takes no value.`,
  needsValue: (option: string, value: string) => `--${option} needs a value: --${option} ${value}.`,
  needsInline: (option: string) =>
    `--${option} needs a value; one that begins with - is written --${option}=VALUE.`,
  emptyName: (usage: string) => `An empty name was given where a file or a folder is to be named: ${usage}`,
  missing: (usage: string) => `Something is missing: ${usage}`,
  tooMany: (usage: string) => `Too much is given: ${usage}`,
  // Where values come from
  twoReaders: (one: string) =>
    `${one} and "--passphrase-file -" both read standard input. Give the passphrase in a file.`,
  inputOnce: 'Standard input can be read once: give the other as a file.',
  inputIsFile: 'Standard input is the file to import: give passphrases in files.',
  twoPassphrases: 'Both passphrases cannot be the first line of standard input. Give one of them in a file.',
  templateInput:
    'The template and "--passphrase-file -" both want standard input. Give one of them in a file.',
  securityKeyAlone:
    'Give --security-key or --passphrase-file, not both: the key takes the place of the passphrase.',
  keyFileInput: 'A key file is a file: standard input cannot be one.',
  longFile: 'This is a file: send it to one with > FILE.',
  notText: 'This is not text: send it to a file with > FILE.',
  toTerminal: 'This would write to the terminal: name a file with --out FILE, or use > FILE.',
  deleteSource: (name: string) =>
    `--delete-source deletes a file that is named by itself, and ${name} is none: it is a link, a pipe, in a folder or a store, or another program decrypts it.`,
  ownPassword:
    'This file has a password of its own: give --import-passphrase-file F, or FILE=F where several have one.',
  noSuchFile: (option: string, file: string) =>
    `${option} names ${file}, which is none of the files to import.`,
  // The vault and the app
  needsVault: 'This needs the vault itself: --vault FILE (or folder:PATH), or set HOLDFAST_VAULT.',
  chooseClient: (all: readonly string[]) =>
    `Set HOLDFAST_CLIENT to one of ${commas(all)}: several programs are registered here.`,
  nobodyToAsk: 'There is nobody to ask: set SSH_ASKPASS to a program that does, or run it at a terminal.',
  nobodyForPlainText:
    'There is no terminal to ask at whether secrets may lie there as plain text: give --plain-text if they may.',
  nobodyToType: (option: string) => `There is no terminal to type the password at: give ${option} FILE.`,
  pinAtTerminal: 'The security key wants its PIN: run this at a terminal.',
  noRuntimeFolder: 'There is no runtime folder (XDG_RUNTIME_DIR): say where to listen with --socket FILE.',
  // Fields
  field: (n: number) => `Field ${n}`,
  fieldTwice: (key: string) => `The field "${key}" is given twice.`,
  fieldBoth: (key: string) => `The field "${key}" is both given and removed.`,
  typeOfNone: (key: string) => `--type names "${key}", which is not given here.`,
  types: (all: readonly string[]) => `--type takes KEY=TYPE, TYPE one of ${commas(all)}.`,
  keyValue: (where: string) =>
    `${where} is not KEY=VALUE. (What was given is not repeated: it may be secret.)`,
  fieldName: (option: string) => `${option} takes the name of a field.`,
  noFields: 'Give at least one field: KEY=VALUE, --file KEY=FILE or --stdin KEY.',
  nothingToChange:
    'Give something to change: KEY=VALUE, --file KEY=FILE, --stdin KEY, --remove KEY or --tag T.',
  note: '--set takes K=V.',
  whatToDestroy: 'Name what to destroy: --versions 1,2, or --all.',
  whichVersion: 'Name the version: --version N.',
  // Single commands
  forWords: '--separator, --capitalize and --number go with --words.',
  notForWords: '--length, --symbols and --unambiguous do not go with --words.',
  devices: 'devices takes nothing, or: gone DEVICE.',
  template: (all: readonly string[]) => `A template is one of ${commas(all)}.`,
  sheetLine: (option: string, limit: number) =>
    `--${option} is too long: a sheet has room for ${limit} characters.`,
  copyTo: 'Name the vault that gets the copies: --to PLACE.',
  shell: 'completion takes bash, zsh or fish.',
  name: 'NAME is 1 to 64 of the characters A-Z a-z 0-9 . _ -, no dot first.',
  policy: 'A policy needs --spiffeid-pattern, --path-pattern and --permissions.',
  permission: (all: readonly string[]) => `PERMISSION is one of ${commas(all)}.`,
  keep: 'Say what stays: --keep-last, --keep-daily, --keep-weekly or --keep-monthly.',
  outFolder: 'Name the folder: --out DIR.',
  copies: 'With --threshold 1 each sheet opens the vault: then make one, --shares 1.',
  threshold: (threshold: number, shares: number) =>
    `--threshold ${threshold} is more than the ${shares} sheets.`,
  holders: (given: number, shares: number) =>
    `--holder is given ${given} times, but there are ${shares} sheets.`,
  holderLength: (most: number) => `--holder takes at most ${most} characters.`,
  keepKeysHere: '--keep-keys is for --vault: the app changes the keys.',
  keepKeysAlone: '--keep-keys is for a new passphrase: give --new-passphrase-file F, too.',
  onePassphrase: 'Give --new-passphrase or --new-passphrase-file, not both.',
  listAlone: '--list changes nothing: give it without the others.',
  // Variables
  whichSecrets: 'Say which secrets the command gets: --env NAME=PATH#KEY, --secret PATH or --env-file FILE.',
  env: '--env takes NAME=PATH#KEY: NAME is letters, digits and _, and begins with no digit.',
  envPrefix: '--env PREFIX*=PATH: PREFIX is letters, digits and _, and begins with no digit.',
  envReference: (name: string, fault: ReferenceFault) =>
    `--env ${name} takes PATH#KEY, but ${referenceFaults[fault]}.`,
  envPath: (prefix: string) => `--env ${prefix}* takes the path of a secret.`,
};
