import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { fail } from '../../../shared/failure.ts';
import { codeOf } from './disk.ts';
import { folders, layout, markerName } from './names.ts';

/**
 * What `holdfast.json` says: a person finds out what the folder is, and a program which layout it
 * has.
 */
const markerShape = z.object({ 'holdfast-folder': z.int().check(z.positive()) });

/** Bytes of the longest `holdfast.json` that is read. */
const longestMarker = 4096;

export function markerBytes(): Buffer {
  return Buffer.from(`${JSON.stringify({ 'holdfast-folder': layout })}\n`);
}

/**
 * Looks at a folder before anything of it is used. Refuses what is no vault; `writable`: this user
 * may add and remove files.
 */
export function inspect(root: string): { readonly writable: boolean } {
  const stat = fs.statSync(root, { throwIfNoEntry: false });
  if (stat === undefined) return fail({ code: 'not-found', what: 'vault', name: root });
  if (!stat.isDirectory()) fail({ code: 'not-a-vault', reason: 'not-a-folder' });
  const here = new Set(fs.readdirSync(root));
  const missing = [markerName, ...folders].filter((name) => !here.has(name));
  if (missing.length > 2)
    fail({ code: 'not-a-vault', reason: here.size === 0 ? 'empty-folder' : 'other-folder' });
  // A part of it is here: it was copied by half, or something was removed.
  if (missing.length > 0) fail({ code: 'damaged', part: 'folder' });
  refuseOtherLayout(path.join(root, markerName));
  return { writable: [root, ...folders.map((name) => path.join(root, name))].every(isWritable) };
}

function refuseOtherLayout(marker: string): void {
  const found = markerShape.safeParse(markerOf(marker));
  const version = found.data?.['holdfast-folder'] ?? fail({ code: 'damaged', part: 'folder' });
  if (version > layout) fail({ code: 'newer-format', found: version, supported: layout });
}

function markerOf(marker: string): unknown {
  if (fs.statSync(marker).size > longestMarker) return undefined;
  try {
    return JSON.parse(fs.readFileSync(marker, 'utf8'));
  } catch (error) {
    if (codeOf(error) !== '') throw error;
    return undefined;
  }
}

function isWritable(folder: string): boolean {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
