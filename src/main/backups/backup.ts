import fs, { constants } from 'node:fs/promises';
import path from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Place } from '../../shared/place.ts';
import type { Copies } from '../backend/backend.ts';
import type { Copied, Progress, VerifyReport } from '../backend/copies.ts';
import { isFileAt, pathAt } from '../backend/location.ts';
import { backupOpener } from '../backend/places.ts';
import { sha256Stream } from '../crypto/primitives.ts';
import { moveInto, removeFile } from '../store/file.ts';
import { isMissing } from '../store/missing.ts';
import { besideOf } from '../store/names.ts';
import { sqliteFailure } from '../store/sqlite-failure.ts';
import type { StoreOpener } from '../store/store.ts';
import { sweepUnfinished } from '../store/unfinished.ts';
import type { Vault } from '../vault/vault.ts';
import { type Destination, destinationOf } from './destination.ts';
import { half } from './halves.ts';
import { hashOf, hex } from './hash.ts';
import { putInPlace } from './in-place.ts';
import type { MachineNotes } from './notes.ts';
import { layPages } from './pages.ts';
import { type Beside, besideOfVault, nameHolders } from './read-me.ts';

/** How a backup went. */
export interface BackupReport {
  readonly file: string;
  readonly revision: number;
  /** Objects that had to be copied, and their bytes; 0 when the newest backup had all of them. */
  readonly copied: number;
  readonly bytes: number;
  /**
   * `everything`: each object was read back from the new file and authenticated, now or, byte for
   * byte the same, in the earlier backup it was built on. `structure`: the keys were not at hand;
   * every object is as it is in the vault.
   */
  readonly proven: 'everything' | 'structure';
  /** Objects authenticated just now. */
  readonly authenticated: number;
  /**
   * True when a backup of this revision lay there already: it was proven again, and nothing was
   * written.
   */
  readonly unchanged: boolean;
  /**
   * Where a file lies now that had the name, and of which nobody knows whether it was a backup of
   * this vault.
   */
  readonly kept?: string;
}

export interface BackupOptions {
  /** The vault's own place. */
  readonly source: Place;
  readonly notes: MachineNotes;
  readonly now: () => number;
  readonly makeFolder?: boolean;
  /** Whether a file that is there stays, whatever it is. */
  readonly newOnly?: boolean;
  readonly progress?: Progress;
  readonly signal?: AbortSignal;
}

const chunk = 1024 * 1024;
const attempts = 3;

/**
 * Backs an open vault up into a folder or a file: written beside, synced, read back and
 * authenticated, and only then given its name. Interrupted at any byte, what lay there before is
 * whole. `backup-refused`, `cancelled`, and whatever is wrong with either store.
 */
export async function createBackup(
  vault: Vault,
  place: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const copies = vault.copies ?? fail({ code: 'backup-refused', reason: 'memory' });
  const opener = await backupOpener();
  for (let attempt = 1; ; attempt++) {
    await vault.refresh();
    const from = vault.revision;
    const destination = await destinationOf(place, {
      vault: vault.id,
      revision: vault.revision,
      source: options.source,
      now: options.now(),
      makeFolder: options.makeFolder === true,
      newOnly: options.newOnly === true,
      witness: { notes: options.notes, copies },
    });
    try {
      for (const same of destination.same) {
        const again = await tryAgain(copies, opener, same, options);
        if (again) return again;
      }
      return await write(copies, opener, destination, await besideOfVault(vault), options);
    } catch (error) {
      // What another program destroyed while it was being copied is not in the revision that came
      // after.
      if (!isMissing(error) || attempt === attempts) throw error;
      await vault.refresh();
      if (vault.revision === from) throw error;
    }
  }
}

async function write(
  copies: Copies,
  opener: StoreOpener,
  { folder, isFolder, file, base: [base], replaces, stranger }: Destination,
  names: Beside,
  options: BackupOptions,
): Promise<BackupReport> {
  const beside = besideOf(folder);
  try {
    await sweepUnfinished(folder);
    const { made, read, hash } =
      (base === undefined ? await cloned(copies, opener, beside, options) : undefined) ??
      (await copied(copies, opener, beside, base, options));
    if (options.signal?.aborted) fail({ code: 'cancelled' });
    const kept = stranger ? await putInPlace(beside, file, options.now()) : moveInto(beside, file, replaces);
    if (isFolder) {
      layPages(folder);
      await nameHolders(folder, names);
    }
    await options.notes.noteProof(hash, {
      vault: names.vault,
      revision: made.revision,
      at: options.now(),
      file: path.basename(file),
      folder: path.dirname(path.resolve(file)),
    });
    return {
      file,
      revision: made.revision,
      // What was copied as a file was counted when it was read back.
      ...(made.full && made.objects === 0
        ? { copied: read.objects, bytes: read.bytes }
        : { copied: made.objects, bytes: made.bytes }),
      proven: 'everything',
      authenticated: read.objects,
      unchanged: false,
      ...(kept && { kept }),
    };
  } catch (error) {
    throw failureOf(error) === undefined ? sqliteFailure(error) : error;
  } finally {
    removeFile(beside);
    removeFile(`${beside}-journal`);
  }
}

interface Made {
  readonly made: Copied;
  readonly read: VerifyReport;
  /** SHA-256 of the finished file, hex. */
  readonly hash: string;
}

// The quickest first copy is one of the file; `undefined` where it was written meanwhile, or is not
// whole when it is read back.
async function cloned(
  copies: Copies,
  opener: StoreOpener,
  beside: string,
  options: BackupOptions,
): Promise<Made | undefined> {
  try {
    // Only a file is copied as one.
    const { source, signal } = options;
    if (!isFileAt(source) || !(await opener.clone?.(pathAt(source), beside, signal))) return undefined;
    const filled = await fill(copies, opener, beside, true, options);
    return { ...filled, read: await prove(copies, opener, beside, undefined, options) };
  } catch (error) {
    const { code } = failureOf(error) ?? {};
    if (code !== 'damaged' && code !== 'backup-refused') throw error;
    return undefined;
  } finally {
    removeFile(`${beside}-journal`);
  }
}

/** Object by object: all of them, or what is new since `base`. */
async function copied(
  copies: Copies,
  opener: StoreOpener,
  beside: string,
  base: string | undefined,
  options: BackupOptions,
): Promise<Made> {
  removeFile(beside);
  const carried = base === undefined ? undefined : await copyBase(base, beside, options);
  const filled = await fill(copies, opener, beside, carried !== undefined, options);
  const whole = filled.made.full || carried?.known !== true;
  const items = whole ? undefined : filled.made.items;
  return { ...filled, read: await prove(copies, opener, beside, items, options) };
}

async function fill(
  copies: Copies,
  opener: StoreOpener,
  beside: string,
  hasBase: boolean,
  { progress, signal }: BackupOptions,
): Promise<Omit<Made, 'read'>> {
  const halves = { ...(progress && { progress: half(progress, 0) }), ...(signal && { signal }) };
  const create: Parameters<Copies['copy']>[0]['create'] = (manifest, content) => {
    // The base was of another root key, or damaged.
    removeFile(beside);
    return opener.create(beside, manifest, content);
  };
  const base = hasBase ? await opener.open(beside, { unsynced: true }) : undefined;
  try {
    const made = await copies.copy({ ...(base && { base }), create }, halves);
    await base?.close();
    // The bytes that are read back are then those that the disk was given. While the disk writes,
    // the processor has time for the hash.
    const [hash] = await bothOf(hashOf(beside, signal), sync(beside));
    return { made, hash };
  } finally {
    await base?.close();
  }
}

async function prove(
  copies: Copies,
  opener: StoreOpener,
  file: string,
  items: Parameters<Copies['prove']>[1],
  { progress, signal }: BackupOptions,
) {
  const store = await opener.open(file, { readOnly: true });
  try {
    const halves = { ...(progress && { progress: half(progress, 1) }), ...(signal && { signal }) };
    const report = await copies.prove(store, items, halves);
    if (report.damaged.length > 0) fail({ code: 'backup-refused', reason: 'not-proven', place: file });
    return report;
  } finally {
    await store.close();
  }
}

// A backup of this revision that is damaged is as none: a whole one is made.
async function tryAgain(
  copies: Copies,
  opener: StoreOpener,
  file: string,
  options: BackupOptions,
): Promise<BackupReport | undefined> {
  try {
    return await proveAgain(copies, opener, file, options);
  } catch (error) {
    const { code } = failureOf(error) ?? {};
    if (code === 'backup-refused' || code === 'damaged' || code === 'wrong-key') return undefined;
    throw error;
  }
}

// A file that was proven once and still has the same hash needs no second look at each of its
// objects.
async function proveAgain(
  copies: Copies,
  opener: StoreOpener,
  file: string,
  options: BackupOptions,
): Promise<BackupReport> {
  const hash = await hashOf(file, options.signal);
  const known = options.notes.proof(hash) !== undefined;
  const report = await prove(copies, opener, file, known ? [] : undefined, options);
  const { revision } = report;
  if (!known) {
    const { vaultId } = await (await import('../vault/open.ts')).readHeader({
      location: file,
      readOnly: true,
    });
    await options.notes.noteProof(hash, {
      vault: vaultId,
      revision,
      at: options.now(),
      file: path.basename(file),
      folder: path.dirname(path.resolve(file)),
    });
  }
  return {
    file,
    revision,
    copied: 0,
    bytes: 0,
    proven: 'everything',
    authenticated: report.objects,
    unchanged: true,
  };
}

/**
 * The bytes of an earlier backup, hashed on their way: `known` when they are those that were proven
 * once.
 */
async function copyBase(
  base: string,
  beside: string,
  { notes, signal }: BackupOptions,
): Promise<{ known: boolean }> {
  if (await reflinked(base, beside))
    return { known: notes.proof(await hashOf(beside, signal)) !== undefined };
  const hash = sha256Stream();
  const from = await fs.open(base, 'r');
  try {
    const to = await fs.open(beside, 'wx', 0o600);
    try {
      const buffer = Buffer.allocUnsafe(chunk);
      for (;;) {
        if (signal?.aborted) fail({ code: 'cancelled' });
        const { bytesRead } = await from.read(buffer, 0, chunk);
        if (bytesRead === 0) break;
        const part = buffer.subarray(0, bytesRead);
        // Hashed while another thread writes it.
        const writing = to.appendFile(part);
        hash.update(part);
        await writing;
      }
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
  return { known: notes.proof(hex(hash.digest())) !== undefined };
}

// Where the file system lets two files share their bytes (btrfs, XFS, APFS) a copy costs nothing.
// False, and nothing is left, where it does not.
async function reflinked(from: string, to: string): Promise<boolean> {
  try {
    await fs.copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE);
    await fs.chmod(to, 0o600);
    return true;
  } catch {
    removeFile(to);
    return false;
  }
}

/** Waits for both, also where one fails. */
async function bothOf<A, B>(a: Promise<A>, b: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([a, b]);
  return Promise.all([a, b]);
}

// `moveInto` syncs too, and would hold up the window for as long as a slow disk takes: so most of
// it is done by now.
async function sync(file: string): Promise<void> {
  const handle = await fs.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
