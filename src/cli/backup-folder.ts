import { resolve } from 'node:path';
import { type BackupFile, listBackups } from '../main/transfer/folder.ts';
import { readHeader } from '../main/vault/open.ts';
import { fail } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { configOf } from './connect.ts';

/** The vault files of a folder that a person named, newest first; where --vault is given, those of that vault alone. */
export async function backupsIn(call: Session, folder: string): Promise<BackupFile[]> {
  const file = namedVault(call);
  const vault = file ? (await readHeader(configOf(file))).vaultId : undefined;
  return listBackups(resolve(folder), vault).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    if (error.code === 'ENOTDIR') fail({ code: 'backup-refused', reason: 'not-a-folder', place: folder });
    throw error;
  });
}

/** What --vault or HOLDFAST_VAULT names; `undefined` where neither does. */
export function namedVault({ global, io }: Session): string | undefined {
  return global.vault ?? (io.env['HOLDFAST_VAULT'] || undefined);
}
