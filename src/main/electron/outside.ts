import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shell } from 'electron';
import { webAddress } from '../../shared/address.ts';
import { releases } from '../../shared/releases.ts';

// The one file that hands something to the system: the address of the releases, what a person asks
// for that stands in a secret as an address, and a copy of a file that main wrote itself. Never an
// address that a page or a file said.

/** Opens the page of releases in the person's browser. Holdfast itself asks nobody for updates. */
export function openReleases(): Promise<void> {
  return shell.openExternal(releases);
}

/** Opens an address of a secret in the person's browser: http and https alone. */
export async function openAddress(text: string): Promise<void> {
  const address = webAddress(text);
  if (address !== undefined) await shell.openExternal(address);
}

/** Opens a copy with the program that the system has for it; false: it has none. */
export async function openCopy(copy: string): Promise<boolean> {
  return (await shell.openPath(copy)) === '';
}

/** Licences of everything that ships, as the package carries them; `undefined` in a checkout. */
export function shippedLicences(resources: string): Promise<string | undefined> {
  return readFile(join(resources, 'licences.txt'), 'utf8').catch(() => undefined);
}
