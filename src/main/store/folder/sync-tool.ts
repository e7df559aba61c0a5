import fs from 'node:fs/promises';
import path from 'node:path';
import type { SyncTool } from '../../../shared/place-form.ts';

/** What each tool leaves in the uppermost folder that it carries, or calls that folder. */
const marks: readonly [SyncTool, RegExp][] = [
  ['syncthing', /^\.stfolder$/],
  ['dropbox', /^\.dropbox(\.cache)?$/],
  ['nextcloud', /^(\.nextcloudsync\.log|\.?_?sync_[0-9a-f]+\.db|\.owncloudsync\.log)$/],
  ['onedrive', /^\.849C9593-D756-4E56-8D6E-42412F2A707B$/i],
];
const names: readonly [SyncTool, RegExp][] = [
  ['icloud', /^(Mobile Documents|com~apple~CloudDocs|iCloudDrive|iCloud Drive)$/],
  ['onedrive', /^OneDrive( - .+)?$/],
  ['dropbox', /^Dropbox( \(.+\))?$/],
];

/**
 * The sync tool that carries a folder, by what it left there or in a folder above; `undefined`:
 * none that is known.
 */
export async function syncToolAt(folder: string): Promise<SyncTool | undefined> {
  for (let at = await realOf(folder); ; at = path.dirname(at)) {
    const here = await fs.readdir(at).catch(() => []);
    const mark = marks.find(([, pattern]) => here.some((name) => pattern.test(name)));
    const name = names.find(([, pattern]) => pattern.test(path.basename(at)));
    if (mark !== undefined || name !== undefined) return (mark ?? name)?.[0];
    if (path.dirname(at) === at) return undefined;
  }
}

// Of a folder that is not there yet, the one that it goes into.
async function realOf(folder: string): Promise<string> {
  const at = path.resolve(folder);
  return fs.realpath(at).catch(async () => (path.dirname(at) === at ? at : realOf(path.dirname(at))));
}
