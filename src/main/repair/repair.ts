import fs from 'node:fs';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Mended } from '../backend/copies.ts';
import { openerOf } from '../backend/initialize.ts';
import { configAt, pathAt } from '../backend/location.ts';
import { beside, openAt } from '../backend/places.ts';
import { putInPlace } from '../backups/in-place.ts';
import { removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import type { ObjectStore } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';

export interface RepairOptions {
  /** The damaged file. */
  readonly source: string;
  /** Other copies of the same vault, older or newer, damaged or not. */
  readonly backups: readonly string[];
  /** Also where something stays lost; otherwise nothing is written then. */
  readonly lossy: boolean;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** How a repair went. `file`: the whole vault that was made; missing when nothing was written. */
export interface Repaired extends Mended {
  readonly file?: string;
  /** Backups that could not be used. */
  readonly unusable: readonly string[];
  /** Where the damaged vault lies now, when the whole one has taken its place. */
  readonly kept?: string;
}

/**
 * Makes a whole vault at `to` of an open one that is damaged: its own objects, also those that SQLite no longer finds, and those of backups.
 * Everything in the new file is read back and authenticated before it gets its name; the damaged file is not written. `exists`, and
 * whatever is wrong with the place.
 */
export async function repairVault(vault: Vault, to: string, options: RepairOptions): Promise<Repaired> {
  return mendWith(vault, to, options, false);
}

/** The same, and the whole vault takes the damaged one's place, which is kept aside under a dated name. `close` locks the damaged one first. */
export async function repairInPlace(
  vault: Vault,
  { close, now, ...options }: RepairOptions & { close: () => Promise<void>; now: number },
): Promise<Repaired> {
  return inPlace(options.source, now, close, (whole) => repairVault(vault, whole, options));
}

async function inPlace(
  source: string,
  now: number,
  close: () => Promise<void>,
  make: (whole: string) => Promise<Repaired>,
): Promise<Repaired> {
  const whole = `${besideOf(path.dirname(path.resolve(source)))}.holdfast`;
  try {
    const done = await make(whole);
    if (!done.written) return done;
    await close();
    const kept = await putInPlace(whole, source, now);
    return { ...done, file: source, ...(kept && { kept }) };
  } finally {
    removeFile(whole);
  }
}

/**
 * The same where the damaged file's own manifest is lost, and it does not open: `base` is a backup, opened, that stands in for it. What the
 * damaged file holds that is newer than the backup is taken up.
 */
export async function repairFromBackup(base: Vault, to: string, options: RepairOptions): Promise<Repaired> {
  return mendWith(base, to, options, true);
}

/** The same, and the whole vault takes the damaged one's place, which is kept aside under a dated name. */
export async function repairFromBackupInPlace(
  base: Vault,
  { now, ...options }: RepairOptions & { now: number },
): Promise<Repaired> {
  const open = async () => undefined;
  return inPlace(options.source, now, open, (whole) => repairFromBackup(base, whole, options));
}

async function mendWith(vault: Vault, to: string, options: RepairOptions, adopt: boolean): Promise<Repaired> {
  const copies = vault.copies ?? fail({ code: 'backup-refused', reason: 'memory' });
  const target = path.resolve(pathAt(to));
  if (fs.lstatSync(target, { throwIfNoEntry: false }) !== undefined)
    fail({ code: 'exists', what: 'vault', name: to });
  const { stores, unusable } = await openAll(options);
  const made = await beside(to);
  const { progress, signal, lossy } = options;
  try {
    const mended = await copies.mend(
      stores,
      (manifest, content) => made.opener.create(made.location, manifest, content),
      { lossy, adopt, ...(progress && { progress }), ...(signal && { signal }) },
    );
    if (!mended.written) return { ...mended, unusable };
    await prove(vault, made.place, signal);
    await made.publish();
    return { ...mended, file: to, unusable };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  } finally {
    made.discard();
    for (const store of stores) await store.close();
  }
}

async function prove(vault: Vault, file: string, signal: AbortSignal | undefined): Promise<void> {
  const made = await vault.sibling(await openAt(file, { readOnly: true }));
  try {
    const { damaged } = await made.verify(signal && { signal });
    if (damaged.length > 0) fail({ code: 'backup-refused', reason: 'not-proven', place: file });
  } finally {
    await made.lock();
  }
}

// The damaged file past SQLite first: what only its tree has lost needs no backup.
async function openAll({
  source,
  backups,
  signal,
}: RepairOptions): Promise<{ stores: ObjectStore[]; unusable: string[] }> {
  const stores: ObjectStore[] = [];
  const unusable: string[] = [];
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
async function rescueAt(place: string, signal: AbortSignal | undefined): Promise<ObjectStore | undefined> {
  const config = configAt(place);
  const { rescue, open } = await openerOf(config);
  return rescue === undefined ? open(config.location, { readOnly: true }) : rescue(config.location, signal);
}

async function opened(open: () => Promise<ObjectStore | undefined>): Promise<ObjectStore | undefined> {
  try {
    return await open();
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}
