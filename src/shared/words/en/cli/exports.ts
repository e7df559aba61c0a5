import { exportLosses } from '../export.ts';
import { count } from '../format.ts';

/** What `holdfast export` says. */
export const words = {
  losses: exportLosses,
  facts: { file: 'file', format: 'format', secrets: 'secrets', files: 'files' },
  sealedBy: 'Password for the export, which is no passphrase of the vault: ',
  beside: (files: number, folder: string) => `${count(files, 'long file', 'long files')} in ${folder}`,
  plain: (secrets: number, file: string) =>
    `${count(secrets, 'secret', 'secrets')} will lie in ${file} as plain text: whoever gets the file can read all of them. Export?`,
  plainAgain: 'Nothing protects that file, and a deleted file can often be brought back. Really export?',
  carried: (tool: string, file: string) =>
    `${tool} carries the folder of ${file} to other computers and keeps older copies. Write it there anyway?`,
  chosen: (secrets: number) =>
    `Only what policies let this program export goes out: ${count(secrets, 'secret', 'secrets')}.`,
  damaged: 'A part of the vault cannot be read, and is not in it. "holdfast verify" names what is lost.',
};
