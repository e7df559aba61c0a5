import fs from 'node:fs';
import path from 'node:path';
import { openerOf } from '../../backend/initialize.ts';
import { backupName } from '../folder.ts';

/**
 * A vault file with the header of another and a revision of the forger's choice: what somebody
 * without keys can make.
 */
export async function forge(from: string, to: string, revision: number): Promise<string> {
  const opener = await openerOf({});
  const source = await opener.open(from, { readOnly: true });
  const manifest = await source.latestManifest();
  await source.close();
  fs.rmSync(to, { force: true });
  const batches = (async function* () {})();
  await (await opener.create(to, manifest?.bytes ?? new Uint8Array(), { revision, batches })).close();
  return to;
}

/**
 * So many of them in a folder, under names such as backups have, newer than anything that is there.
 */
export async function forgeMany(from: string, folder: string, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let i = 0; i < count; i++) {
    const name = backupName('desk', new Date(2026, 5, 1 + i).getTime(), 9_000 + i);
    made.push(await forge(from, path.join(folder, name), 9_000 + i));
  }
  return made;
}
