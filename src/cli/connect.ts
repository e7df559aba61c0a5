import { resolve } from 'node:path';
import type { BackendConfig } from '../main/backend/initialize.ts';
import type { Vault } from '../main/vault/vault.ts';
import { type FileTask, fail } from '../shared/failure.ts';
import type { Session } from './command.ts';
import { passphraseFrom } from './passphrase.ts';
import { misuse } from './usage.ts';

/** True when --vault or HOLDFAST_VAULT names a file; otherwise the running app is meant. */
export function isFileNamed({ global, io }: Session): boolean {
  return global.vault !== undefined || Boolean(io.env['HOLDFAST_VAULT']);
}

/** The vault file that --vault or HOLDFAST_VAULT names. Refuses with exit 2 where neither does; `what` tells why the app would not do. */
export function vaultFile(call: Session, what?: FileTask): string {
  const file = call.global.vault ?? call.io.env['HOLDFAST_VAULT'];
  if (!file && what !== undefined) return fail({ code: 'needs-file', what });
  if (!file) return misuse('This needs the vault file itself: --vault FILE, or set HOLDFAST_VAULT.');
  return file;
}

/** A vault file as the backend's configuration; resolved, for SQLite has a meaning of its own for `:memory:`. */
export function configOf(file: string): BackendConfig {
  return { type: 'sqlite', location: resolve(file) };
}

/** Opens a vault file that no --vault names, a backup for one, with the passphrase that was given or is asked for. */
export async function openFile(call: Session, config: BackendConfig): Promise<Vault> {
  return (await open(call, config)).vault;
}

/** Opens the vault, runs `work`, and locks it again whatever happened. `passphrase`: what needs the root key asks for it again. */
export async function withVault<T>(
  call: Session,
  work: (vault: Vault, passphrase: string) => Promise<T>,
): Promise<T> {
  const { vault, passphrase } = await open(call, configOf(vaultFile(call)));
  try {
    if (call.io.signal.aborted) fail({ code: 'cancelled' });
    const { tellOlder, remember } = await import('./notes.ts');
    await tellOlder(call, vault);
    const done = await work(vault, passphrase);
    await remember(call, vault);
    return done;
  } finally {
    await vault.lock();
  }
}

async function open(call: Session, config: BackendConfig): Promise<{ vault: Vault; passphrase: string }> {
  const { openVault, readHeader } = await import('../main/vault/open.ts');
  (await import('../main/keyslots/fork-derivation.ts')).deriveInChild();
  const file = call.global['passphrase-file'];
  // Nobody should type a passphrase for a file that is not there.
  if (file === undefined) await readHeader(config);
  const passphrase = await passphraseFrom(
    { file, question: 'Passphrase of the vault: ', quiet: call.global.quiet || call.unadvised === true },
    call.io,
  );
  return { vault: await openVault(config, passphrase, { signal: call.io.signal }), passphrase };
}
