import { lstat, unlink } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { ImportReport } from '../../shared/contract.ts';
import { filesFolder } from '../../shared/export.ts';
import { fail, systemFailure } from '../../shared/failure.ts';
import type { SourceFault } from '../../shared/failure-reasons.ts';
import type { ImportNoteTold } from '../../shared/import-note.ts';
import type { ImportSource } from '../../shared/import-source.ts';
import { fileAt } from '../../shared/place.ts';
import { syncToolAt } from '../backend/places.ts';
import { syncFolder } from '../store/file.ts';

/** What a file was like before an import read it. */
export interface Stamp {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
}

/** `undefined`: it is no ordinary file of that name, and is none to delete. */
export async function stampOf(file: string): Promise<Stamp | undefined> {
  const found = await look(file).catch(() => undefined);
  return found === undefined || typeof found === 'string' ? undefined : found;
}

/** Notes that tell of an entry which the vault has already. */
const there: ReadonlySet<string> = new Set(['already-imported', 'same-there']);

/** Notes that tell of values which the file has, or would bring with what lies beside it. */
const lacking: ReadonlySet<ImportNoteTold['reason']> = new Set([
  ...(['attachment-missing', 'attachment-too-large', 'files-beside'] as const),
  ...(['attachment-of-older-version', 'history-too-large', 'parts-missing'] as const),
]);

/** Whether all that a file held is in the vault now, read back and compared. */
export function isWholly({ dryRun, fields, failed, skipped, notes = [] }: ImportReport): boolean {
  const isThere = failed.length === 0 && skipped.every(({ reason }) => there.has(reason));
  return !dryRun && fields !== undefined && isThere && !notes.some(({ reason }) => lacking.has(reason));
}

/** What is to be known of a file before it is deleted. `isPlain`: whoever has it can read it. */
export async function sourceOf(file: string, isPlain: boolean): Promise<ImportSource> {
  const beside = filesFolder(file);
  const [tool, folder] = await Promise.all([
    syncToolAt(fileAt(dirname(file))),
    lstat(beside).catch(() => undefined),
  ]);
  return {
    name: basename(file),
    isPlain,
    ...(tool !== undefined && { tool }),
    ...(folder?.isDirectory() && { beside: basename(beside) }),
  };
}

/**
 * Deletes the file that was imported. `source-kept` where it is no longer the one that was read.
 *
 * It is not written over before: on an SSD, in a file system that copies on write, and wherever a
 * tool or a backup has a copy, the new bytes go elsewhere and the old ones stay. To claim that they
 * are gone would be worse than to say what may be left.
 */
export async function deleteSource(file: string, stamp: Stamp): Promise<void> {
  const found = await look(file);
  if (typeof found === 'string') return keep(found);
  if (!isSame(found, stamp)) return keep('changed');
  try {
    await unlink(file);
    syncFolder(dirname(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return keep('gone', error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return keep('not-allowed', error);
    fail(systemFailure(error), error);
  }
}

async function look(file: string): Promise<Stamp | SourceFault> {
  try {
    const found = await lstat(file, { bigint: true });
    // By another name the same bytes stay.
    if (found.isSymbolicLink() || (found.isFile() && found.nlink > 1n)) return 'link';
    if (!found.isFile()) return 'changed';
    const { dev: device, ino: inode, size, mtimeNs: modified, ctimeNs: changed } = found;
    return { device, inode, size, modified, changed };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'gone';
    return fail(systemFailure(error), error);
  }
}

function isSame(a: Stamp, b: Stamp): boolean {
  const isThatFile = a.device === b.device && a.inode === b.inode;
  return isThatFile && a.size === b.size && a.modified === b.modified && a.changed === b.changed;
}

function keep(reason: SourceFault, cause?: unknown): never {
  return fail({ code: 'source-kept', reason }, cause);
}
