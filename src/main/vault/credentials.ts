import { wipe } from '../crypto/wipe.ts';
import { readKeyFile } from '../keyslots/key-file.ts';
import { takesKeyFile } from '../keyslots/slot.ts';
import { type BackendConfig, openVault, readHeader } from './open.ts';
import type { Credentials } from './slots.ts';
import type { Vault } from './vault.ts';

/** A passphrase, alone or with the place of the key file that is asked for, too. */
export type Given = string | { readonly passphrase: string; readonly keyFile: string | undefined };

/**
 * Runs `work` with what opens a vault; the key file is read for it, and what is known of it wiped
 * afterwards.
 */
export async function withCredentials<T>(
  given: Given,
  work: (credentials: Credentials) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { passphrase, keyFile: place } = partsOf(given);
  if (place === undefined) return work(passphrase);
  const keyFile = await readKeyFile(place, signal && { signal });
  try {
    return await work({ passphrase, keyFile });
  } finally {
    wipe(keyFile);
  }
}

/**
 * As `openVault`. The key file is read only where the vault asks for one: it may lie on a drive
 * that is not there.
 */
export async function openWithFile(
  config: BackendConfig,
  given: Given,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Vault> {
  const { passphrase, keyFile } = partsOf(given);
  const asks =
    keyFile !== undefined && takesKeyFile((await readHeader({ ...config, signal: options.signal })).slots);
  const open = (credentials: Credentials) => openVault(config, credentials, options);
  return withCredentials(asks ? given : passphrase, open, options.signal);
}

function partsOf(given: Given): Exclude<Given, string> {
  return typeof given === 'string' ? { passphrase: given, keyFile: undefined } : given;
}
