import fs from 'node:fs';
import path from 'node:path';
import { randomName } from '../names.ts';
import { type Disk, writeNew } from './disk.ts';
import { markerBytes } from './inspect.ts';
import { lineFolder, markerName } from './names.ts';

/**
 * Makes the one line of a folder of the earlier layout a device's. Cut short, it is gone on with at
 * the next opening.
 */
export async function convert(on: Disk, root: string): Promise<void> {
  const [marker, earlier] = [path.join(root, markerName), path.join(root, 'manifests')];
  if (!isEarlier(marker)) return;
  const heads = path.join(root, 'heads');
  if (!fs.existsSync(heads)) await on.createFolder(heads);
  if (fs.existsSync(earlier)) await on.rename(earlier, lineFolder(root, randomName()));
  await on.syncFolder(heads);
  const written = path.join(root, `.new-${randomName()}`);
  await writeNew(on, written, markerBytes());
  await on.rename(written, marker);
  await on.syncFolder(root);
}

function isEarlier(marker: string): boolean {
  try {
    return fs.readFileSync(marker, 'utf8').trim() === '{"holdfast-folder":1}';
  } catch {
    return false;
  }
}
