import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shell } from 'electron';
import { releases } from '../../shared/releases.ts';

// The one file that hands an address to the system: never one that a page, a vault or a file said.

/** Opens the page of releases in the person's browser. Holdfast itself asks nobody for updates. */
export function openReleases(): Promise<void> {
  return shell.openExternal(releases);
}

/** Licences of everything that ships, as the package carries them; `undefined` in a checkout. */
export function shippedLicences(resources: string): Promise<string | undefined> {
  return readFile(join(resources, 'licences.txt'), 'utf8').catch(() => undefined);
}
