import type { Failure } from '../../shared/failure.ts';
import type { Vault } from '../vault/vault.ts';
import { isBehind, type MachineNotes } from './notes.ts';

type Older = Extract<Failure, { code: 'older-copy' }>;

/**
 * What an opened vault would hide: `older-copy` when this machine has had a newer revision open,
 * another one of the same number, or one with a root key that this one's did not come after (then
 * `found` may be greater than `seen`); `undefined` otherwise, and where a person has just put that
 * very state there. A vault in memory hides nothing. What another program committed since this one
 * opened is taken up first: it is noted only once it lies in the file.
 */
export async function olderThanSeen(vault: Vault, notes: MachineNotes): Promise<Older | undefined> {
  const noted = notes.noted(vault.id);
  let stamp = await vault.copies?.stamp();
  if (stamp === undefined || noted.seen === undefined || !isBehind(stamp, noted)) return undefined;
  // Where the file cannot be read again, what was opened is judged.
  await vault.refresh().catch(() => false);
  stamp = (await vault.copies?.stamp()) ?? stamp;
  if (!isBehind(stamp, noted)) return undefined;
  return { code: 'older-copy', seen: noted.seen.revision, found: stamp.revision, when: noted.seen.at };
}

/**
 * Notes where a vault stands now. `accept`: also where that is behind what was seen, because a
 * person wants it so.
 */
export async function noteSeen(
  vault: Vault,
  notes: MachineNotes,
  now: number,
  { accept = false } = {},
): Promise<void> {
  // What waits to be sent gets another number where it goes.
  if ((vault.link?.unsent ?? 0) > 0) return;
  const stamp = await vault.copies?.stamp();
  if (stamp !== undefined) await notes.noteSeen(vault.id, { ...stamp, at: now }, { accept });
}
