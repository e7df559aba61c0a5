import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const unfinished = /^\.holdfast-\d+-[0-9a-z]+\.(part|holdfast)(-journal)?$/;
const longAgo = 24 * 60 * 60_000;

/**
 * Removes what a crash left in a folder under the names of `besideOf`: a day old, for another
 * machine may be writing there too.
 */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((one) => unfinished.test(one))) {
    const left = path.join(folder, name);
    const found = await stat(left).catch(() => undefined);
    if (found === undefined || Date.now() - found.mtimeMs <= longAgo) continue;
    await rm(left, { recursive: true, force: true }).catch(() => undefined);
  }
}
