import { MachineNotes, notesFile } from '../main/backups/notes.ts';
import { writeRestored } from '../main/backups/put-back.ts';
import { noteSeen, olderThanSeen } from '../main/backups/rollback.ts';
import type { Vault } from '../main/vault/vault.ts';
import type { Place } from '../shared/place.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { say } from './print.ts';

/** What this machine remembers of vaults; shared with the app. */
export function notesOf({ io }: Session): MachineNotes {
  return new MachineNotes(notesFile(io.env, process.platform));
}

/**
 * Says it when this machine has had a newer copy of the vault open. A script goes on: it named this
 * file.
 */
export async function tellOlder(call: Session, vault: Vault): Promise<void> {
  const notes = notesOf(call);
  const older = await olderThanSeen(vault, notes);
  if (older !== undefined) {
    const { olderCopy } = await import('./sentences.ts');
    await say(call, (await texts('common')).older(await olderCopy(older)));
  }
  // To be called before the command writes to the vault: afterwards it is another state than the
  // one that was put there.
  else if (notes.accepted(vault.id) !== undefined) await remember(call, vault);
}

/** Writes into the audit that the vault was restored, where it was: who restored it had no keys. */
export async function tellRestored(call: Session, vault: Vault, place: Place): Promise<void> {
  await writeRestored(vault, place, notesOf(call)).catch(() => undefined);
}

/**
 * Notes the newest revision of the vault. A vault that cannot be read any more has none to note.
 */
export async function remember(call: Session, vault: Vault): Promise<void> {
  await noteSeen(vault, notesOf(call), Date.now()).catch(() => undefined);
}
