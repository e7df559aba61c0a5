import path from 'node:path';
import { randomName } from '../names.ts';
import type { Tip } from '../store.ts';

/*
 * What lies in the folder of a vault. Any other name is none of ours: it is not read, counted or removed.
 *
 *     holdfast.json                  what this folder is
 *     objects/ID.pack                objects, never changed once they have this name
 *     heads/DEVICE/REVISION.manifest 32 hex digits and 16 digits; one device alone writes below its id, and the highest one counts. Earlier ones
 *                                    are empty: their numbers are never given again
 *     drops/DEVICE-REVISION-MARK     ids, 32 hex digits each, that must go once that device's manifest with this number and closing hash is there
 *     .new-ID                        in any of these: being written, or left by a crash
 */

export const markerName = 'holdfast.json';
export const layout = 2;
export const folders = ['objects', 'heads', 'drops'] as const;

const digits = 16;
const manifestName = /^(\d{16})\.manifest$/;
const packName = /^[0-9a-f]{32}\.pack$/;
const dropName = /^([0-9a-f]{32})-(\d{16})-([0-9a-f]{64})$/;
const deviceName = /^[0-9a-f]{32}$/;
const newName = /^\.new-[0-9a-f]{32}$/;

/** The folder of a device's manifests. */
export function lineFolder(root: string, device: string): string {
  return path.join(root, 'heads', device);
}

export function manifestFile(root: string, device: string, revision: number): string {
  return path.join(lineFolder(root, device), `${padded(revision)}.manifest`);
}

export function isDevice(name: string): boolean {
  return deviceName.test(name);
}

/** True of the path of a manifest from the folder of the vault on. */
export function isHead(name: string): boolean {
  const [heads, device = '', file = '', ...more] = name.split('/');
  return heads === 'heads' && isDevice(device) && revisionOf(file) !== undefined && more.length === 0;
}

/** `undefined` where the name is no manifest's. */
export function revisionOf(name: string): number | undefined {
  const found = manifestName.exec(name)?.[1];
  return found === undefined ? undefined : Number(found);
}

export function isPack(name: string): boolean {
  return packName.test(name);
}

export function packFile(root: string): string {
  return path.join(root, 'objects', `${randomName()}.pack`);
}

export function dropFile(root: string, device: string, { revision, mark }: Tip): string {
  return path.join(root, 'drops', `${device}-${padded(revision)}-${mark}`);
}

export function isDrop(name: string): boolean {
  return dropName.test(name);
}

/** The commit that a device's list of objects to drop belongs to. */
export function dropOf(name: string, device: string): Tip | undefined {
  const [, by, revision, mark] = dropName.exec(name) ?? [];
  if (by !== device || revision === undefined || mark === undefined) return undefined;
  return { revision: Number(revision), mark };
}

/** A name in this folder for a file that is being written. */
export function newFile(root: string, folder: string): string {
  return path.join(root, folder, `.new-${randomName()}`);
}

export function isNew(name: string): boolean {
  return newName.test(name);
}

function padded(revision: number): string {
  return String(revision).padStart(digits, '0');
}
