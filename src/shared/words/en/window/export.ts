import { exportLosses } from '../export.ts';
import { count, number } from '../format.ts';

const secrets = (n: number) => count(n, 'secret', 'secrets');

/** What the window says of an export. */
export const exportWords = {
  menu: 'Export…',
  title: 'Export',
  what: 'What',
  all: 'The whole vault',
  folder: (folder: string) => `Folder ${folder}`,
  chosen: (n: number) => `${secrets(n)} selected in the list`,
  format: 'Format',
  formats: {
    json: {
      name: 'JSON',
      use: 'Everything, readable by any program: to come back to Holdfast, or for programs of your own.',
    },
    kdbx: { name: 'KeePass', use: 'For KeePass and KeePassXC, under a password.' },
    bitwarden: { name: 'Bitwarden', use: 'For Bitwarden and Vaultwarden: current values.' },
    age: {
      name: 'JSON, encrypted by age',
      use: 'Everything, under a password or for keys of age: to be kept or sent. The program age opens it.',
    },
    csv: { name: 'Table (CSV)', use: 'For spreadsheets and importers of other programs: current values.' },
    env: { name: 'Variables (.env)', use: 'For shells and dotenv: current values.' },
    k8s: { name: 'Kubernetes', use: 'For kubectl apply: current values and small files.' },
    otpauth: {
      name: 'One-time codes',
      use: 'For apps that show one-time codes: what the codes are made from.',
    },
  },
  seal: 'Who can open it',
  byPassword: 'Whoever has a password',
  byKeys: 'Whoever has a key of age',
  keys: 'Public keys, one a line',
  keysHelp:
    'They begin with age1. Without the key that belongs to one of them nobody opens the file, not you either.',
  keysMissing: 'Paste at least one public key.',
  keysFile: 'From a file…',
  wantsPassword: 'Encrypt it with a password',
  password: 'Password of the export',
  passwordAgain: 'The same password again',
  looking: 'Looking at what would go…',
  nothing: 'There is nothing to export.',
  lost: 'What this format does not carry:',
  losses: exportLosses,
  whole: 'This format carries everything.',
  beside: (files: number, size: string) =>
    `${count(files, 'long file', 'long files')} (${size}) will lie in a folder beside it.`,
  plainTitle: 'Nothing will protect this file.',
  plainText: (n: number) => `Whoever gets the file can read all of it: ${secrets(n)}.`,
  plainAccept: 'I want a file that anybody can read',
  plainMissing: 'Tick that you want this, or choose a format with a password.',
  run: (n: number) => `Export ${secrets(n)}…`,
  againTitle: 'Write it as plain text?',
  again: (n: number, file: string) =>
    `${secrets(n)} will lie in ${file} without protection, and a deleted file can often be brought back.`,
  againYes: 'Export as plain text',
  carried: (tool: string) => `${tool} carries this folder to other computers and keeps older copies.`,
  working: 'Exporting…',
  progress: (done: number, total: number) => `${number(done)} of ${number(total)}`,
  done: (n: number, file: string) => `${secrets(n)} exported to ${file}.`,
  filesIn: (files: number, folder: string) =>
    `${count(files, 'long file lies', 'long files lie')} beside it, in the folder ${folder}: keep both together.`,
  damaged: 'A part of the vault cannot be read, and is not in it.',
  damagedText: 'Repair the vault, or open a backup.',
};
