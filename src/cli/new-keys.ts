import type { Vault } from '../main/vault/vault.ts';
import { failureOf } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { say } from './print.ts';
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
