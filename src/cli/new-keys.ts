import type { DroppedSlot } from '../main/vault/keys.ts';
import type { Vault } from '../main/vault/vault.ts';
import { failureOf } from '../shared/failure.ts';
import { shownSet } from '../shared/recovery.ts';
import type { Session } from './command.ts';
import { complain, say } from './print.ts';
import { progressInLog } from './progress.ts';

/** For commands that give a vault new keys unless they are told not to. */
export const keepKeys = {
  'keep-keys': {
    help: 'leave the keys of the vault as they are: then an older copy of it opens what is written later, too',
  },
} as const;

/** Seals anew what old keys could open, where new ones left something of it; shows how far it is, and says what copies keep. */
export async function sealAnew(call: Session, vault: Vault): Promise<void> {
  if (!vault.renewing) return;
  await finish(call, vault);
  const { length } = await vault.exposed();
  if (length > 0)
    await say(
      call,
      `Older copies of this vault keep ${length === 1 ? 'the secret' : `the ${length} secrets`} that they hold. Where somebody may have one: "holdfast rekey --list" names what to change at its source.`,
    );
}

/** The same without the last sentence. */
export async function finish(call: Session, vault: Vault): Promise<void> {
  for (const slot of vault.dropped) await complain(call, lostWords(slot));
  const progress = progressInLog(call, 'secrets sealed anew');
  try {
    await vault.renew({ progress: progress.show, signal: call.io.signal }).finally(progress.clear);
  } catch (error) {
    const why = failureOf(error)?.code === 'cancelled' ? 'Stopped' : 'Not finished';
    await say(
      call,
      `${why}: the vault has its new keys, and they open everything. What the old ones still open is sealed anew when the app has the vault open, or by "holdfast rekey".`,
    );
    throw error;
  }
}

function lostWords({ kind, label, set }: DroppedSlot): string {
  const after = 'could not be given the new keys, and is gone from the vault';
  if (set !== undefined)
    return `The recovery set ${shownSet(set)} ${after}: its sheets open nothing any more. Make a new set with "holdfast recovery issue".`;
  if (label !== undefined)
    return `${label === '' ? 'Another passphrase' : `The passphrase "${label}"`} ${after}: it opens nothing any more.`;
  return `A way to open the vault that this Holdfast does not know, "${kind}", ${after}.`;
}
