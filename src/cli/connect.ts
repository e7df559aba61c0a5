import type { BackendConfig } from '../main/backend/initialize.ts';
import { placeAt } from '../main/backend/location.ts';
import { wipe } from '../main/crypto/wipe.ts';
import type { Credentials } from '../main/vault/slots.ts';
import type { Vault } from '../main/vault/vault.ts';
import { type Failure, fail, failureOf } from '../shared/failure.ts';
import type { FileTask } from '../shared/failure-reasons.ts';
import type { Session } from './command.ts';
import { keyFileFrom, keyFileOf } from './key-file.ts';
import { texts } from './language.ts';
import { passphraseFrom } from './passphrase.ts';
import { say } from './print.ts';
import { misuse } from './usage.ts';

/** True when --vault or HOLDFAST_VAULT names a file; otherwise the running app is meant. */
export function isFileNamed({ global, io }: Session): boolean {
  return global.vault !== undefined || Boolean(io.env['HOLDFAST_VAULT']);
}

/**
 * The vault file that --vault or HOLDFAST_VAULT names. Refuses with exit 2 where neither does;
 * `what` tells why the app would not do.
 */
export function vaultFile(call: Session, what?: FileTask): string {
  const file = call.global.vault ?? call.io.env['HOLDFAST_VAULT'];
  if (!file && what !== undefined) return fail({ code: 'needs-file', what });
  if (!file) return misuse((say) => say.needsVault);
  return file;
}

/**
 * Opens a vault file that no --vault names, a backup for one, with the passphrase that was given or
 * is asked for.
 */
export async function openFile(call: Session, config: BackendConfig): Promise<Vault> {
  return (await openFirst(call, [config])).vault;
}

/**
 * Opens the first of several files that what was given opens; refuses as the first of all does
 * where none does. `at`: which it is.
 */
export async function openFirst(
  call: Session,
  configs: readonly BackendConfig[],
): Promise<{ vault: Vault; at: number }> {
  const { vault, at, credentials } = await open(call, configs);
  wipe(credentials.keyFile);
  return { vault, at };
}

/**
 * Opens the vault, runs `work`, and locks it again whatever happened. `credentials`: what needs the
 * root key takes them again. `next`: the passphrase that the vault is to get; it has it already,
 * and opens with it, where new keys were begun with and not finished.
 */
export async function withVault<T>(
  call: Session,
  work: (vault: Vault, credentials: Opened['credentials']) => Promise<T>,
  next?: string,
): Promise<T> {
  const place = placeAt(vaultFile(call));
  const { vault, credentials } = await open(call, [place], next);
  try {
    if (call.io.signal.aborted) fail({ code: 'cancelled' });
    const { tellOlder, tellRestored, remember } = await import('./notes.ts');
    await tellOlder(call, vault);
    await tellRestored(call, vault, place);
    const told = await (await import('./met.ts')).tellMet(call, vault);
    const done = await work(vault, credentials);
    await told.again();
    await remember(call, vault);
    if (vault.link !== undefined) await (await import('./link.ts')).tellLink(call, vault.link);
    return done;
  } finally {
    wipe(credentials.keyFile);
    await vault.lock();
  }
}

/** How far it is with a service's vault that this machine has no copy of yet, on a terminal. */
async function fetchingOn(call: Session) {
  const [{ progressOn }, { megabytes, progress }] = await Promise.all([
    import('./progress.ts'),
    texts('common'),
  ]);
  const line = progressOn(call, megabytes, { progress });
  const inMegabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);
  return { ...line, show: (done: number, total: number) => line.show(inMegabytes(done), inMegabytes(total)) };
}

interface Opened {
  readonly vault: Vault;
  readonly at: number;
  readonly credentials: Exclude<Credentials, string>;
}

async function open(call: Session, configs: readonly BackendConfig[], next?: string): Promise<Opened> {
  const [first = {}] = configs;
  if (call.global['security-key']) return byKey(call, configs);
  const [{ openVault }, named] = await Promise.all([
    import('../main/vault/open.ts'),
    checkBefore(call, first),
  ]);
  (await import('../main/keyslots/fork-derivation.ts')).deriveInChild();
  const keyFile = await keyFileFrom(call, named, first.location);
  try {
    const passphrase = await passphraseFrom(
      {
        file: call.global['passphrase-file'],
        question: 'passphrase',
        quiet: call.global.quiet || call.unadvised === true,
      },
      call.io,
    );
    const { signal } = call.io;
    const fetching = await fetchingOn(call);
    const openWith = async (words: string): Promise<Opened> => {
      const credentials = { passphrase: words, keyFile };
      const opened = await firstThatOpens(configs, (config) =>
        openVault(config, credentials, { signal, progress: fetching.show }),
      ).finally(fetching.clear);
      return { ...opened, credentials };
    };
    return await openWith(passphrase).catch((error: unknown) =>
      next !== undefined && failureOf(error)?.code === 'wrong-passphrase'
        ? onlyRenewing(openWith(next), error)
        : Promise.reject(error),
    );
  } catch (error) {
    wipe(keyFile);
    throw error;
  }
}

// The key stands for the passphrase where a vault is opened, and nowhere else.
async function byKey(call: Session, configs: readonly BackendConfig[]): Promise<Opened> {
  if (call.global['passphrase-file'] !== undefined) misuse((say) => say.securityKeyAlone);
  const [{ openWithSecurityKey }, { asking, securityKeys }] = await Promise.all([
    import('../main/vault/open.ts'),
    import('./security-keys.ts'),
  ]);
  await call.io.shutMemory?.();
  const keys = await securityKeys(call);
  const fetching = await fetchingOn(call);
  const opened = await firstThatOpens(configs, (config) =>
    asking(call, 'touch', (how) => openWithSecurityKey(config, keys, { ...how, progress: fetching.show })),
  ).finally(fetching.clear);
  const credentials = {
    get passphrase() {
      return fail({ code: 'security-key', reason: 'needs-passphrase' });
    },
    keyFile: undefined,
  };
  return { ...opened, credentials };
}

async function onlyRenewing(opening: Promise<Opened>, otherwise: unknown): Promise<Opened> {
  const opened = await opening;
  if (opened.vault.renewing) return opened;
  await opened.vault.lock();
  throw otherwise;
}

// What a file answers that only says that it is of this vault.
const foreign = new Set<string | undefined>(['damaged', 'wrong-passphrase', 'newer-format', 'kdf-refused']);

function isForeign(failure: Failure | undefined): boolean {
  if (failure?.code !== 'security-key') return foreign.has(failure?.code);
  return failure.reason === 'none' || failure.reason === 'not-of-this-vault';
}

async function firstThatOpens(
  configs: readonly BackendConfig[],
  opening: (config: BackendConfig) => Promise<Vault>,
): Promise<{ vault: Vault; at: number }> {
  let refused: unknown;
  for (const [at, config] of configs.entries()) {
    try {
      return { vault: await opening(config), at };
    } catch (error) {
      if (!isForeign(failureOf(error))) throw error;
      refused ??= error;
    }
  }
  throw refused;
}

// Nobody should type a passphrase for a file that is not there, or that asks for a key file which
// is not given. The key file that it asks for.
async function checkBefore(call: Session, config: BackendConfig): Promise<string | undefined> {
  const { 'passphrase-file': file, 'key-file': named } = call.global;
  const keyFile = keyFileOf(call);
  if (file !== undefined && keyFile === undefined) return undefined;
  const { readHeader } = await import('../main/vault/open.ts');
  const { slots } = await readHeader({ ...config, signal: call.io.signal });
  if (keyFile === undefined) (await import('../main/vault/slots.ts')).refuseWithoutKeyFile(slots);
  if ((await import('../main/keyslots/slot.ts')).takesKeyFile(slots)) return keyFile;
  if (named !== undefined && call.unadvised !== true) await say(call, (await texts('common')).noKeyFile);
  return undefined;
}
