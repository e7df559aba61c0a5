import fs from 'node:fs';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { openerOf } from '../backend/initialize.ts';
import { parseManifest } from '../backend/manifest.ts';
import { moveInto, removeFile, syncFolder } from '../store/file.ts';
import { asideName, besideOf } from '../store/names.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import { tipOf } from '../store/store.ts';
import type { BackupReport } from './backup.ts';
import { listBackups } from './folder.ts';
import { copyLocked, type LockedOptions } from './locked.ts';
import type { MachineNotes } from './notes.ts';

/** A backup put in a vault's place. `kept`: where the vault that was there lies now; missing when there was none. */
export interface Restored extends BackupReport {
  readonly kept?: string;
}

/** The backup that a person named: a file, or the newest of a folder, which may also be called `FOLDER/LATEST`. */
export async function backupAt(place: string): Promise<string> {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat?.isFile()) return place;
  const folder = stat === undefined && path.basename(place) === 'LATEST' ? path.dirname(place) : place;
  if (stat === undefined && folder === place) return fail({ code: 'not-found', what: 'vault', name: place });
  if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return fail({ code: 'backup-refused', reason: 'missing-folder', place: folder });
  const [newest] = (await listBackups(folder)).filter(({ failure }) => failure === undefined);
  return newest?.file ?? fail({ code: 'backup-refused', reason: 'none-there', place: folder });
}

/** Restores a backup into a new file: copied, and compared byte for byte. `exists` where something lies. */
export async function restoreTo(
  backup: string,
  file: string,
  options: LockedOptions & { readonly notes?: MachineNotes },
): Promise<Restored> {
  if (fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    return fail({ code: 'exists', what: 'vault', name: file });
  }
  const report = await copyLocked(backup, file, { ...options, makeFolder: false });
  if (options.notes !== undefined)
    await note(options.notes, backup, file, await stateOf(file), options.now());
  return report;
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
  const folder = path.dirname(path.resolve(file));
  const beside = besideOf(folder).replace(/\.part$/, '.holdfast');
  try {
    const report = await copyLocked(backup, beside, { ...options, makeFolder: false });
    const state = await stateOf(beside);
    await options.close?.();
    // Before it lies there: another program may open it at once.
    await options.notes.accept(state.vault, state.mark);
    const now = options.now();
    const kept = await putInPlace(beside, file, now).catch(async (error) => {
      await options.notes.accept(state.vault, undefined);
      throw error;
    });
    await note(options.notes, backup, file, state, now);
    return { ...report, file, ...(kept && { kept }) };
  } finally {
    removeFile(beside);
  }
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
  const store = await (await openerOf({})).open(file, { readOnly: true });
  try {
    const manifest = (await store.latestManifest()) ?? fail({ code: 'damaged', part: 'manifest' });
    const { revision } = manifest;
    return { vault: parseManifest(manifest.bytes).header.vault, revision, mark: tipOf(manifest).mark };
  } finally {
    await store.close();
  }
}

/** Gives a finished file the name of a vault; where the vault that had it lies now, or `undefined` when there was none. */
export async function putInPlace(from: string, file: string, now: number): Promise<string | undefined> {
  try {
    if (fs.lstatSync(file, { throwIfNoEntry: false }) === undefined) {
      moveInto(from, file, false);
      return undefined;
    }
    await settle(file);
    const kept = asideName(file, now);
    keepAside(file, kept);
    moveInto(from, file, true);
    return kept;
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  }
}

// A journal that a crash left belongs to the file beside it: SQLite rolls it back when it opens that file. Left behind, it would be
// rolled back into the file that takes its place.
async function settle(file: string): Promise<void> {
  try {
    await (await (await openerOf({})).open(file)).close();
  } catch (error) {
    // A damaged vault keeps its journal: `keepAside` takes it along.
    if (failureOf(error) === undefined) throw error;
  }
}

function keepAside(file: string, kept: string): void {
  const journal = `${file}-journal`;
  if (fs.existsSync(journal)) fs.renameSync(journal, `${kept}-journal`);
  try {
    fs.linkSync(file, kept);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // A file system without hard links: the name is free for a moment, and both files are whole.
    fs.renameSync(file, kept);
  }
  syncFolder(path.dirname(file));
}
