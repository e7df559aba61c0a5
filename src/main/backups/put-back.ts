import type { Place } from '../../shared/place.ts';
import { type Act, owner } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import type { MachineNotes } from './notes.ts';

/**
 * That an opened vault was restored from a backup or repaired, for its audit; `undefined` where it
 * was not, or has it written down.
 */
export function restoredInto(vault: Vault, place: Place, notes: MachineNotes): Act | undefined {
  const found = notes.restored(place);
  // Another vault lies there by now, or an older copy that somebody put there.
  if (found === undefined || found.vault !== vault.id || vault.revision < found.revision) return undefined;
  const { backup, at, repaired } = found;
  if (repaired) return { client: owner, action: 'vault.repair', outcome: 'done', time: at };
  return { client: owner, action: 'backup.restore', path: backup, outcome: 'done', time: at };
}

/** Writes it down, once, where the vault can be written to. */
export async function writeRestored(vault: Vault, place: Place, notes: MachineNotes): Promise<void> {
  if (vault.readOnly || vault.damaged) return;
  const act = restoredInto(vault, place, notes);
  if (act === undefined) return;
  await vault.audit.append(act);
  await notes.forgetRestored(place);
}
