import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../shared/failure.ts';

/**
 * Bytes of the longest path and name with which SQLite can write: it names its journal after the
 * file, in 512 and 255 bytes.
 */
const longest = { path: 504, name: 247 };
/** Bytes of a name that file systems take. */
const mostBytes = 255;

/**
 * Refuses a path that SQLite cannot open, or beside which it has no room for its journal: `store`
 * (`path-too-long`).
 */
export function refuseLongName(location: string): void {
  const real = realPathOf(location);
  if (Buffer.byteLength(real) > longest.path || Buffer.byteLength(path.basename(real)) > longest.name)
    fail({ code: 'store', reason: 'path-too-long' });
}

/** The path without links, as SQLite goes by it; of what is not there yet, `placeOf`. */
export function realPathOf(location: string): string {
  try {
    return fs.realpathSync(path.resolve(location));
  } catch {
    return placeOf(location);
  }
}

/**
 * The name itself, in its folder without links: what a new file there is called, also in the place
 * of a link.
 */
export function placeOf(location: string): string {
  const absolute = path.resolve(location);
  try {
    return path.join(fs.realpathSync(path.dirname(absolute)), path.basename(absolute));
  } catch {
    return absolute;
  }
}

/** What the name of a vault file ends with. */
export const ending = '.holdfast';

export function isVaultFile(name: string): boolean {
  return name.endsWith(ending);
}

/** A name without that ending. */
export function stemOf(name: string): string {
  return isVaultFile(name) ? name.slice(0, -ending.length) : name;
}

let count = 0;

/**
 * A name in a folder that no vault has; what a crash leaves under it is removed by a backup that
 * goes there a day later.
 */
export function besideOf(folder: string): string {
  count += 1;
  const name = `.holdfast-${process.pid}-${Date.now().toString(36)}${count.toString(36)}.part`;
  return path.join(folder, name);
}

/**
 * `desk (kept 2026-05-03 140533).holdfast`, or with a number where that, or a name of SQLite's
 * beside it, is taken.
 */
export function asideName(file: string, now: number): string {
  return freeName(stemOf(file), now, ending);
}

/** The same for a vault that was moved: `desk (moved 2026-05-03 140533).holdfast`. */
export function movedName(at: string, now: number, isFile: boolean): string {
  return isFile ? freeName(stemOf(at), now, ending, 'moved') : freeName(at, now, '', 'moved');
}

/** What lies beside a place under a name that `movedName` gave, newest first. */
export function movedNames(at: string, isFile: boolean): string[] {
  const [stem, end] = isFile ? [stemOf(at), ending] : [at, ''];
  const folder = path.dirname(at);
  const marked = / \(moved \d{4}-\d\d-\d\d \d{6}(?: \d+)?\)(?:\.holdfast)?$/;
  return fs
    .readdirSync(folder)
    .map((name) => path.join(folder, name))
    .filter((name) => {
      const mark = marked.exec(name)?.[0] ?? '';
      return mark.endsWith(`)${end}`) && shortened(stem, mark) + mark === name;
    })
    .sort()
    .reverse();
}

/** A name with `(kept …)` behind its stem under which nothing lies. */
export function freeName(stem: string, now: number, end: string, why: 'kept' | 'moved' = 'kept'): string {
  for (let again = 1; ; again++) {
    const mark = ` (${why} ${stampOf(now)}${again === 1 ? '' : ` ${again}`})${end}`;
    const name = shortened(stem, mark) + mark;
    if (['', '-journal', '-wal', '-shm'].every((more) => isFree(name + more))) return name;
  }
}

function stampOf(now: number): string {
  const at = new Date(now);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
}

// Room for the journal's name too: what is kept may be opened.
function shortened(stem: string, mark: string): string {
  const folder = path.dirname(stem);
  let name = path.basename(stem);
  const room = mostBytes - '-journal'.length - Buffer.byteLength(mark);
  while (Buffer.byteLength(name) > room) name = [...name].slice(0, -1).join('');
  return path.join(folder, name);
}

function isFree(name: string): boolean {
  return fs.lstatSync(name, { throwIfNoEntry: false }) === undefined;
}

/** Unlike any other, on this machine or another that shares the store. */
export function randomName(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
