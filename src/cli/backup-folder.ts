import { resolve } from 'node:path';
import { placeAt } from '../main/backend/location.ts';
import { listBackups } from '../main/backups/folder.ts';
import { type KnownFile, known } from '../main/backups/known.ts';
import type { Latest } from '../main/backups/latest.ts';
import { readHeader } from '../main/vault/open.ts';
import type { Vault } from '../main/vault/vault.ts';
import { fail } from '../shared/failure.ts';
import { type Place, printPlace } from '../shared/place.ts';
import type { Session } from './command.ts';
import { openFile } from './connect.ts';
import { texts } from './language.ts';
import { notesOf } from './notes.ts';
import { nameFor, say } from './print.ts';

/**
 * The vault files of a folder that a person named, newest first; where --vault is given, those of
 * that vault alone. With a passphrase file, too, its keys tell which are of it; otherwise this
 * machine's notes alone.
 */
export async function backupsIn(call: Session, folder: string): Promise<KnownFile[]> {
  const file = namedVault(call);
  const id = file ? (await readHeader({ ...placeAt(file), signal: call.io.signal })).vaultId : undefined;
  const found = await listBackups(resolve(folder), id).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
    if (error.code === 'ENOTDIR') fail({ code: 'backup-refused', reason: 'not-a-folder', place: folder });
    throw error;
  });
  const vault = await keysOf(call, file);
  try {
    return await known(found, { notes: notesOf(call), copies: vault?.copies }, call.io.signal);
  } finally {
    await vault?.lock();
  }
}

function keysOf(call: Session, file: string | undefined): Promise<Vault | undefined> {
  const given = call.global['passphrase-file'] ?? call.global['key-file'];
  if (!file || given === undefined) return Promise.resolve(undefined);
  return openFile(call, { ...placeAt(file), readOnly: true });
}

/**
 * Names the files that were passed over although they claim to be newer, and says so where only the
 * files' own claims tell which is newest.
 */
export async function tellLatest(call: Session, { place, passed, unknown }: Latest): Promise<void> {
  const text = await texts('backups');
  const name = (one: Place) => nameFor(call)(printPlace(one));
  if (unknown !== undefined) await say(call, text.newestBySelf(name(place)));
  if (passed.length === 0) return;
  await say(call, text.passedOver(passed.map(name)));
}

/** What --vault or HOLDFAST_VAULT names; `undefined` where neither does. */
export function namedVault({ global, io }: Session): string | undefined {
  return global.vault ?? (io.env['HOLDFAST_VAULT'] || undefined);
}
