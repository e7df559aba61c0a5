import type { Place } from '../../shared/place.ts';
import type { VaultHeader } from '../backend/initialize.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import type { Asking, SecurityKeys } from '../keyslots/security-key.ts';
import type { Gathering } from '../recovery/gathering.ts';
import type { BackendConfig, Creation, OpenedKey } from '../vault/open.ts';
import type { Restoring } from '../vault/restore.ts';
import type { Credentials } from '../vault/slots.ts';
import type { Vault } from '../vault/vault.ts';

interface Opening {
  readonly signal: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

/** What a session needs of everything below it; loaded once the window is on its way. */
export interface Core {
  createVault(config: BackendConfig, creation: Creation): Promise<Vault>;
  openVault(
    config: BackendConfig,
    credentials: Credentials,
    options: Opening & { opened?: (key: OpenedKey) => void },
  ): Promise<Vault>;
  openWithSecurityKey(
    config: BackendConfig,
    keys: SecurityKeys,
    options: Opening & Asking & { opened?: (key: OpenedKey) => void },
  ): Promise<Vault>;
  /** With what the passphrase gave before. */
  openAgain(config: BackendConfig, key: OpenedKey, options: Opening): Promise<Vault>;
  readKey(config: BackendConfig, credentials: Credentials): Promise<OpenedKey>;
  readHeader(config: BackendConfig): Promise<VaultHeader>;
  tuneKdf(): Promise<KdfParameters>;
  gatherForLocked(config: BackendConfig): Promise<Gathering>;
  openWithShares(
    config: BackendConfig,
    sheets: readonly (readonly string[])[],
    restoring: Restoring,
  ): Promise<Vault>;
  /** Keeps what is in memory at a new place. */
  keepVault(memory: Vault, place: Place, creation: Creation): Promise<Vault>;
  isDurable(config: BackendConfig): boolean;
}

/** Loads ciphers, KDF and stores: nothing of it is needed to draw the first screen. */
export async function loadCore(): Promise<Core> {
  const [
    { createVault, openAgain, openVault, openWithSecurityKey, readHeader, readKey },
    { tuneKdf },
    { isDurable },
  ] = await Promise.all([
    import('../vault/open.ts'),
    import('../keyslots/passphrase.ts'),
    import('../backend/initialize.ts'),
  ]);
  return {
    createVault,
    openVault,
    openWithSecurityKey,
    openAgain,
    readKey,
    readHeader,
    tuneKdf: () => tuneKdf(),
    isDurable,
    // As good as never needed.
    gatherForLocked: async (config) => (await import('../vault/restore.ts')).gatherForLocked(config),
    keepVault: async (memory, place, creation) =>
      (await import('../backups/keep.ts')).keepVault(memory, place, creation),
    openWithShares: async (config, sheets, restoring) =>
      (await import('../vault/restore.ts')).openWithShares(config, sheets, restoring),
  };
}
