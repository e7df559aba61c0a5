import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ListedBackup, Restored, Verified } from '../../../shared/contract-backups.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { isService, type Place, placeName, printPlace } from '../../../shared/place.ts';
import type { Finding, VerifyReport } from '../../backend/copies.ts';
import { parseManifest } from '../../backend/format/manifest.ts';
import { isFileAt, pathAt } from '../../backend/location.ts';
import { newestManifest } from '../../backend/newest.ts';
import { listBackups, lookAt } from '../../backups/folder.ts';
import { openIfThere } from '../../backups/follow.ts';
import { hashOf } from '../../backups/hash.ts';
import { type KnownFile, known, knownFile, type Witness } from '../../backups/known.ts';
import { checkStructure, type Structure } from '../../backups/locked.ts';
import type { MachineNotes } from '../../backups/notes.ts';
import { serviceOf } from '../../backups/plan.ts';
import { restoreInPlace, restoreTo } from '../../backups/restore.ts';
import { newestIn } from '../../drill/newest.ts';
import { lookInto } from '../../repair/compare.ts';
import { tipOf } from '../../store/store.ts';
import { type Given, openWithFile } from '../../vault/credentials.ts';
import { readHeader } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import { OneAtATime } from '../one-at-a-time.ts';
import type { Session } from '../session.ts';
import { steps } from '../steps.ts';

/** More findings are counted, and not listed. */
const mostFindings = 500;

export interface BackupFilesOptions {
  readonly tell: (
    event: 'verifyProgress' | 'restoreProgress',
    payload: { readonly done: number; readonly total: number },
  ) => void;
  readonly now: () => number;
}

/** Backups as files: listed, read through, and put back whole. */
export class BackupFiles {
  readonly #session: Session;
  readonly #notes: MachineNotes;
  readonly #tell: BackupFilesOptions['tell'];
  readonly #now: () => number;
  readonly #restoring = new OneAtATime();
  #verifying: AbortController | undefined;

  constructor(session: Session, notes: MachineNotes, options: BackupFilesOptions) {
    this.#session = session;
    this.#notes = notes;
    this.#tell = options.tell;
    this.#now = options.now;
  }

  /** `vault`: the id of the vault that the others are foreign to. */
  async list(folder: string, vault: string | undefined): Promise<ListedBackup[]> {
    const at = serviceOf(folder);
    if (at !== undefined) return this.#copyAt(at, vault);
    const found = await listBackups(folder).catch((error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOTDIR' ? 'not-a-folder' : 'missing-folder';
      return fail({ code: 'backup-refused', reason, place: folder });
    });
    return (await known(found, this.#witness())).map((one) => this.#listed(one, vault));
  }

  /** The newest whole backup of a vault in some folders, as far as they are there. */
  async newest(folders: readonly string[], vault: string): Promise<ListedBackup | undefined> {
    const found = await newestIn(folders, { ...this.#witness(), vault });
    return found && this.one(found.place);
  }

  /** The one copy on a service, where there is one. */
  async #copyAt(place: Place, vault: string | undefined): Promise<ListedBackup[]> {
    const store = await openIfThere(place);
    if (store === undefined) return [];
    try {
      const tip = await newestManifest(store);
      const { vault: id } = parseManifest(tip.bytes).header;
      const made = this.#notes.made(tipOf(tip).mark);
      const shown = { place, file: placeName(place), bytes: 0, time: made?.at ?? 0, named: false };
      const known = { ...shown, vault: id, revision: tip.revision };
      const ours = made?.vault === id || (await knownFile(known, this.#witness())).ours;
      const proof = this.#notes.proof(tipOf(tip).mark);
      return [this.#listed({ ...known, ours, ...(proof && { provenAt: proof.at }) }, vault)];
    } finally {
      await store.close();
    }
  }

  /** What lies at a place that a person named; what is wrong with it is told beside it. */
  async one(place: Place): Promise<ListedBackup> {
    const vault = await this.#vaultId();
    const missing = () => fail({ code: 'not-found', what: 'vault', name: printPlace(place) });
    if (isService(place.kind)) return (await this.#copyOrDamage(place, vault)) ?? missing();
    const found = (await lookAt(place)) ?? missing();
    return this.#listed(await knownFile(found, this.#witness()), vault);
  }

  async #copyOrDamage(place: Place, vault: string | undefined): Promise<ListedBackup | undefined> {
    try {
      return (await this.#copyAt(place, vault))[0];
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'damaged') throw error;
      const shown = { place, file: placeName(place), bytes: 0, time: 0, named: false };
      return this.#listed({ ...shown, failure, ours: false }, vault);
    }
  }

  /**
   * To a new place, or in place of the chosen vault, which is locked once the copy of the backup is
   * whole.
   */
  async restore(backup: Place, to: Place | undefined): Promise<Restored> {
    const now = this.#now;
    const progress = steps((done, total) => this.#tell('restoreProgress', { done, total }));
    return this.#restoring.run(async (signal) => {
      const notes = this.#notes;
      if (to !== undefined) return restored(await restoreTo(backup, to, { now, progress, signal, notes }));
      const target = this.#session.place;
      const close = async () => void (await this.#session.lock('mending'));
      return restored(await restoreInPlace(backup, target, { now, progress, signal, notes, close }));
    });
  }

  cancelRestore(): void {
    this.#restoring.cancel();
  }

  /** Everything in the chosen vault, or in a backup. */
  async verify(backup: Place | undefined, given: Given | undefined): Promise<Verified> {
    if (this.#verifying !== undefined) fail({ code: 'busy' });
    const work = new AbortController();
    this.#verifying = work;
    const options = {
      signal: work.signal,
      progress: steps((done, total) => this.#tell('verifyProgress', { done, total })),
    };
    try {
      if (backup === undefined && this.#session.isOpen)
        return report(this.#session.place, await this.#session.vault.verify(options));
      const place = backup ?? this.#session.place;
      if (!this.#session.isOpen && given === undefined)
        return structure(place, await checkStructure(place, options));
      return await this.#verifyAt(place, given, options);
    } finally {
      this.#verifying = undefined;
    }
  }

  cancelVerify(): void {
    this.#verifying?.abort();
  }

  async #verifyAt(
    place: Place,
    given: Given | undefined,
    options: { signal: AbortSignal; progress: (done: number, total: number) => void },
  ): Promise<Verified> {
    const before = isFileAt(place) ? await stat(pathAt(place)).catch(() => undefined) : undefined;
    const other = await this.#opened(place, given, options.signal);
    try {
      const found = await other.verify(options);
      if (found.damaged.length === 0 && before !== undefined)
        await this.#noteProof(pathAt(place), before, other.id, found.revision, options.signal);
      return report(place, found);
    } finally {
      await other.lock();
    }
  }

  #opened(place: Place, given: Given | undefined, signal: AbortSignal): Promise<Vault> {
    if (given === undefined) return lookInto(this.#session.vault, place);
    return openWithFile({ ...place, readOnly: true }, given, { signal });
  }

  // Only of the bytes that were read: a file that was changed meanwhile is not what was proven.
  async #noteProof(
    file: string,
    before: { ino: number; size: number; mtimeMs: number },
    vault: string,
    revision: number,
    signal: AbortSignal,
  ): Promise<void> {
    const hash = await hashOf(file, signal);
    const after = await stat(file);
    if (after.ino !== before.ino || after.size !== before.size || after.mtimeMs !== before.mtimeMs) return;
    await this.#notes.noteProof(hash, { vault, revision, at: this.#now(), file: basename(file) });
  }

  async #vaultId(): Promise<string | undefined> {
    const { isOpen, chosen } = this.#session;
    if (isOpen) return this.#session.vault.id;
    if (chosen === undefined) return undefined;
    const header = await readHeader({ ...chosen, readOnly: true }).catch(() => undefined);
    return header?.vaultId;
  }

  #listed(one: KnownFile, mine: string | undefined): ListedBackup {
    const { file, place, bytes, time, vault, revision, failure, ours, provenAt } = one;
    const comparedAt = ours ? this.#notes.comparedAs(basename(file), vault, revision) : undefined;
    return {
      place,
      name: basename(file),
      bytes,
      time: Math.round(time),
      ...(revision !== undefined && { revision }),
      ...(failure && { failure }),
      foreign: vault !== undefined && mine !== undefined && vault !== mine,
      ours,
      ...(provenAt !== undefined && { provenAt }),
      ...(provenAt === undefined && comparedAt !== undefined && { comparedAt }),
    };
  }

  #witness(): Witness {
    return { notes: this.#notes, copies: this.#session.isOpen ? this.#session.vault.copies : undefined };
  }
}

function restored({ place, revision, proven, kept }: Awaited<ReturnType<typeof restoreInPlace>>): Restored {
  return { place, revision, proven, ...(kept !== undefined && { kept }) };
}

function report(place: Place, found: VerifyReport): Verified {
  const { revision, objects, bytes, secrets, versions, unreferenced, damaged } = found;
  return {
    place,
    revision,
    proven: 'everything',
    objects,
    bytes,
    secrets,
    versions,
    unreferenced,
    damaged: damaged.slice(0, mostFindings).map(shownFinding),
    more: Math.max(0, damaged.length - mostFindings),
  };
}

function shownFinding({ part, object, paths = [], version, entries }: Finding): Verified['damaged'][number] {
  return {
    part,
    object,
    paths: [...paths],
    ...(version !== undefined && { version }),
    ...(entries !== undefined && { entries }),
  };
}

function structure(place: Place, { revision, objects, bytes, damaged, sound }: Structure): Verified {
  const own: Verified['damaged'] = sound ? [] : [{ part: 'head', object: 'file', paths: [] }];
  const all = [...own, ...damaged.map((object) => ({ part: 'object' as const, object, paths: [] }))];
  return {
    place,
    revision,
    proven: 'structure',
    objects,
    bytes,
    secrets: 0,
    versions: 0,
    unreferenced: 0,
    damaged: all.slice(0, mostFindings),
    more: Math.max(0, all.length - mostFindings),
  };
}
