import fs from 'node:fs';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { type Place, placeName, printPlace } from '../../shared/place.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { isServiceAt, pathAt } from '../backend/location.ts';
import { newestManifest } from '../backend/newest.ts';
import { beside, openAt, refuseTaken, type Unfinished } from '../backend/places.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { tipOf } from '../store/store.ts';
import { takeOver } from './in-place.ts';
import { type Copied, copyInto, type LockedOptions } from './locked.ts';
import type { MachineNotes } from './notes.ts';

/** A backup that became a vault: compared byte for byte with what it was made from. */
export interface Restored extends Copied {
  readonly place: Place;
  readonly proven: 'structure';
  /** Where the vault that was there lies now; missing when there was none. */
  readonly kept?: Place;
}

export type RestoreOptions = Pick<LockedOptions, 'now' | 'notes' | 'progress' | 'signal'>;

/** Restores a backup to a new place of any kind. `exists` where something lies. */
export async function restoreTo(backup: Place, to: Place, options: RestoreOptions): Promise<Restored> {
  refuseTaken(to);
  return copied(backup, to, options, async (made) => {
    await made.publish();
    if (options.notes !== undefined) await note(options.notes, backup, to, await stateOf(to), options.now());
    return {};
  });
}

export interface InPlaceOptions extends RestoreOptions {
  /** The person has chosen this older state: the next unlock asks nothing about it. */
  readonly notes: MachineNotes;
  /** Called once the backup lies whole beside the vault, which must not be open from then on. */
  readonly close?: () => Promise<void>;
}

/**
 * Puts a backup in a vault's place. The vault that is there, damaged or not, is kept aside under a
 * dated name, never written: at every moment both lie whole beside each other. Called off before
 * `close`, or refused, nothing has changed.
 */
export async function restoreInPlace(
  backup: Place,
  place: Place,
  options: InPlaceOptions,
): Promise<Restored> {
  // On a service a lower revision never takes the place of a higher one.
  if (isServiceAt(place)) fail({ code: 'exists', what: 'vault', name: printPlace(place) });
  return copied(backup, place, options, (made) => takePlace(backup, made, place, options));
}

/** Copies a backup beside a place, and lets `put` give the copy that place. */
async function copied(
  backup: Place,
  place: Place,
  options: RestoreOptions,
  put: (made: Unfinished) => Promise<{ readonly kept?: Place }>,
): Promise<Restored> {
  refuseNoFolder(place);
  const made = await beside(place);
  try {
    const report = await copyInto(backup, made, options);
    return { ...report, proven: 'structure', ...(await put(made)), place };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  } finally {
    await made.discard();
  }
}

function refuseNoFolder(place: Place): void {
  if (isServiceAt(place)) return;
  const folder = path.dirname(path.resolve(pathAt(place)));
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    fail({ code: 'backup-refused', reason: 'missing-folder', place: printPlace(place) });
}

/** Closes the vault, and gives what was made its place; notes that this older state was chosen. */
async function takePlace(
  backup: Place,
  made: Unfinished,
  place: Place,
  options: InPlaceOptions,
): Promise<{ readonly kept?: Place }> {
  const state = await stateOf(made.place);
  await options.close?.();
  // Before it lies there: another program may open it at once.
  await options.notes.accept(state.vault, state.mark);
  const now = options.now();
  const kept = await takeOver(made, place, now).catch(async (error) => {
    await options.notes.accept(state.vault, undefined);
    throw error;
  });
  await note(options.notes, backup, place, state, now);
  return { ...(kept !== undefined && { kept }) };
}

// Nobody has keys here: whoever opens the vault first writes it down in its audit.
async function note(
  notes: MachineNotes,
  backup: Place,
  place: Place,
  { vault, revision }: State,
  at: number,
) {
  await notes.noteRestored(place, {
    vault,
    revision,
    backup: isServiceAt(backup) ? placeName(backup) : path.basename(pathAt(backup)),
    at,
  });
}

interface State {
  readonly vault: string;
  readonly revision: number;
  readonly mark: string;
}

async function stateOf(place: Place): Promise<State> {
  const store = await openAt(place, { readOnly: true });
  try {
    const manifest = await newestManifest(store);
    const { revision } = manifest;
    return { vault: parseManifest(manifest.bytes).header.vault, revision, mark: tipOf(manifest).mark };
  } finally {
    await store.close();
  }
}
