import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../shared/failure.ts';
import { parseManifest } from '../backend/format/manifest.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { beside, openAt, type Unfinished } from '../backend/places.ts';
import { removeFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import { tipOf } from '../store/store.ts';
import type { BackupReport } from './backup.ts';
import { moveAside, putInPlace } from './in-place.ts';
import { copyInto, copyLocked, type LockedOptions } from './locked.ts';
import type { MachineNotes } from './notes.ts';

/** A backup put in a vault's place. `kept`: where the vault that was there lies now; missing when there was none. */
export interface Restored extends BackupReport {
  readonly kept?: string;
}

/** Restores a backup to a new place: copied, and compared byte for byte. `exists` where something lies. */
export async function restoreTo(backup: string, file: string, options: LockedOptions): Promise<Restored> {
  if (!areFiles(backup, file)) return restoreStore(backup, file, options);
  // An empty name is the folder that the program runs in.
  if (fs.lstatSync(path.resolve(file), { throwIfNoEntry: false }) !== undefined) {
    return fail({ code: 'exists', what: 'vault', name: file });
  }
  const report = await copyLocked(backup, file, asVault(options));
  if (options.notes !== undefined)
    await note(options.notes, backup, file, await stateOf(file), options.now());
  return report;
}

function areFiles(backup: string, place: string): boolean {
  return isFileAt(backup) && isFileAt(place);
}

// From or to a place that is no file.
async function restoreStore(backup: string, place: string, options: LockedOptions): Promise<Restored> {
  const made = await beside(place);
  try {
    const report = { ...(await copyInto(backup, made, asVault(options))), file: place };
    await made.publish();
    if (options.notes !== undefined)
      await note(options.notes, backup, place, await stateOf(place), options.now());
    return report;
  } finally {
    made.discard();
  }
}

// What becomes a vault is no backup that would be known again by its bytes.
function asVault({ notes: _, ...options }: LockedOptions): LockedOptions {
  return { ...options, makeFolder: false, oneFile: true };
}

export interface InPlaceOptions extends LockedOptions {
  /** The person has chosen this older state: the next unlock asks nothing about it. */
  readonly notes: MachineNotes;
  /** Called once the backup lies whole beside the vault, which must not be open from then on. */
  readonly close?: () => Promise<void>;
}

/**
 * Puts a backup in a vault's place. The vault that is there, damaged or not, is kept aside under a dated name, never written: at every
 * moment one of the two lies whole under the vault's name. Called off before `close`, or refused, nothing has changed.
 */
export async function restoreInPlace(
  backup: string,
  file: string,
  options: InPlaceOptions,
): Promise<Restored> {
  if (!areFiles(backup, file)) return restoreStoreInPlace(backup, file, options);
  const folder = path.dirname(path.resolve(file));
  const made = besideOf(folder).replace(/\.part$/, '.holdfast');
  try {
    const report = await copyLocked(backup, made, asVault(options));
    const put = (now: number) => putInPlace(made, file, now);
    return { ...report, ...(await takePlace(backup, made, file, options, put)), file };
  } finally {
    removeFile(made);
  }
}

async function restoreStoreInPlace(
  backup: string,
  place: string,
  options: InPlaceOptions,
): Promise<Restored> {
  const made = await beside(place);
  try {
    const report = await copyInto(backup, made, asVault(options));
    const put = async (now: number) =>
      isFileAt(place) ? putInPlace(made.location, pathAt(place), now) : folderInPlace(made, place, now);
    return { ...report, ...(await takePlace(backup, made.place, place, options, put)), file: place };
  } finally {
    made.discard();
  }
}

// Nothing exchanges two folders in one step: between the two renames both lie whole, and none under the vault's name.
async function folderInPlace(made: Unfinished, place: string, now: number): Promise<string | undefined> {
  const kept = moveAside(pathAt(place), now);
  await made.publish();
  return kept;
}

/** Closes the vault, and gives what was made its place; notes that this older state was chosen. */
async function takePlace(
  backup: string,
  made: string,
  place: string,
  options: InPlaceOptions,
  put: (now: number) => Promise<string | undefined>,
): Promise<{ readonly kept?: string }> {
  const state = await stateOf(made);
  await options.close?.();
  // Before it lies there: another program may open it at once.
  await options.notes.accept(state.vault, state.mark);
  const now = options.now();
  const kept = await put(now).catch(async (error) => {
    await options.notes.accept(state.vault, undefined);
    throw error;
  });
  await note(options.notes, backup, place, state, now);
  return { ...(kept !== undefined && { kept }) };
}

// Nobody has keys here: whoever opens the file first writes it down in the vault's audit.
async function note(
  notes: MachineNotes,
  backup: string,
  file: string,
  { vault, revision }: State,
  at: number,
) {
  await notes.noteRestored(file, { vault, revision, backup: path.basename(backup), at });
}

interface State {
  readonly vault: string;
  readonly revision: number;
  readonly mark: string;
}

async function stateOf(file: string): Promise<State> {
  const store = await openAt(file, { readOnly: true });
  try {
    const manifest = (await store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
    const { revision } = manifest;
    return { vault: parseManifest(manifest.bytes).header.vault, revision, mark: tipOf(manifest).mark };
  } finally {
    await store.close();
  }
}
