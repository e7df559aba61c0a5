import fs from 'node:fs';
import path from 'node:path';
import { addFile, replaceFile } from '../store/file.ts';
import { besideOf } from '../store/names.ts';
import { readMeName } from './read-me.ts';

/** The folder beside backups in which the pages lie. */
export const pagesFolder = 'holdfast-docs';
/** How a vault is read, and a lost one comes back, where there is no Holdfast any more. */
const pages = ['format.md', 'recovery.md', 'rescue.md'];
/** What opens a backup then, and says how; beside the backups themselves. */
const rescue = ['rescue.html', 'holdfast-rescue.py', readMeName];
/** Everything that lies beside the backups of a folder and is none. */
export const besideBackups: ReadonlySet<string> = new Set([pagesFolder, ...rescue]);
// The build puts all of them beside its chunks; a checkout has the pages alone.
const built = path.join(import.meta.dirname, 'docs');
const checkout = path.join(import.meta.dirname, '../../../docs');

/**
 * Puts the pages and what opens a backup into a folder of backups, each where nothing of its name
 * lies; what an older Holdfast laid there to open backups is replaced, a newer one's stays. Never
 * fails: a backup that is made counts without them.
 */
export function layPages(folder: string, places: readonly string[] = [built, checkout]): void {
  for (const name of [...rescue, ...pages.map((page) => path.join(pagesFolder, page))]) {
    const source = places
      .map((place) => path.join(place, path.basename(name)))
      .find((one) => fs.existsSync(one));
    if (source === undefined) continue;
    try {
      lay(path.join(folder, name), fs.readFileSync(source), folder);
    } catch {
      // A full or read-only place: the next backup tries again.
    }
  }
}

function lay(target: string, bytes: Buffer, folder: string): void {
  const lies = fs.lstatSync(target, { throwIfNoEntry: false });
  if (lies === undefined) {
    fs.mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
    // Beside the backups, where the next one sweeps away what a crash leaves.
    addFile(target, besideOf(folder), bytes);
  } else if (lies.isFile() && isOlder(editionOf(startOf(target)), editionOf(bytes.subarray(0, most)))) {
    replaceFile(target, bytes);
  }
}

/** As much of a file as its edition stands in. */
const most = 4_096;
// What the page says in its head, and the program in Python.
const edition = /Holdfast rescue (\d{1,4})\.(\d{1,4})\.(\d{1,4}) of (\d{4})-(\d\d)-(\d\d)/;

function editionOf(bytes: Uint8Array): readonly number[] | undefined {
  return edition.exec(Buffer.from(bytes).toString('utf8'))?.slice(1).map(Number);
}

function startOf(file: string): Uint8Array {
  const bytes = Buffer.alloc(most);
  const handle = fs.openSync(file, 'r');
  try {
    return bytes.subarray(0, fs.readSync(handle, bytes, 0, most, 0));
  } finally {
    fs.closeSync(handle);
  }
}

function isOlder(known: readonly number[] | undefined, ours: readonly number[] | undefined): boolean {
  if (known === undefined || ours === undefined) return false;
  const at = ours.findIndex((part, i) => part !== known[i]);
  return at >= 0 && (known[at] ?? 0) < (ours[at] ?? 0);
}
