import { fail, failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import type { Mended } from '../backend/copies.ts';
import { openerOf } from '../backend/initialize.ts';
import { isServiceAt } from '../backend/location.ts';
import { beside, openAt, refuseTaken, type Unfinished } from '../backend/places.ts';
import { takeOver } from '../backups/in-place.ts';
import type { MachineNotes } from '../backups/notes.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';

export interface RepairOptions {
  /** The damaged vault. */
  readonly source: Place;
  /** Other copies of the same vault, older or newer, damaged or not. */
  readonly backups: readonly Place[];
  /** Also where something stays lost; otherwise nothing is written then. */
  readonly lossy: boolean;
  /**
   * Remembers the repair until the vault is opened, whose audit then has it: who repairs makes the
   * very same revision where nothing is lost.
   */
  readonly notes?: MachineNotes;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** How a repair went. `place`: the whole vault that was made; missing when nothing was written. */
export interface Repaired extends Mended {
  readonly place?: Place;
  /** Backups that could not be used. */
  readonly unusable: readonly Place[];
  /** Where the damaged vault lies now, when the whole one has taken its place. */
  readonly kept?: Place;
}

/**
 * Makes a whole vault at `to` of an open one that is damaged: its own objects, also those that
 * SQLite no longer finds, and those of backups. Everything in the new file is read back and
 * authenticated before it gets its name; the damaged file is not written. `exists`, and whatever is
 * wrong with the place.
 */
export async function repairVault(vault: Vault, to: Place, options: RepairOptions): Promise<Repaired> {
  return noted(vault, options, await at(to, (made) => mendInto(made, vault, options, false)));
}

/**
 * The same, and the whole vault takes the damaged one's place, which is kept aside under a dated
 * name. `close` locks the damaged one first.
 */
export async function repairInPlace(
  vault: Vault,
  { close, now, ...options }: RepairOptions & { close: () => Promise<void>; now: number },
): Promise<Repaired> {
  const done = await inPlace(options.source, now, close, (made) => mendInto(made, vault, options, false));
  return noted(vault, options, done);
}

/** A note that cannot be written is no reason to say that the repair failed. */
async function noted(vault: Vault, { notes }: RepairOptions, done: Repaired): Promise<Repaired> {
  const { place, revision } = done;
  if (place !== undefined && notes !== undefined)
    await notes
      .noteRestored(place, { vault: vault.id, revision, backup: '', at: Date.now(), repaired: true })
      .catch(() => undefined);
  return done;
}

async function inPlace(
  source: Place,
  now: number,
  close: () => Promise<void>,
  make: (made: Unfinished) => Promise<Repaired>,
): Promise<Repaired> {
  // On a service what is there is never replaced: the whole vault goes to another place.
  if (isServiceAt(source)) fail({ code: 'exists', what: 'vault', name: printPlace(source) });
  const made = await beside(source);
  try {
    const done = await make(made);
    if (!done.written) return done;
    await close();
    const kept = await takeOver(made, source, now);
    return { ...done, place: source, ...(kept && { kept }) };
  } finally {
    await made.discard();
  }
}

/**
 * The same where the damaged file's own manifest is lost, and it does not open: `base` is a backup,
 * opened, that stands in for it. What the damaged file holds that is newer than the backup is taken
 * up.
 */
export async function repairFromBackup(base: Vault, to: Place, options: RepairOptions): Promise<Repaired> {
  return noted(base, options, await at(to, (made) => mendInto(made, base, options, true)));
}

/**
 * The same, and the whole vault takes the damaged one's place, which is kept aside under a dated
 * name.
 */
export async function repairFromBackupInPlace(
  base: Vault,
  { now, ...options }: RepairOptions & { now: number },
): Promise<Repaired> {
  const open = async () => undefined;
  const done = await inPlace(options.source, now, open, (made) => mendInto(made, base, options, true));
  return noted(base, options, done);
}

async function at(to: Place, make: (made: Unfinished) => Promise<Repaired>): Promise<Repaired> {
  refuseTaken(to);
  const made = await beside(to);
  try {
    const done = await make(made);
    if (!done.written) return done;
    await made.publish();
    return { ...done, place: to };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  } finally {
    await made.discard();
  }
}

/**
 * Fills what is being made, and reads it back; nothing lies there where something stays lost and
 * that is not accepted.
 */
async function mendInto(
  made: Unfinished,
  vault: Vault,
  options: RepairOptions,
  adopt: boolean,
): Promise<Repaired> {
  const copies = vault.copies ?? fail({ code: 'backup-refused', reason: 'memory' });
  const { stores, unusable } = await openAll(options);
  const { progress, signal, lossy } = options;
  try {
    const mended = await copies.mend(
      stores,
      (manifest, content) => made.opener.create(made.place.location, manifest, content),
      { lossy, adopt, ...(progress && { progress }), ...(signal && { signal }) },
    );
    if (mended.written) await prove(vault, made, signal);
    return { ...mended, unusable };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  } finally {
    for (const store of stores) await store.close();
  }
}

async function prove(
  vault: Vault,
  { opener, place }: Unfinished,
  signal: AbortSignal | undefined,
): Promise<void> {
  const made = await vault.sibling(await opener.open(place.location, { readOnly: true }));
  try {
    const { damaged } = await made.verify(signal && { signal });
    if (damaged.length > 0) fail({ code: 'backup-refused', reason: 'not-proven', place: printPlace(place) });
  } finally {
    await made.lock();
  }
}

// The damaged file past SQLite first: what only its tree has lost needs no backup.
async function openAll({
  source,
  backups,
  signal,
}: RepairOptions): Promise<{ stores: ObjectStore[]; unusable: Place[] }> {
  const stores: ObjectStore[] = [];
  const unusable: Place[] = [];
  const own = await opened(() => rescueAt(source, signal));
  if (own !== undefined) stores.push(own);
  for (const backup of backups) {
    const store =
      (await opened(() => openAt(backup, { readOnly: true }))) ??
      (await opened(() => rescueAt(backup, signal)));
    if (store === undefined) unusable.push(backup);
    else stores.push(store);
  }
  if (signal?.aborted) {
    for (const store of stores) await store.close();
    fail({ code: 'cancelled' });
  }
  return { stores, unusable };
}

// A kind of store that has no such call finds what is left of it by itself.
async function rescueAt(place: Place, signal: AbortSignal | undefined): Promise<ObjectStore | undefined> {
  const { rescue, open } = await openerOf(place);
  return rescue === undefined ? open(place.location, { readOnly: true }) : rescue(place.location, signal);
}

async function opened(open: () => Promise<ObjectStore | undefined>): Promise<ObjectStore | undefined> {
  try {
    return await open();
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}
