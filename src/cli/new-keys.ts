import type { DroppedSlot } from '../main/vault/keys.ts';
import type { Vault } from '../main/vault/vault.ts';
import { failureOf } from '../shared/failure.ts';
import { shownSet } from '../shared/recovery.ts';
import type { CliWords } from '../shared/words/cli.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { complain, say } from './print.ts';
import { progressInLog } from './progress.ts';

/** For commands that give a vault new keys unless they are told not to. */
export const keepKeys = {
  'keep-keys': {},
} as const;

/**
 * Seals anew whatever the old keys could open, shows its progress, and says what older copies still
 * hold.
 */
export async function sealAnew(call: Session, vault: Vault): Promise<void> {
  if (!vault.renewing) return;
  await finish(call, vault);
  const { length } = await vault.exposed();
  if (length > 0) await say(call, (await texts('vaults')).copiesKeep(length));
}

/** The same without the last sentence. */
export async function finish(call: Session, vault: Vault): Promise<void> {
  const text = await texts('vaults');
  for (const slot of vault.dropped) await complain(call, lostWords(text, slot));
  const progress = progressInLog(call, (await texts('common')).secretsSealed, await texts('common'));
  try {
    await vault.renew({ progress: progress.show, signal: call.io.signal }).finally(progress.clear);
  } catch (error) {
    await say(call, failureOf(error)?.code === 'cancelled' ? text.stopped : text.notFinished);
    throw error;
  }
}

function lostWords(text: CliWords['vaults'], { kind, label, set }: DroppedSlot): string {
  if (set !== undefined) return text.droppedSet(shownSet(set));
  return label === undefined ? text.droppedOther(kind) : text.droppedPassphrase(label);
}
