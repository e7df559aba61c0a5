import fs from 'node:fs/promises';
import path from 'node:path';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { readHeader } from '../vault/open.ts';

/** A vault file in a folder of backups, as far as it can be read without a passphrase. */
export interface BackupFile {
  readonly file: string;
  readonly bytes: number;
  /** Time in ms that its name says; the file's own where the name says none. */
  readonly time: number;
  /** True when the name is of the form that `backupName` gives: only such a file is ever removed by retention. */
  readonly named: boolean;
  readonly vault?: string;
  readonly revision?: number;
  /** Why it could not be read. */
  readonly failure?: Failure;
}

const pattern = /-(\d{4})-(\d\d)-(\d\d)-(\d\d)(\d\d)(\d\d)-r(\d+)(?:-\d+)?\.holdfast$/;

/** `desk-2026-05-03-140533-r12.holdfast`: local time, and the revision, by which backups are ordered. */
export function backupName(name: string, time: number, revision: number, again = 0): string {
  const at = new Date(time);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  return `${name}-${day}-${clock}-r${revision}${again === 0 ? '' : `-${again}`}.holdfast`;
}

/** The time in a name that `backupName` made; `undefined` in any other. */
export function timeIn(file: string): number | undefined {
  const found = pattern.exec(path.basename(file));
  if (found === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
  const time = new Date(year, month - 1, day, hour, minute, second).getTime();
  return Number.isNaN(time) ? undefined : time;
}

/** The vault files of a folder, newest first: by revision, then by time, for clocks jump and revisions do not. */
export async function listBackups(folder: string, vault?: string): Promise<BackupFile[]> {
  const names = (await fs.readdir(folder)).filter(
    (name) => name.endsWith('.holdfast') && !name.startsWith('.'),
  );
  const all: BackupFile[] = [];
  for (const name of names) {
    const found = await lookAt(path.join(folder, name));
    if (found !== undefined && (vault === undefined || found.vault === vault)) all.push(found);
  }
  return all.sort(newestFirst);
}

/** One file of them; `undefined` where no file lies. */
export async function lookAt(file: string): Promise<BackupFile | undefined> {
  const stat = await fs.stat(file).catch(() => undefined);
  if (stat === undefined || !stat.isFile()) return undefined;
  const time = timeIn(file);
  const known = { file, bytes: stat.size, time: time ?? stat.mtimeMs, named: time !== undefined };
  try {
    const { vaultId, revision } = await readHeader({ location: file, look: true });
    return { ...known, vault: vaultId, revision };
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { ...known, failure };
  }
}

function newestFirst(a: BackupFile, b: BackupFile): number {
  return (b.revision ?? -1) - (a.revision ?? -1) || b.time - a.time || (a.file < b.file ? -1 : 1);
}
