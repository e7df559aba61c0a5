import { fail, failureOf } from '../../shared/failure.ts';
import { isSameName } from '../../shared/people.ts';
import type { Place } from '../../shared/place.ts';
import type { Backend } from '../backend/backend.ts';
import { type BackendConfig, forkBackend, initializeBackend, readHeader } from '../backend/initialize.ts';
import { wipe } from '../crypto/wipe.ts';
import type { KdfParameters } from '../keyslots/passphrase.ts';
import { pendingNoteOf, recoverySlotOf, retiredSetsOf } from '../keyslots/recovery.ts';
import type { KeySlot } from '../keyslots/slot.ts';
import { Gathering } from '../recovery/gathering.ts';
import { withoutKeysOf } from './key-holders.ts';
import { openingOf, type VaultConfig } from './open.ts';
import { parseRegister, type Register, registerName, withRehearsal } from './register.ts';
import { wrapPassphrase } from './slots.ts';
import { Vault } from './vault.ts';

/** The last step of a recovery. */
export interface Restoring {
  readonly passphrase: string;
  /**
   * What `readKeyFile` gives of a file that the vault is to ask for, too; none: it asks for the
   * passphrase alone.
   */
  readonly keyFile?: Uint8Array | undefined;
  readonly kdf: KdfParameters;
  /**
   * Where a copy of the vault is to lie, which gets the passphrase in its place; the vault itself
   * is then only read.
   */
  readonly to?: Place;
  /**
   * Whose passphrase the new one replaces; missing: that of the only one. Everybody else opens the
   * vault as before.
   */
  readonly person?: string | undefined;
  /**
   * The keys stay as they are: then the old passphrase with any older copy opens what is written
   * later.
   */
  readonly keepKeys?: boolean;
  readonly signal?: AbortSignal;
}

/** Collects sheets for a locked vault: nothing but its header is read. */
export async function gatherForLocked(
  config: BackendConfig,
  purpose: 'recover' | 'drill' = 'recover',
): Promise<Gathering> {
  const { vaultId, slots } = await readHeader(config);
  return new Gathering(purpose, {
    vaultId,
    slot: recoverySlotOf(slots),
    retired: retiredSetsOf(slots),
    pending: pendingNoteOf(slots),
  });
}

/**
 * Opens a vault with the words of enough sheets and sets a new passphrase in place of one person's,
 * with new keys as `Vault.rekey` unless they are kept, in one commit; that person's security keys
 * open it no more. The recovery set stays, and so do the other people's passphrases and keys. Until
 * that commit nothing is written. `person-refused` (`choose`) where several people open the vault
 * and none is named, `share-refused`, `wrong-shares`, `no-set`, `cancelled`, and whatever is wrong with the store: new keys need every
 * page of the list, so `damaged` may mean that only `keepKeys` opens the vault, to be mended first.
 */
export async function openWithShares(
  config: VaultConfig,
  sheets: readonly (readonly string[])[],
  { passphrase, keyFile, kdf, to, person, keepKeys = false, signal }: Restoring,
): Promise<Vault> {
  const { vaultId, readOnly } = await readHeader({ ...config, signal });
  if (readOnly && to === undefined) fail({ code: 'read-only' });
  const { rootKey, taken } = await rootKeyFrom(config, sheets);
  let backend: Backend | undefined;
  try {
    backend = await openBackend(config, rootKey, to);
    const from = backend.keySlots();
    const now = new Date((config.now ?? Date.now)());
    const vault = new Vault(backend, vaultId, config.now ?? Date.now);
    const before = await replacedPerson(vault, person);
    const wrapped = { rootKey, vaultId, params: kdf, label: 'passphrase', now };
    const { slot: fresh, psk } = await wrapPassphrase({ passphrase, keyFile }, wrapped);
    if (signal?.aborted) fail({ code: 'cancelled' });
    await vault.openedBy(openingOf(before ?? fresh.id, config));
    const audit = [vault.audit.record('recovery.restore')];
    if (!keepKeys) audit.push(vault.audit.record('key.replace'));
    const kept = before ? await withoutKeysOf(backend, from, before) : from;
    const slots = before ? kept.map((slot) => (slot.id === before ? fresh : slot)) : [fresh, ...kept];
    const replaced = new Map(before ? [[before, fresh.id]] : []);
    const change = { from, slots, replaced, psks: new Map([[fresh.id, psk]]), audit };
    const register = await rehearsal(backend, from, taken, now);
    await vault.storeKeys({ ...change, register, renew: !keepKeys });
    return vault;
  } catch (error) {
    await backend?.close();
    throw error;
  } finally {
    wipe(rootKey);
  }
}

/** The slot that is replaced; `undefined`: there is none. */
async function replacedPerson(vault: Vault, name: string | undefined): Promise<string | undefined> {
  const { people } = await vault.people.list();
  if (name === undefined && people.length > 1)
    fail({ code: 'person-refused', reason: 'choose', names: people.map((one) => one.name) });
  const found = name === undefined ? people[0] : people.find((one) => isSameName(one.name, name));
  if (found === undefined && name !== undefined)
    fail({ code: 'not-found', what: 'person', name: name.slice(0, 80) });
  return found?.id;
}

/** The root key, and the sheets that gave it. */
async function rootKeyFrom(
  config: BackendConfig,
  sheets: readonly (readonly string[])[],
): Promise<{ rootKey: Uint8Array; taken: number[] }> {
  const gathering = await gatherForLocked(config);
  try {
    for (const words of sheets) await gathering.give(words.join(' '));
    const { taken, suspects } = gathering.state();
    return { rootKey: await gathering.rootKey(), taken: taken.filter((one) => !suspects.includes(one)) };
  } finally {
    gathering.forget();
  }
}

/**
 * No rehearsal shows more than this one. A register that cannot be read stays as it is: it keeps
 * nobody out.
 */
async function rehearsal(
  backend: Backend,
  slots: readonly KeySlot[],
  sheets: readonly number[],
  now: Date,
): Promise<Register | 'unread'> {
  const slot = recoverySlotOf(slots);
  const stored = await backend.loadSetting(registerName).catch(() => undefined);
  if (slot === undefined || stored === undefined) return 'unread';
  try {
    return withRehearsal(parseRegister(stored), slot, sheets, now.getTime());
  } catch {
    return 'unread';
  }
}

async function openBackend(
  config: BackendConfig,
  rootKey: Uint8Array,
  to: Place | undefined,
): Promise<Backend> {
  try {
    if (to !== undefined) return await forkBackend(config, to, rootKey);
    return (await initializeBackend(config, rootKey)).backend;
  } catch (error) {
    // The sheets did open their slot: so it is the head that is not what was written.
    if (failureOf(error)?.code === 'wrong-key') fail({ code: 'damaged', part: 'head' });
    throw error;
  }
}
