import type { VaultHeader } from '../backend/initialize.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import type { BackendConfig, Creation } from '../vault/open.ts';
import type { Vault } from '../vault/vault.ts';

/** What a session needs of everything below it; loaded once the window is on its way. */
export interface Core {
  createVault(config: BackendConfig, creation: Creation): Promise<Vault>;
  openVault(config: BackendConfig, passphrase: string, options: { signal: AbortSignal }): Promise<Vault>;
  readHeader(config: BackendConfig): Promise<VaultHeader>;
  tuneKdf(): Promise<KdfParameters>;
  isDurable(config: BackendConfig): boolean;
}

/** Loads ciphers, KDF and stores: nothing of it is needed to draw the first screen. */
export async function loadCore(): Promise<Core> {
  const [{ createVault, openVault, readHeader }, { tuneKdf }, { isDurable }] = await Promise.all([
    import('../vault/open.ts'),
    import('../keyslots/passphrase.ts'),
    import('../backend/initialize.ts'),
  ]);
  return { createVault, openVault, readHeader, tuneKdf: () => tuneKdf(), isDurable };
}
