import path from 'node:path';
import { randomName } from '../names.ts';

/*
 * What lies in the folder of a vault. Any other name is none of ours: it is not read, counted or removed.
 *
 *     holdfast.json                  what this folder is
 *     objects/ID.pack                objects, never changed once they have this name
 *     manifests/REVISION.manifest    16 digits; the highest one counts. Earlier ones are empty: their numbers are never given again
 *     drops/REVISION-MARK            ids, 32 hex digits each, that must go once the manifest with this number and closing hash is there
 *     .new-ID                        in any of these: being written, or left by a crash
 */

export const markerName = 'holdfast.json';
export const layout = 1;
export const folders = ['objects', 'manifests', 'drops'] as const;
export type FolderName = (typeof folders)[number];

const digits = 16;
const manifestName = /^(\d{16})\.manifest$/;
const packName = /^[0-9a-f]{32}\.pack$/;
const dropName = /^(\d{16})-([0-9a-f]{64})$/;
const newName = /^\.new-[0-9a-f]{32}$/;

export function manifestFile(root: string, revision: number): string {
  return path.join(root, 'manifests', `${padded(revision)}.manifest`);
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

export function dropFile(root: string, revision: number, mark: string): string {
  return path.join(root, 'drops', `${padded(revision)}-${mark}`);
}

/** The commit that a list of objects to drop belongs to. */
export function dropOf(name: string): { readonly revision: number; readonly mark: string } | undefined {
  const [, revision, mark] = dropName.exec(name) ?? [];
  return revision === undefined || mark === undefined ? undefined : { revision: Number(revision), mark };
}

/** A name in this folder for a file that is being written. */
export function newFile(root: string, folder: FolderName): string {
  return path.join(root, folder, `.new-${randomName()}`);
}

export function isNew(name: string): boolean {
  return newName.test(name);
}

function padded(revision: number): string {
  return String(revision).padStart(digits, '0');
}
