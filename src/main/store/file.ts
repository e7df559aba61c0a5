import fs from 'node:fs';
import path from 'node:path';
import { fail, HoldfastError } from '../../shared/failure.ts';
import { clearName } from './beside.ts';
import { besideOf, randomName, refuseLongName } from './names.ts';
import { sqliteFailure } from './sqlite-failure.ts';

interface Marks {
  readonly applicationId: number;
  readonly layoutVersion: number;
}

/**
 * Looks at a vault file before SQLite does: what it is, whether it can be written. Refuses what is
 * no vault.
 */
export function inspectFile(location: string, marks: Marks): { readOnly: boolean; identity: string } {
  const stat = statFile(location);
  if (stat.isDirectory()) fail({ code: 'not-a-vault', reason: 'folder' });
  if (!stat.isFile()) fail({ code: 'not-a-vault', reason: 'not-a-file' });
  if (stat.size === 0) fail({ code: 'not-a-vault', reason: 'empty' });
  const identity = identityOf(stat);
  if (!openHere.has(identity)) inspectHead(readHead(location), marks);
  return { readOnly: !isWritable(location), identity };
}

// Closing any descriptor of a file drops all POSIX locks that the process has on it
// (sqlite.org/howtocorrupt.html, 2.2): a file that a store of ours has open is never opened a
// second time past SQLite.
const openHere = new Map<string, number>();

/** Notes that a store has this file open; `releaseFile` when it is closed. */
export function holdFile(identity: string): void {
  openHere.set(identity, (openHere.get(identity) ?? 0) + 1);
}

export function releaseFile(identity: string): void {
  const left = (openHere.get(identity) ?? 0) - 1;
  if (left > 0) return void openHere.set(identity, left);
  openHere.delete(identity);
  for (const file of waiting.get(identity) ?? []) fs.closeSync(file);
  waiting.delete(identity);
}

const waiting = new Map<string, number[]>();

/**
 * Opens past SQLite a file that a store of ours has open: to be read, and closed by `closeBeside`.
 */
export function openBeside(location: string, identity: string): number {
  const file = fs.openSync(location, 'r');
  if (identityOf(fs.fstatSync(file)) === identity) return file;
  closeBeside(file, identityOf(fs.fstatSync(file)));
  return fail({ code: 'store', reason: 'file-replaced' });
}

/**
 * Closes a file that was opened past SQLite: not before the last store that has it open is closed
 * too.
 */
export function closeBeside(file: number, identity: string): void {
  if (openHere.has(identity)) waiting.set(identity, [...(waiting.get(identity) ?? []), file]);
  else fs.closeSync(file);
}

// SQLite's file format, 1.3: the text at 0, user_version at 60, application_id at 68.
function inspectHead(head: Buffer, { applicationId, layoutVersion }: Marks): void {
  if (!head.subarray(0, 16).equals(Buffer.from('SQLite format 3\0', 'latin1'))) {
    fail({ code: 'not-a-vault', reason: 'other-format' });
  }
  if (head.length < 100) fail({ code: 'damaged', part: 'file' });
  if (head.readUInt32BE(68) !== applicationId) fail({ code: 'not-a-vault', reason: 'other-format' });
  const found = head.readUInt32BE(60);
  if (found > layoutVersion) fail({ code: 'newer-format', found, supported: layoutVersion });
}

function statFile(location: string): fs.Stats {
  try {
    return fs.statSync(location);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' && isLink(location)) fail({ code: 'not-a-vault', reason: 'dangling-link' });
    if (code === 'ENOENT' || code === 'ENOTDIR') fail({ code: 'not-found', what: 'vault', name: location });
    throw unreadable(error);
  }
}

function isLink(location: string): boolean {
  return fs.lstatSync(location, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function readHead(location: string): Buffer {
  try {
    const file = fs.openSync(location, 'r');
    try {
      const head = Buffer.alloc(100);
      return head.subarray(0, fs.readSync(file, head, 0, 100, 0));
    } finally {
      fs.closeSync(file);
    }
  } catch (error) {
    throw unreadable(error);
  }
}

// EACCES while reading is not "read-only".
function unreadable(error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return sqliteFailure({ code: code === 'EACCES' || code === 'EPERM' ? 'NOT_READABLE' : code });
}

// The journal lies beside the file, so the folder counts too.
function isWritable(location: string): boolean {
  try {
    fs.accessSync(location, fs.constants.W_OK);
    fs.accessSync(path.dirname(fs.realpathSync(location)), fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function identityOf({ dev, ino }: fs.Stats): string {
  return `${dev}:${ino}`;
}

/**
 * What tells this file or folder from any other that may come to lie there; fails as `open` would.
 */
export function fileIdentity(location: string): string {
  return identityOf(fs.statSync(location));
}

/** The same; `undefined` where nothing lies. */
export function identityAt(location: string): string | undefined {
  const stat = fs.statSync(location, { throwIfNoEntry: false });
  return stat && identityOf(stat);
}

/** Whether the file that was opened at a place lies there still. */
export function whatLies(location: string, identity: string): 'same' | 'other' | 'missing' {
  let stat: fs.Stats | undefined;
  try {
    stat = fs.statSync(location, { throwIfNoEntry: false });
  } catch {
    // A disk or a share that is gone.
  }
  if (stat === undefined) return 'missing';
  return identityOf(stat) === identity ? 'same' : 'other';
}

/**
 * Refuses to write on where a sync tool, or a person, has put something else: what is acknowledged
 * would be lost. `file-missing`, `file-replaced`.
 */
export function refuseReplaced(location: string, identity: string): void {
  const there = whatLies(location, identity);
  if (there !== 'same')
    fail({ code: 'store', reason: there === 'missing' ? 'file-missing' : 'file-replaced' });
}

/**
 * Makes a file whole or not at all; `exists` when something is there already, also by that name
 * alone.
 */
export async function createFile(
  location: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  const folder = path.dirname(location);
  refuseLongName(location);
  if (fs.lstatSync(location, { throwIfNoEntry: false }) !== undefined) {
    fail({ code: 'exists', what: 'vault', name: location });
  }
  const temporary = besideOf(folder);
  let published = false;
  try {
    fs.closeSync(fs.openSync(temporary, 'wx', 0o600));
    await fill(temporary);
    clearName(location);
    publish(temporary, location);
    published = true;
    syncFolder(folder);
  } catch (error) {
    // A vault that was refused must not be in the way of the next try.
    if (published) removeFile(location);
    throw createFailure(error, location);
  } finally {
    removeFile(temporary);
    removeFile(`${temporary}-journal`);
  }
}

/**
 * Gives a finished file its name: taken if it is free, in one step replaced where that is wanted.
 * Durable when it returns.
 */
export function moveInto(from: string, to: string, replace: boolean): void {
  try {
    refuseLongName(to);
    syncFile(from);
    clearName(to);
    if (replace) fs.renameSync(from, to);
    else publish(from, to);
    syncFolder(path.dirname(to));
  } catch (error) {
    throw createFailure(error, to);
  }
}

/**
 * Gives a whole and synced file a name that is free. Durable when it returns; EEXIST where the name
 * is taken.
 */
export function nameFile(from: string, to: string): void {
  publish(from, to);
  try {
    syncFolder(path.dirname(to));
  } catch (error) {
    removeFile(to);
    throw error;
  }
}

export function syncFile(location: string): void {
  const handle = fs.openSync(location, 'r+');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}

/**
 * Replaces a small file in one step: what lies there is the old one or the new one, whole and the
 * user's alone; a link is replaced, not followed. On the disk when it returns. `beside`: a free
 * name of the same folder.
 */
export function replaceFile(
  location: string,
  bytes: string | Uint8Array,
  beside = `${location}.${randomName().slice(0, 16)}.new`,
): void {
  try {
    // Never a name that is there: in a shared folder somebody may have put a link.
    fs.writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx', flush: true });
    fs.renameSync(beside, location);
    syncFolder(path.dirname(location));
  } catch (error) {
    removeFile(beside);
    throw error;
  }
}

/**
 * Puts a small file where nothing lies under its name, not even a link; `beside`: a free name of
 * the same disk. False where something does.
 */
export function addFile(location: string, beside: string, bytes: Uint8Array): boolean {
  try {
    fs.writeFileSync(beside, bytes, { mode: 0o600, flag: 'wx', flush: true });
    publish(beside, location);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    removeFile(beside);
  }
}

/**
 * Removes what is no longer wanted; where even that fails there is a failure already to be told.
 */
export function removeFile(location: string): void {
  try {
    fs.rmSync(location, { force: true });
  } catch {
    // It stays, under a name that no vault has.
  }
}

// A link fails where the name is taken; a rename would overwrite it.
function publish(temporary: string, location: string): void {
  try {
    fs.linkSync(temporary, location);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // File systems without hard links (FAT): take the name first, then put the file in its place.
    fs.closeSync(fs.openSync(location, 'wx', 0o600));
    fs.renameSync(temporary, location);
  }
}

function createFailure(error: unknown, location: string): Error {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EEXIST') return new HoldfastError({ code: 'exists', what: 'vault', name: location });
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new HoldfastError({ code: 'not-found', what: 'vault', name: path.dirname(location) });
  return sqliteFailure(error);
}

/** Makes a new name in a folder survive power loss. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(handle);
  } finally {
    fs.closeSync(handle);
  }
}
