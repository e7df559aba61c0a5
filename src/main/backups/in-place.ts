import fs from 'node:fs';
import path from 'node:path';
import { failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { backupOpener, type Unfinished } from '../backend/places.ts';
import { moveInto, syncFolder } from '../store/file.ts';
import { asideName, freeName } from '../store/names.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';

/**
 * Gives a finished file the name of a vault; where the vault that had it lies now, or `undefined`
 * when there was none.
 */
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

/**
 * Gives a finished vault the place of another, which is kept aside; where that lies now, or
 * `undefined` when there was none.
 */
export async function takeOver(made: Unfinished, place: Place, now: number): Promise<Place | undefined> {
  const at = path.resolve(pathAt(place));
  const kept = isFileAt(place)
    ? await putInPlace(pathAt(made.place), at, now)
    : await swapFolders(made, at, now);
  return kept === undefined ? undefined : { ...place, location: kept };
}

// Nothing exchanges two folders in one step: between the two renames both lie whole, and none under
// the vault's name.
async function swapFolders(made: Unfinished, at: string, now: number): Promise<string | undefined> {
  try {
    const there = fs.lstatSync(at, { throwIfNoEntry: false }) !== undefined;
    const kept = there ? freeName(at, now, '') : undefined;
    if (kept !== undefined) fs.renameSync(at, kept);
    try {
      await made.publish();
    } catch (error) {
      if (kept !== undefined) fs.renameSync(kept, at);
      throw error;
    }
    return kept;
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  }
}

// A journal that a crash left belongs to the file beside it: SQLite rolls it back when it opens
// that file. Left behind, it would be rolled back into the file that takes its place.
async function settle(file: string): Promise<void> {
  try {
    await (await (await backupOpener()).open(file)).close();
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
