import fs from 'node:fs';
import path from 'node:path';
import { failureOf } from '../../shared/failure.ts';
import { openerOf } from '../backend/initialize.ts';
import { moveInto, syncFolder } from '../store/file.ts';
import { asideName, freeName } from '../store/names.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';

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

/** Gives what lies at a path a dated name beside it, which is given back; `undefined` where nothing lies there. */
export function moveAside(location: string, now: number): string | undefined {
  if (fs.lstatSync(location, { throwIfNoEntry: false }) === undefined) return undefined;
  const kept = freeName(path.resolve(location), now, '');
  try {
    fs.renameSync(location, kept);
    syncFolder(path.dirname(kept));
    return kept;
  } catch (error) {
    throw sqliteFailure(error);
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
