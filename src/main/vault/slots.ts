import { fail } from '../../shared/failure.ts';
import { wipe } from '../crypto/wipe.ts';
import {
  type KdfParameters,
  passphraseBytes,
  refuseSlots,
  unwrapWithPassphrase,
  wrapWithPassphrase,
} from '../keyslots/passphrase.ts';
import { isPassphraseSlot, type KeySlot, needsKeyFile, type PassphraseSlot } from '../keyslots/slot.ts';

/**
 * What a person opens a vault with: a passphrase, or one and a key file, as `readKeyFile` gives it;
 * it is the caller's to wipe.
 */
export type Credentials = string | { readonly passphrase: string; readonly keyFile?: Uint8Array | undefined };

/**
 * A slot around a root key, for a passphrase or for one and a key file, and its pre-shared key;
 * `vaultId` in hex.
 */
export async function wrapPassphrase(
  credentials: Credentials,
  input: { rootKey: Uint8Array; vaultId: string; params: KdfParameters; label: string; now: Date },
): Promise<{ slot: PassphraseSlot; psk: string }> {
  const { passphrase, keyFile } = partsOf(credentials);
  if (passphrase === '') fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
  const bytes = passphraseBytes(passphrase);
  try {
    return await wrapWithPassphrase({
      ...input,
      passphrase: bytes,
      keyFile,
      vaultId: Buffer.from(input.vaultId, 'hex'),
    });
  } finally {
    wipe(bytes);
  }
}

/**
 * The root key, for the caller to wipe, by whichever passphrase slot opens; `wrong-passphrase` when
 * none does, which also says whether a key file was asked for. Where one is and none is given,
 * nothing is tried.
 */
export async function unwrapAny(
  slots: readonly KeySlot[],
  credentials: Credentials,
  vaultId: string,
  signal?: AbortSignal,
): Promise<{ slot: PassphraseSlot; rootKey: Uint8Array }> {
  const { passphrase, keyFile } = partsOf(credentials);
  const bytes = passphraseBytes(passphrase);
  const known = slots.filter(isPassphraseSlot);
  try {
    refuseSlots(known);
    for (const slot of known) {
      const options = { signal, ...(slot.kind === 'passphrase-and-file' && { keyFile }) };
      const rootKey = await unwrapWithPassphrase(slot, bytes, Buffer.from(vaultId, 'hex'), options);
      if (rootKey !== undefined) return { slot, rootKey };
    }
  } catch (error) {
    if (signal?.aborted) fail({ code: 'cancelled' });
    throw error;
  } finally {
    wipe(bytes);
  }
  const isAsked = known.some(({ kind }) => kind === 'passphrase-and-file');
  return fail({
    code: 'wrong-passphrase',
    ...(isAsked && { keyFile: keyFile === undefined ? 'missing' : 'given' }),
  });
}

/** What a slot's KDF costs, to make the next one alike. */
export function parametersOf({ kdf }: PassphraseSlot): KdfParameters {
  return { memoryKiB: kdf.memoryKiB, passes: kdf.passes, lanes: kdf.lanes };
}

/**
 * Refuses where the vault asks for a key file and none is given: before anybody types a passphrase.
 */
export function refuseWithoutKeyFile(slots: readonly KeySlot[]): void {
  if (needsKeyFile(slots)) fail({ code: 'wrong-passphrase', keyFile: 'missing' });
}

/**
 * Of what opened a slot, what that slot asked for: a key file that it does not know is left aside.
 */
export function asAsked(credentials: Credentials, slot: PassphraseSlot): Credentials {
  return slot.kind === 'passphrase-and-file' ? credentials : partsOf(credentials).passphrase;
}

function partsOf(credentials: Credentials): Exclude<Credentials, string> {
  return typeof credentials === 'string' ? { passphrase: credentials } : credentials;
}
