import { hostname } from 'node:os';
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
import { secretBytes, wipe } from '../crypto/wipe.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import {
  type Asking,
  mostSecurityKeys,
  type SecurityKeys,
  unwrapWithSecurityKey,
  wantedOf,
} from '../keyslots/security-key.ts';
import { isSecurityKeySlot, type KeySlot } from '../keyslots/slot.ts';
import type { Progress } from '../store/store.ts';
import { psksSetting } from './recipients.ts';
import { markOf } from './slot-mark.ts';
import { type Credentials, unwrapAny, wrapPassphrase } from './slots.ts';
import { type Opening, Vault } from './vault.ts';

export type { BackendConfig, VaultHeader } from '../backend/initialize.ts';

/** Where a vault lies, and what this device is called in it; missing: as the system calls it. */
export interface VaultConfig extends BackendConfig {
  readonly device?: string;
}

/** What a vault is made with; `kdf` is what `tuneKdf` found, or what the person asked for. */
export interface Creation {
  readonly passphrase: string;
  /** What `readKeyFile` gives of a file that is asked for, too; the caller wipes it. */
  readonly keyFile?: Uint8Array | undefined;
  readonly kdf: KdfParameters;
  readonly label?: string;
}

/**
 * Makes a vault with a fresh root key and opens it. `exists` where something lies already, which
 * stays as it is.
 */
export async function createVault(config: VaultConfig, creation: Creation): Promise<Vault> {
  const id = Buffer.from(random(16)).toString('hex');
  const rootKey = randomKey();
  try {
    let made: string | undefined;
    if (isDurable(config)) {
      const { slot, psk } = await firstSlot(config, id, rootKey, creation);
      const settings = [psksSetting(new Map([[slot.id, psk]]), [slot])];
      await createStore(config, { id, rootKey, slots: [slot], settings });
      made = slot.id;
    }
    return await openWithKey(config, { id, rootKey, slot: made });
  } finally {
    wipe(rootKey);
  }
}

/** What a passphrase gave: the root key, the slot that it opened, and the mark of all slots then. */
export interface OpenedKey {
  /** For its holder to wipe. */
  readonly rootKey: Uint8Array;
  readonly slot: string;
  readonly mark: string;
}

interface OpenOptions {
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
  /** Gets a copy of what opened it, once it is open. */
  readonly opened?: (key: OpenedKey) => void;
}

/**
 * Unlocks a vault. `wrong-passphrase`, `cancelled` once `signal` aborts, and whatever is wrong with
 * the store.
 */
export async function openVault(
  config: VaultConfig,
  credentials: Credentials,
  { opened, ...options }: OpenOptions = {},
): Promise<Vault> {
  if (!isDurable(config)) return openWithKey(config, { id: '0'.repeat(32), rootKey: new Uint8Array(32) });
  const asked = { once: {}, ...config, ...options };
  const header = await readStoreHeader(asked);
  const found = await unwrapAll(header, credentials, options.signal);
  return openUnwrapped(asked, header, found, { ...options, ...(opened && { opened }) });
}

/**
 * The same by a security key of the vault that is connected to this machine. `security-key`,
 * `cancelled`, and whatever is wrong with the store.
 */
export async function openWithSecurityKey(
  config: VaultConfig,
  keys: SecurityKeys,
  { opened, pin, touch, ...options }: OpenOptions & Asking,
): Promise<Vault> {
  const asked = { once: {}, ...config, ...options };
  const header = await readStoreHeader(asked);
  const found = await unwrapByKey(header, keys, { signal: options.signal, pin, ...(touch && { touch }) });
  return openUnwrapped(asked, header, found, { ...options, ...(opened && { opened }) });
}

async function openUnwrapped(
  asked: VaultConfig,
  header: VaultHeader,
  [{ rootKey, slot }, ...others]: readonly [Unwrapped, ...Unwrapped[]],
  { opened, signal }: OpenOptions,
): Promise<Vault> {
  try {
    if (signal?.aborted) fail({ code: 'cancelled' });
    const more = others.map((other) => other.rootKey);
    const vault = await openWithKey(asked, { id: header.vaultId, rootKey, slot: slot.id }, more);
    opened?.({ rootKey: secretBytes(rootKey.slice()), slot: slot.id, mark: headerMark(header) });
    return vault;
  } catch (error) {
    // The slot did open: so it is the head that is not what was written.
    if (failureOf(error)?.code === 'wrong-key') fail({ code: 'damaged', part: 'head' });
    throw error;
  } finally {
    wipe(rootKey, ...others.map((other) => other.rootKey));
  }
}

/** What this passphrase gives of a vault, for the caller to wipe. `wrong-passphrase`. */
export async function readKey(config: VaultConfig, credentials: Credentials): Promise<OpenedKey> {
  const header = await readStoreHeader(config);
  const [{ rootKey, slot }, ...others] = await unwrapAll(header, credentials, undefined);
  wipe(...others.map((other) => other.rootKey));
  return { rootKey, slot: slot.id, mark: headerMark(header) };
}

/**
 * Unlocks a vault with what its passphrase gave before; `quick-unlock` where keys or slots have
 * changed since. The key stays the caller's to wipe.
 */
export async function openAgain(
  config: VaultConfig,
  { rootKey, slot, mark }: OpenedKey,
  options: Omit<OpenOptions, 'opened'> = {},
): Promise<Vault> {
  const asked = { once: {}, ...config, ...options };
  const header = await readStoreHeader(asked);
  if (headerMark(header) !== mark) fail({ code: 'quick-unlock', reason: 'keys-changed' });
  try {
    return await openWithKey(asked, { id: header.vaultId, rootKey, slot });
  } catch (error) {
    if (failureOf(error)?.code === 'wrong-key') fail({ code: 'quick-unlock', reason: 'keys-changed' });
    throw error;
  }
}

function headerMark({ slots, others = [] }: VaultHeader): string {
  return markOf([slots, ...others].flat());
}

interface Unwrapped {
  readonly slot: KeySlot;
  readonly rootKey: Uint8Array;
}

// Another device may have changed keys or passphrase: then it is its head that opens, and with it
// this one's.
async function unwrapAll(
  { slots, others = [], vaultId }: VaultHeader,
  credentials: Credentials,
  signal: AbortSignal | undefined,
): Promise<[Unwrapped, ...Unwrapped[]]> {
  const found: Unwrapped[] = [];
  let first: unknown;
  for (const some of [slots, ...others])
    try {
      found.push(await unwrapAny(some, credentials, vaultId, signal));
    } catch (error) {
      if (failureOf(error)?.code !== 'wrong-passphrase') throw error;
      first ??= error;
    }
  const [one, ...more] = found;
  if (one === undefined) throw first;
  return [one, ...more];
}

// One key is asked once, and gives what opens its slot in each head.
async function unwrapByKey(
  { slots, others = [], vaultId }: VaultHeader,
  keys: SecurityKeys,
  asking: Asking,
): Promise<[Unwrapped, ...Unwrapped[]]> {
  const known = [slots, ...others].flat().filter(isSecurityKeySlot);
  const each = [...new Map(known.map((slot) => [slot.id, slot])).values()].slice(0, mostSecurityKeys);
  const { at, secret } = await keys.ask(each.map(wantedOf), asking);
  try {
    const own = known.filter(({ id }) => id === each[at]?.id);
    const found: Unwrapped[] = [];
    for (const slot of own) {
      const rootKey = await unwrapWithSecurityKey(slot, secret, Buffer.from(vaultId, 'hex'));
      if (rootKey !== undefined) found.push({ slot, rootKey });
    }
    const [one, ...more] = found;
    return one === undefined ? fail({ code: 'security-key', reason: 'opens-nothing' }) : [one, ...more];
  } finally {
    wipe(secret);
  }
}

/** What a vault shows while it is locked: id, revision, key slots. */
export function readHeader(config: VaultConfig): Promise<VaultHeader> {
  return readStoreHeader(config);
}

function firstSlot(config: VaultConfig, id: string, rootKey: Uint8Array, creation: Creation) {
  const now = new Date((config.now ?? Date.now)());
  return wrapPassphrase(creation, {
    rootKey,
    vaultId: id,
    params: creation.kdf,
    label: creation.label ?? 'passphrase',
    now,
  });
}

async function openWithKey(
  config: VaultConfig,
  { id, rootKey, slot }: { id: string; rootKey: Uint8Array; slot?: string | undefined },
  others: readonly Uint8Array[] = [],
): Promise<Vault> {
  const { backend, unknownStore } = await initializeBackend(config, rootKey, others);
  const now = config.now ?? Date.now;
  const vault = new Vault(backend, id, now, unknownStore ? 'memory-only' : undefined);
  if (slot !== undefined) await vault.openedBy(openingOf(slot, config));
  return vault;
}

/** What is told of an opening, by what this machine is called where nothing else is said. */
export function openingOf(slot: string, { now = Date.now, device = hostname() }: VaultConfig): Opening {
  return { slot, at: now(), device: device.slice(0, 64) };
}
