import fs from 'node:fs/promises';
import path from 'node:path';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { fileAt, type Place } from '../../shared/place.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { isVaultFile } from '../store/names.ts';
import { readHeader } from '../vault/open.ts';

/**
 * A vault file in a folder of backups, or another copy of a vault, as far as it can be read without
 * a passphrase.
 */
export interface BackupFile {
  readonly place: Place;
  /** Its path. */
  readonly file: string;
  readonly bytes: number;
  /** Time in ms that its name says; the file's own where the name says none. */
  readonly time: number;
  /**
   * True when the name is of the form that `backupName` gives: only such a file is ever removed by
   * retention.
   */
  readonly named: boolean;
  readonly vault?: string;
  readonly revision?: number;
  /** Why it could not be read. */
  readonly failure?: Failure;
}

const pattern = /-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)-r(\d+)(?:-\d+)?\.holdfast$/;

/**
 * `desk-2026-05-03-140533-r12.holdfast`: local time, and the revision, by which backups are
 * ordered.
 */
export function backupName(name: string, time: number, revision: number, again = 0): string {
  const at = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  return `${name}-${day}-${clock}-r${revision}${again === 0 ? '' : `-${again}`}.holdfast`;
}

/** The revision in a name that `backupName` made; `undefined` in any other. */
export function revisionIn(file: string): number | undefined {
  const found = pattern.exec(path.basename(file));
  return found === null ? undefined : Number(found[7]);
}

/** What comes before the time in such a name: the vault's own. */
export function stemOf(file: string): string | undefined {
  const name = path.basename(file);
  return pattern.test(name) ? name.replace(pattern, '') : undefined;
}

/** The time in a name that `backupName` made; `undefined` in any other. */
export function timeIn(file: string): number | undefined {
  const found = pattern.exec(path.basename(file));
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const time = new Date(year, month - 1, day, hour, minute, second).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/**
 * The vault files of a folder, newest first: by revision, then by time, for clocks jump and
 * revisions do not.
 */
export async function listBackups(folder: string, vault?: string): Promise<BackupFile[]> {
  const names = (await fs.readdir(folder)).filter((name) => isVaultFile(name) && !name.startsWith('.'));
  const all: BackupFile[] = [];
  for (const name of names) {
    const found = await lookAt(fileAt(path.join(folder, name)));
    if (found !== undefined && (vault === undefined || found.vault === vault)) all.push(found);
  }
  return all.sort(newestFirst);
}

/** One of them, or what lies at another place; `undefined` where there is nothing of its kind. */
export async function lookAt(place: Place): Promise<BackupFile | undefined> {
  const file = pathAt(place);
  const stat = await fs.stat(file).catch(() => undefined);
  if (stat === undefined || (isFileAt(place) ? !stat.isFile() : !stat.isDirectory())) return undefined;
  const time = timeIn(file);
  const bytes = await bytesAt(place);
  const known = { place, file, bytes, time: time ?? stat.mtimeMs, named: time !== undefined };
  try {
    const { vaultId, revision } = await readHeader({ ...place, look: true });
    return { ...known, vault: vaultId, revision };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { ...known, failure };
  }
}

/** Bytes of a vault as it lies: of a file, or of all files in a folder. */
export async function bytesAt(place: Place): Promise<number> {
  const at = pathAt(place);
  const { size } = await fs.stat(at);
  if (isFileAt(place)) return size;
  let bytes = 0;
  for (const name of await fs.readdir(at, { recursive: true })) {
    const found = await fs.stat(path.join(at, name)).catch(() => undefined);
    if (found?.isFile() === true) bytes += found.size;
  }
  return bytes;
}

function newestFirst(a: BackupFile, b: BackupFile): number {
  return (b.revision ?? -1) - (a.revision ?? -1) || b.time - a.time || (a.file < b.file ? -1 : 1);
}
