import { fail, failureOf } from '../../shared/failure.ts';
import { isService, localKinds, type Place } from '../../shared/place.ts';
import { derive } from '../crypto/derive.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { ForkedStore } from '../store/fork.ts';
import type { Link, ObjectStore, Progress, StoreOpener } from '../store/store.ts';
import type { Backend } from './backend.ts';
import { EncryptedBackend } from './encrypted.ts';
import type { Head } from './format/head-shape.ts';
import { Keyring } from './format/keyring.ts';
import { noAudit } from './format/lines.ts';
import { formatVersion, parseManifest, sealManifest } from './format/manifest.ts';
import { headText } from './format/snapshot.ts';
import { MemoryBackend } from './memory.ts';
import { newestManifest } from './newest.ts';
import { withReplica } from './replicas.ts';
import { onceMore } from './revisions.ts';

/**
 * Which kind of store, and where: a `Place`, or what a configuration says, where `kind` may be
 * anything.
 */
export interface BackendConfig {
  /**
   * A key of `stores`; missing: the first kind of place. `memory` or anything unknown opens memory
   * and touches no file.
   */
  readonly kind?: string;
  /** As in a `Place`. */
  readonly location?: string;
  readonly readOnly?: boolean;
  /**
   * Read-only, and nothing is done beside the file, or to make out what is left of one that is
   * damaged: for who looks through a folder.
   */
  readonly look?: boolean;
  readonly now?: () => number;
  /** Hears of bytes while a service's vault is fetched to this machine for the first time. */
  readonly progress?: Progress | undefined;
  /** Calls that off, and making out what is left of a file that is damaged. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Stands for one unlocking: a service that is opened several times for it is asked once what is
   * new.
   */
  readonly once?: object;
}

/** Every kind of store: one line each, loaded when it is chosen. */
export const stores: Record<string, () => Promise<StoreOpener>> = {
  sqlite: async () => (await import('../store/sqlite.ts')).sqlite,
  folder: async () => (await import('../store/folder/folder.ts')).folder,
  s3: async () => (await import('../store/s3/s3.ts')).s3,
  postgres: async () => (await import('../store/postgres/postgres.ts')).postgres,
  webdav: async () => (await import('../store/webdav/webdav.ts')).webdav,
};

/**
 * An initialized backend. `unknownStore`: the type is not one of ours, so this one is memory and
 * saves nothing.
 */
export interface Initialized {
  readonly backend: Backend;
  readonly unknownStore: boolean;
}

/** What a locked vault shows of itself. */
export interface VaultHeader {
  readonly vaultId: string;
  readonly revision: number;
  readonly created: number;
  readonly slots: readonly KeySlot[];
  readonly readOnly: boolean;
  /** The key slots of other devices that changed them apart. */
  readonly others?: readonly (readonly KeySlot[])[];
  /** Only where it lies on a service of which this machine keeps a copy. */
  readonly link?: Link;
}

/** True when the configured type keeps anything. */
export function isDurable({ kind = localKinds[0] }: BackendConfig): boolean {
  return Object.hasOwn(stores, kind);
}

/**
 * Selects and opens the backend, SPIKE's way: what it does not know is memory, the safe choice.
 * `rootKey` stays the caller's to wipe.
 */
export async function initializeBackend(
  config: BackendConfig,
  rootKey: Uint8Array,
  others: readonly Uint8Array[] = [],
): Promise<Initialized> {
  if (!isDurable(config)) {
    const backend = new MemoryBackend(config.now);
    await backend.initialize();
    return { backend, unknownStore: config.kind !== 'memory' };
  }
  const backend = await withStore(config, (store) => openEncrypted(store, rootKey, config, others));
  return { backend, unknownStore: false };
}

async function openEncrypted(
  store: ObjectStore,
  rootKey: Uint8Array,
  { now }: BackendConfig,
  others: readonly Uint8Array[] = [],
): Promise<Backend> {
  const backend = new EncryptedBackend(store, rootKey, now, others);
  try {
    await backend.initialize();
    return backend;
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/**
 * A vault that is read at `config` and never written there: the first change makes a copy of it at
 * the place `to`, which the backend then is. `exists` where something lies there.
 */
export async function forkBackend(config: BackendConfig, to: Place, rootKey: Uint8Array): Promise<Backend> {
  const [here, there] = [await openerOf(config), await openerOf(to)];
  const source = await here.open(locationOf(config), { readOnly: true });
  return openEncrypted(new ForkedStore(source, there, to.location), rootKey, config);
}

/** Reads the header of a locked vault. */
export async function readHeader(config: BackendConfig): Promise<VaultHeader> {
  return withStore(config, async (store) => {
    try {
      return await onceMore(store, () => headerOf(store));
    } finally {
      await store.close();
    }
  });
}

async function headerOf(store: ObjectStore): Promise<VaultHeader> {
  const manifest = await newestManifest(store);
  const { vault, created, slots } = parseManifest(manifest.bytes).header;
  const { revision } = manifest;
  const link = store.link?.();
  const others = await othersOf(store, vault, slots);
  return {
    ...(others.length > 0 && { others }),
    vaultId: vault,
    revision,
    created,
    slots,
    readOnly: store.readOnly,
    ...(link && { link }),
  };
}

/** The key slots of other devices' heads, where they are not those of ours. */
async function othersOf(
  store: ObjectStore,
  vault: string,
  own: readonly KeySlot[],
): Promise<(readonly KeySlot[])[]> {
  const found = new Map<string, readonly KeySlot[]>();
  for (const { manifest } of (await store.apart?.()) ?? []) {
    const header = headerIn(manifest.bytes);
    if (header?.vault === vault) found.set(JSON.stringify(header.slots), header.slots);
  }
  found.delete(JSON.stringify(own));
  return [...found.values()];
}

// What came in pieces is waited for.
function headerIn(bytes: Uint8Array) {
  try {
    return parseManifest(bytes).header;
  } catch (error) {
    if (failureOf(error)?.code !== 'damaged') throw error;
    return undefined;
  }
}

/**
 * Makes an empty durable vault around a root key that `slots` wrap; `exists` when something lies
 * there.
 */
export async function createStore(
  config: BackendConfig,
  vault: {
    readonly id: string;
    readonly slots: readonly KeySlot[];
    readonly rootKey: Uint8Array;
    readonly settings?: Head['settings'];
  },
): Promise<void> {
  const now = (config.now ?? Date.now)();
  const key = derive(vault.rootKey, Buffer.from(vault.id, 'hex'), 'head');
  const header = { format: formatVersion, vault: vault.id, created: now, slots: vault.slots } as const;
  const head = headText({
    keys: Keyring.make(vault.id, now),
    pages: new Map(),
    head: {
      policies: null,
      clients: null,
      audit: noAudit,
      settings: vault.settings ?? [],
      garbage: { count: 0, swept: now, candidates: null },
      updated: now,
    },
  });
  const manifest = sealManifest(key, header, 1, head);
  const opener = await openerOf(config);
  const store = await opener.create(locationOf(config), manifest);
  await store.close();
  wipe(manifest);
}

/** The kind of store of a configuration; refuses with `bad-input` where nothing is stored. */
export async function openerOf(config: BackendConfig): Promise<StoreOpener> {
  const opener = await openerThere(config);
  return isService(config.kind) ? withReplica(opener) : opener;
}

/**
 * The same for what is done at the place itself: a copy that this machine keeps of a service is
 * passed over.
 */
export async function openerThere({ kind = localKinds[0] }: BackendConfig): Promise<StoreOpener> {
  const load = Object.hasOwn(stores, kind) ? stores[kind] : undefined;
  return load?.() ?? fail({ code: 'bad-input', what: 'store-kind', reason: 'unknown' });
}

/**
 * Opens the store and gives it to `use`, which closes it in its time. Where the store's own
 * structure is too damaged for that, `use` gets what is left of it; where even that is not enough,
 * the first failure stands.
 */
async function withStore<T>(config: BackendConfig, use: (store: ObjectStore) => Promise<T>): Promise<T> {
  const opener = await openerOf(config);
  const location = locationOf(config);
  try {
    const { look = false, readOnly = look, once, progress, signal } = config;
    return await use(await opener.open(location, { readOnly, look, once, progress, signal }));
  } catch (error) {
    if (
      opener.rescue === undefined ||
      config.look === true ||
      !isRescuable(error, opener.namesVault?.(location))
    )
      throw error;
    const left = await opener.rescue(location, config.signal).catch(() => undefined);
    if (left === undefined && config.signal?.aborted) fail({ code: 'cancelled' });
    return rescued(left, use, error);
  }
}

async function rescued<T>(
  store: ObjectStore | undefined,
  use: (store: ObjectStore) => Promise<T>,
  first: unknown,
): Promise<T> {
  if (store === undefined) throw first;
  try {
    return await use(store);
  } catch (error) {
    // A wrong key is the truth about a manifest that is whole.
    throw isRescuable(error) ? first : error;
  }
}

// A head that does not open is no matter of the store's structure. What is no vault by its first
// bytes may have lost just those: its name tells.
function isRescuable(error: unknown, isNamed = false): boolean {
  const failure = failureOf(error);
  if (failure?.code === 'not-a-vault') return failure.reason === 'other-format' && isNamed;
  return failure?.code === 'damaged' && (failure.part === 'file' || failure.part === 'manifest');
}

function locationOf({ location }: BackendConfig): string {
  return location ?? fail({ code: 'bad-input', what: 'vault', reason: 'no-place' });
}
