import { fail, failureOf } from '../../shared/failure.ts';
import {
  type BackendConfig,
  createStore,
  initializeBackend,
  isDurable,
  readHeader as readStoreHeader,
  type VaultHeader,
} from '../backend/initialize.ts';
import { random, randomKey } from '../crypto/primitives.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import { psksSetting } from './recipients.ts';
import { type Credentials, unwrapAny, wrapPassphrase } from './slots.ts';
import { Vault } from './vault.ts';

export type { BackendConfig, VaultHeader } from '../backend/initialize.ts';

/** What a vault is made with; `kdf` is what `tuneKdf` found, or what the person asked for. */
export interface Creation {
  readonly passphrase: string;
  /** What `readKeyFile` gives of a file that is asked for, too; the caller wipes it. */
  readonly keyFile?: Uint8Array | undefined;
  readonly kdf: KdfParameters;
  readonly label?: string;
}

/** Makes a vault with a fresh root key and opens it. `exists` where something lies already, which stays as it is. */
export async function createVault(config: BackendConfig, creation: Creation): Promise<Vault> {
  const id = Buffer.from(random(16)).toString('hex');
  const rootKey = randomKey();
  try {
    if (isDurable(config)) {
      const { slot, psk } = await firstSlot(config, id, rootKey, creation);
      const settings = [psksSetting(new Map([[slot.id, psk]]), [slot])];
      await createStore(config, { id, rootKey, slots: [slot], settings });
    }
    return await openWithKey(config, id, rootKey);
  } finally {
    wipe(rootKey);
  }
}

/** Unlocks a vault. `wrong-passphrase`, `cancelled` once `signal` aborts, and whatever is wrong with the store. */
export async function openVault(
  config: BackendConfig,
  credentials: Credentials,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Vault> {
  if (!isDurable(config)) return openWithKey(config, '0'.repeat(32), new Uint8Array(32));
  const asked = { ...config, signal: options.signal };
  const header = await readStoreHeader(asked);
  const { rootKey } = await unwrapAny(header.slots, credentials, header.vaultId, options.signal);
  try {
    if (options.signal?.aborted) fail({ code: 'cancelled' });
    return await openWithKey(asked, header.vaultId, rootKey);
  } catch (error) {
    // The passphrase did open its slot: so it is the head that is not what was written.
    if (failureOf(error)?.code === 'wrong-key') fail({ code: 'damaged', part: 'head' });
    throw error;
  } finally {
    wipe(rootKey);
  }
}

/** What a vault shows while it is locked: id, revision, key slots. */
export function readHeader(config: BackendConfig): Promise<VaultHeader> {
  return readStoreHeader(config);
}

function firstSlot(config: BackendConfig, id: string, rootKey: Uint8Array, creation: Creation) {
  const now = new Date((config.now ?? Date.now)());
  return wrapPassphrase(creation, {
    rootKey,
    vaultId: id,
    params: creation.kdf,
    label: creation.label ?? 'passphrase',
    now,
  });
}

async function openWithKey(config: BackendConfig, id: string, rootKey: Uint8Array): Promise<Vault> {
  const { backend, unknownStore } = await initializeBackend(config, rootKey);
  return new Vault(backend, id, config.now ?? Date.now, unknownStore ? 'memory-only' : undefined);
}
