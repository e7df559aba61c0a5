import { fail } from '../../shared/failure.ts';
import { wipe } from '../crypto/wipe.ts';
import {
  type KdfParameters,
  passphraseBytes,
  refuseSlots,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from '../keyslots/passphrase.ts';
import type { KeySlot, PassphraseSlot } from '../keyslots/slot.ts';

/** A passphrase slot around a root key, and its pre-shared key; `vaultId` in hex. */
export async function wrapPassphrase(
  passphrase: string,
  input: { rootKey: Uint8Array; vaultId: string; params: KdfParameters; label: string; now: Date },
): Promise<{ slot: PassphraseSlot; psk: string }> {
  if (passphrase === '') fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
  const bytes = passphraseBytes(passphrase);
  try {
    return await wrapWithPassphrase({
      ...input,
      passphrase: bytes,
      vaultId: Buffer.from(input.vaultId, 'hex'),
    });
  } finally {
    wipe(bytes);
  }
}

/** The root key, for the caller to wipe, by whichever passphrase slot opens; `wrong-passphrase` when none does. */
export async function unwrapAny(
  slots: readonly KeySlot[],
  passphrase: string,
  vaultId: string,
  signal?: AbortSignal,
): Promise<{ slot: PassphraseSlot; rootKey: Uint8Array }> {
  const bytes = passphraseBytes(passphrase);
  try {
    const known = slots.filter(isPassphraseSlot);
    refuseSlots(known);
    for (const slot of known) {
      const rootKey = await unwrapWithPassphrase(slot, bytes, Buffer.from(vaultId, 'hex'), signal);
      if (rootKey !== undefined) return { slot, rootKey };
    }
  } catch (error) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    throw error;
  } finally {
    wipe(bytes);
  }
  return fail({ code: 'wrong-passphrase' });
}

/** What a slot's KDF costs, to make the next one alike. */
export function parametersOf({ kdf }: PassphraseSlot): KdfParameters {
  return { memoryKiB: kdf.memoryKiB, passes: kdf.passes, lanes: kdf.lanes };
}

function isPassphraseSlot(slot: KeySlot): slot is PassphraseSlot {
  return slot.kind === 'passphrase';
}
