import fs from 'node:fs';
import path from 'node:path';
import { type Disk, disk } from '../folder/disk.ts';
import { isPack } from '../folder/names.ts';

const begin = '.gone-';

/**
 * The disk of a vault that is carried: a pack that is taken away leaves a name behind, until it is
 * gone from the service too. A pack that is missing without one was lost here, and is brought again.
 */
export const carriedDisk: Disk = {
  ...disk,
  async remove(file) {
    if (!isPack(path.basename(file))) return disk.remove(file);
    const left = nameFor(file);
    await disk.rename(file, left);
    await disk.truncate(left);
  },
};

/** Whether this pack was taken away here, and may still be at the service. */
export function wasTakenAway(file: string): boolean {
  return fs.existsSync(nameFor(file));
}

/** Hears that a pack is gone from the service. */
export function isGoneThere(file: string): void {
  fs.rmSync(nameFor(file), { force: true });
}

/** The packs of a folder that were taken away, by their names. */
export function takenAway(folder: string): string[] {
  return fs
    .readdirSync(folder)
    .filter((name) => name.startsWith(begin))
    .map((name) => name.slice(begin.length))
    .filter(isPack);
}

function nameFor(file: string): string {
  return path.join(path.dirname(file), `${begin}${path.basename(file)}`);
}
