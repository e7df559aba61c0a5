import { resolve } from 'node:path';
import { type BackupFile, listBackups } from '../../main/transfer/folder.ts';
import { readHeader } from '../../main/vault/open.ts';
import { fail } from '../../shared/failure.ts';
import { command } from '../command.ts';
import { configOf } from '../connect.ts';
import { printJson, printLines } from '../print.ts';
import { visible } from '../visible.ts';
import { sentence } from '../words.ts';

export const list = command({
  name: 'backup list',
  args: 'DIR',
  count: [1, 1],
  about:
    'Prints the vault files of a folder, newest first: time, revision, size, vault and file. Needs no passphrase.\n' +
    'With --vault, those of that vault alone.',
  options: {},
  examples: ['holdfast backup list backups', 'holdfast --vault my.holdfast backup list backups --json'],
  run: async (call) => {
    const [folder = ''] = call.args;
    const file = call.global.vault ?? call.io.env['HOLDFAST_VAULT'];
    const vault = file ? (await readHeader(configOf(file))).vaultId : undefined;
    const found = await listBackups(resolve(folder), vault).catch(refuse(folder));
    if (call.global.json) await printJson(call, found.map(shown));
    else await printLines(call, found.map(line));
    return undefined;
  },
});

function refuse(folder: string): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === 'ENOENT') fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    if (error.code === 'ENOTDIR') fail({ code: 'backup-refused', reason: 'not-a-folder', place: folder });
    throw error;
  };
}

function shown({ file, bytes, time, vault, revision, failure }: BackupFile) {
  const at = new Date(time).toISOString();
  return failure === undefined
    ? { file, time: at, bytes, vault, revision }
    : { file, time: at, bytes, failure };
}

function line({ file, bytes, time, vault, revision, failure }: BackupFile): string {
  const what = failure === undefined ? `r${revision}\t${bytes}\t${vault?.slice(0, 8)}` : sentence(failure);
  return `${new Date(time).toISOString().slice(0, 19)}Z\t${what}\t${visible(file)}`;
}
