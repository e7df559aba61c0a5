import type { Failure } from '../../shared/failure.ts';
import type { Vault } from '../vault/vault.ts';
import type { MachineNotes } from './notes.ts';

type Older = Extract<Failure, { code: 'older-copy' }>;

/**
 * What an opened vault would hide: `older-copy` when this machine has had a newer revision open, or another one of the same number;
 * `undefined` otherwise, and where a person has just put that very state there. A vault in memory hides nothing.
 */
export async function olderThanSeen(vault: Vault, notes: MachineNotes): Promise<Older | undefined> {
  const stamp = await vault.copies?.stamp();
  const seen = notes.seen(vault.id);
  if (stamp === undefined || seen === undefined || stamp.revision > seen.revision) return undefined;
  if (stamp.revision === seen.revision && stamp.manifest === seen.manifest) return undefined;
  if (stamp.manifest === notes.accepted(vault.id)) return undefined;
  return { code: 'older-copy', seen: seen.revision, found: stamp.revision, when: seen.at };
}

/** Notes where a vault stands now. `accept`: also where that is behind what was seen, because a person wants it so. */
export async function noteSeen(
  vault: Vault,
  notes: MachineNotes,
  now: number,
  { accept = false } = {},
): Promise<void> {
  if (!accept && (await olderThanSeen(vault, notes)) !== undefined) return;
  const stamp = await vault.copies?.stamp();
  if (stamp !== undefined) notes.noteSeen(vault.id, { ...stamp, at: now });
}
