import type { KnownFile } from '../../main/backups/known.ts';
import { backupsIn } from '../backup-folder.ts';
import { command } from '../command.ts';
import { nameFor, printJson, printLines } from '../print.ts';
import { sentence } from '../words.ts';

export const list = command({
  name: 'backup list',
  args: 'DIR',
  count: [1, 1],
  about:
    'Prints the vault files of a folder, newest first: time, revision, size, vault and file. Needs no passphrase.\n' +
    'With --vault, those of that vault alone. "not ours" stands where only the file itself says whose it is: it was neither made\n' +
    'nor proven on this machine. With --vault and --passphrase-file the keys of the vault tell it, too.',
  options: {},
  examples: ['holdfast backup list backups', 'holdfast --vault my.holdfast backup list backups --json'],
  run: async (call) => {
    const [folder = ''] = call.args;
    const found = await backupsIn(call, folder);
    if (call.global.json) await printJson(call, found.map(shown));
    else
      await printLines(
        call,
        found.map((one) => line(one, nameFor(call))),
      );
    return undefined;
  },
});

function shown({ file, bytes, time, vault, revision, failure, ours, provenAt }: KnownFile) {
  const at = new Date(time).toISOString();
  return failure === undefined
    ? {
        file,
        time: at,
        bytes,
        vault,
        revision,
        ours,
        ...(provenAt !== undefined && { proven: new Date(provenAt).toISOString() }),
      }
    : { file, time: at, bytes, failure };
}

function line(
  { file, bytes, time, vault, revision, failure, ours }: KnownFile,
  name: (file: string) => string,
): string {
  const what = failure === undefined ? `r${revision}\t${bytes}\t${vault?.slice(0, 8)}` : sentence(failure);
  const mark = failure === undefined && !ours ? '\tnot ours' : '';
  return `${new Date(time).toISOString().slice(0, 19)}Z\t${what}\t${name(file)}${mark}`;
}
