import fs from 'node:fs';
import path from 'node:path';
import { fail, failureOf, systemFailure } from '../../shared/failure.ts';
import { fileAt, type Place, placeName } from '../../shared/place.ts';
import { pathAt } from '../backend/location.ts';
import { identityAt } from '../store/file.ts';
import { isVaultFile } from '../store/names.ts';
import { readHeader } from '../vault/open.ts';
import { type BackupFile, backupName, listBackups, lookAt } from './folder.ts';
import { type KnownFile, known, knownFile, type Witness } from './known.ts';

/** Where a backup will lie, and what it can be built on. */
export interface Destination {
  readonly folder: string;
  /** Whether the person named the folder, and not one file. */
  readonly isFolder: boolean;
  /** Its final name, in `folder`. */
  readonly file: string;
  /** Earlier backups of the same vault, the first of which is to be built on. */
  readonly base: readonly string[];
  /** True when `file` exists and is replaced. */
  readonly replaces: boolean;
  /**
   * True when what has the name says that it is of this vault, and nobody knows whether it is: then
   * it is kept aside.
   */
  readonly stranger: boolean;
  /** Backups of this very revision that lie there already. */
  readonly same: readonly string[];
}

/** What is to be backed up. `source`: the vault's place. */
export interface Wanted {
  readonly vault: string;
  readonly revision: number;
  readonly source: Place;
  readonly now: number;
  /** Whether a folder that is not there, in one that is, is made. */
  readonly makeFolder?: boolean;
  /** Whether a file that is there stays, whatever it is. */
  readonly newOnly?: boolean;
  readonly witness: Witness;
  /**
   * Whether all that is copied is then compared with the vault's file: then it may be built on what
   * nobody knows, after what is known.
   */
  readonly compared?: boolean;
}

/**
 * Finds the place that a person named: a folder of backups, or one file. Refuses with
 * `backup-refused`; changes nothing but to make the folder.
 */
export async function destinationOf(place: string, wanted: Wanted): Promise<Destination> {
  const target = path.resolve(place);
  const link = look(target, wanted, fs.lstatSync);
  if (link === undefined) return absentAt(place, target, wanted);
  const stat = look(target, wanted, fs.statSync);
  if (stat === undefined) return fail({ code: 'backup-refused', reason: 'symlink', place });
  if (stat.isDirectory()) return inFolder(fs.realpathSync(target), wanted);
  // A rename would replace the link and leave what it leads to.
  if (link.isSymbolicLink()) return fail({ code: 'backup-refused', reason: 'symlink', place });
  if (!stat.isFile()) return fail({ code: 'backup-refused', reason: 'not-a-folder', place });
  return onFile(target, place, wanted);
}

function look(
  target: string,
  { source }: Wanted,
  stat: typeof fs.lstatSync | typeof fs.statSync,
): fs.Stats | undefined {
  try {
    return stat(target, { throwIfNoEntry: false }) as fs.Stats | undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTDIR') {
      const inside = target.startsWith(path.resolve(pathAt(source)) + path.sep);
      fail({ code: 'backup-refused', reason: inside ? 'inside-vault' : 'not-a-folder', place: target });
    }
    if (code === 'EACCES' || code === 'EPERM') fail({ code: 'read-only' });
    return fail(systemFailure(error), error);
  }
}

function absentAt(place: string, target: string, wanted: Wanted): Destination | Promise<Destination> {
  const parent = path.dirname(target);
  const parentIs = look(parent, wanted, fs.statSync);
  if (parentIs === undefined || !parentIs.isDirectory()) {
    return fail({ code: 'backup-refused', reason: 'missing-folder', place });
  }
  if (isVaultFile(target) && !/[/\\]$/.test(place)) {
    return { ...nothingThere, folder: parent, isFolder: false, file: target };
  }
  if (wanted.makeFolder !== true) return fail({ code: 'backup-refused', reason: 'missing-folder', place });
  fs.mkdirSync(target, { mode: 0o700 });
  return inFolder(target, wanted);
}

async function inFolder(folder: string, wanted: Wanted): Promise<Destination> {
  const source = identityAt(pathAt(wanted.source));
  const found = (await listBackups(folder, wanted.vault)).filter(({ file }) => identityAt(file) !== source);
  const backups = usable(await known(found, wanted.witness), wanted);
  const same = backups.filter(({ revision }) => revision === wanted.revision).map(({ file }) => file);
  const base = backups.filter(({ revision = 0 }) => revision < wanted.revision).map(({ file }) => file);
  const name = placeName(wanted.source);
  let file = path.join(folder, backupName(name, wanted.now, wanted.revision));
  for (let again = 2; fs.lstatSync(file, { throwIfNoEntry: false }) !== undefined; again++) {
    file = path.join(folder, backupName(name, wanted.now, wanted.revision, again));
  }
  return { ...nothingThere, folder, isFolder: true, file, base, same };
}

const nothingThere = { replaces: false, stranger: false, base: [], same: [] };

function usable(files: readonly KnownFile[], { compared = false }: Wanted): KnownFile[] {
  return [...files.filter(({ ours }) => ours), ...(compared ? files.filter(({ ours }) => !ours) : [])];
}

async function onFile(target: string, place: string, wanted: Wanted): Promise<Destination> {
  if (identityAt(target) === identityAt(pathAt(wanted.source)))
    fail({ code: 'backup-refused', reason: 'own-file', place });
  if (wanted.newOnly === true) fail({ code: 'backup-refused', reason: 'taken', place });
  const { vaultId, revision } = await headerOf(target, place);
  if (vaultId !== wanted.vault) fail({ code: 'backup-refused', reason: 'other-vault', place });
  const there = {
    ...nothingThere,
    folder: path.dirname(target),
    isFolder: false,
    file: target,
    replaces: true,
  };
  const { ours } = await knownFile((await lookAt(fileAt(target))) as BackupFile, wanted.witness);
  if (!ours) return { ...there, stranger: true };
  if (revision > wanted.revision) fail({ code: 'backup-refused', reason: 'newer', place });
  return revision === wanted.revision ? { ...there, same: [target] } : { ...there, base: [target] };
}

async function headerOf(target: string, place: string) {
  try {
    return await readHeader({ location: target, readOnly: true });
  } catch (error) {
    // What is no vault at all is somebody else's file.
    if (failureOf(error)?.code === 'not-a-vault')
      return fail({ code: 'backup-refused', reason: 'not-a-folder', place });
    throw error;
  }
}
