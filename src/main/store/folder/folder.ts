import fs from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { fileIdentity, refuseReplaced, whatLies } from '../file.ts';
import { orNotCome } from '../missing.ts';
import { randomName } from '../names.ts';
import type { Batches } from '../placed.ts';
import { filesBelow, orNotDownloaded } from '../placeholder.ts';
import { sqliteFailure as storeFailure } from '../sqlite-failure.ts';
import {
  type Apart,
  type Commit,
  type Content,
  type Device,
  type ObjectStore,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  type Tip,
  tipOf,
} from '../store.ts';
import { convert } from './convert.ts';
import { createFolder } from './create.ts';
import { DeviceNotes } from './device-notes.ts';
import { type Disk, disk } from './disk.ts';
import { Drops } from './drops.ts';
import { inspect } from './inspect.ts';
import { OwnLine } from './line.ts';
import { Manifests } from './manifests.ts';
import { isNew, revisionOf } from './names.ts';
import { Packs } from './packs.ts';

/**
 * What a crash left, and the numbers of earlier revisions, stay this long, by the clock that sets
 * the times of the files.
 */
const stay = 24 * 60 * 60 * 1000;
/**
 * A commit that took longer is not finished: it may have slept until its number was given to
 * another, used and cleaned away.
 */
const longestCommit = 60 * 60 * 1000;

/** Where a commit comes in the line of revisions. */
type Line = Pick<Commit, 'revision' | 'after'>;

/**
 * A folder of files that never change: packs of objects, and one manifest for each revision, whose
 * name one writer alone can take.
 */
export class FolderStore implements ObjectStore {
  readonly readOnly: boolean;
  readonly #root: string;
  readonly #identity: string;
  readonly #disk: Disk;
  readonly #packs: Packs;
  readonly #line: OwnLine;
  readonly #drops: Drops;
  #closed = false;

  constructor(on: Disk, root: string, readOnly: boolean) {
    this.#root = root;
    this.#identity = fileIdentity(root);
    this.#disk = on;
    this.#packs = new Packs(root, on);
    this.#line = new OwnLine(root, on, readOnly);
    this.#drops = new Drops(root, on);
    this.readOnly = readOnly;
  }

  get device(): Device {
    return { id: this.#line.id, name: hostname() };
  }

  apart(): Promise<readonly Apart[]> {
    return this.#guarded(async () =>
      this.#line.others().flatMap((device) => {
        const manifest = new Manifests(this.#root, this.#disk, device).arrived();
        return manifest === undefined ? [] : [{ device, manifest }];
      }),
    );
  }

  passOver(tip: Tip): Promise<StoredManifest | undefined> {
    return this.#guarded(async () => this.#line.passOver(tip));
  }

  get #manifests(): Manifests {
    return this.#line.manifests;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    return this.#guarded(async () => {
      if (known === undefined) return this.#line.newest();
      refuseReplaced(this.#root, this.#identity);
      const tip = this.#line.tip();
      return tip !== undefined && sameTip(tip, known) ? undefined : this.#line.newest();
    });
  }

  readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    return this.#guarded(async () => {
      try {
        return await this.#packs.read(ids);
      } catch (error) {
        // Another device may have put it into another pack, which has not come yet.
        throw this.#line.others().length > 0 ? orNotCome(error) : error;
      }
    });
  }

  commit({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    return this.#guarded(() => this.#commit(where, [objects], () => ({ manifest, drop })));
  }

  commitStream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
    return this.#guarded(async () => {
      let begun = false;
      const noted = (async function* () {
        begun = true;
        yield* batches;
      })();
      const outcome = await this.#commit(where, noted, finish);
      // The batches can be read once: after a conflict they could not be written again, and nothing
      // would be left of them.
      return outcome === 'conflict' && begun ? fail({ code: 'busy' }) : outcome;
    });
  }

  async #commit(at: Line, batches: Batches, finish: StreamedCommit['finish']): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    const began = Date.now();
    if (this.#standing(at) === 'conflict') return 'conflict';
    const packs = await this.#packs.add(batches);
    const outcome = await this.#publish(at, finish, began).catch(async (error) => {
      // Where the name is taken nobody knows by whom: what it may refer to stays.
      if (!this.#manifests.isTaken(at.revision)) await this.#packs.removePacks(packs);
      throw error;
    });
    if (outcome === 'conflict') await this.#packs.removePacks(packs);
    // The commit is done; where this fails the next one takes it up.
    else await this.#tidy().catch(() => {});
    return outcome;
  }

  /**
   * `conflict` where the revision is no longer free; fails where what lies there is not the state
   * that the commit stands on.
   */
  #standing({ revision, after }: Line): 'free' | 'conflict' {
    const tip = this.#line.tip();
    if ((tip?.revision ?? 0) >= revision) return 'conflict';
    const stands = tip !== undefined && sameTip(tip, { revision: revision - 1, mark: after ?? tip.mark });
    if (after !== undefined && !stands) fail({ code: 'store', reason: 'file-replaced' });
    return 'free';
  }

  async #publish(at: Line, finish: StreamedCommit['finish'], began: number): Promise<'done' | 'conflict'> {
    const { revision } = at;
    const { manifest, drop } = finish();
    const next = tipOf({ revision, bytes: manifest });
    const { id } = this.#line;
    await this.#drops.note(id, next, drop);
    let done = false;
    try {
      // What the revision before was to drop goes now: once there is a next one, nobody can tell
      // whether it came about.
      await this.#finishDrops();
      if (this.#standing(at) === 'conflict') return 'conflict';
      if (Date.now() - began > longestCommit) return fail({ code: 'busy' });
      done = await this.#manifests.publish(revision, manifest);
      if (done) this.#line.wrote(next);
      return done ? 'done' : 'conflict';
    } finally {
      if (!done && !this.#manifests.isTaken(revision)) await this.#drops.forget(id, next);
    }
  }

  async #finishDrops(): Promise<void> {
    const tip = this.#line.tip();
    if (tip !== undefined)
      await this.#drops.finish(this.#line.standsOn, tip, (ids) => this.#packs.remove(ids));
  }

  async #tidy(): Promise<void> {
    await this.#finishDrops();
    await this.#manifests.emptyBefore(this.#manifests.tip()?.revision ?? 0);
  }

  list(): Promise<ObjectId[]> {
    return this.#guarded(() => this.#packs.list());
  }

  isSound(): Promise<boolean> {
    return this.#guarded(async () => {
      try {
        inspect(this.#root);
        return (
          this.#line.newest() !== undefined && (await this.#packs.areWhole(this.#line.others().length > 0))
        );
      } catch {
        return false;
      }
    });
  }

  remove(ids: readonly ObjectId[]): Promise<void> {
    return this.#guarded(async () => {
      this.#refuseWrites();
      await this.#packs.remove(ids);
      await this.#packs.join();
      await this.#removeLeftovers();
    });
  }

  dropManifestsBefore(revision: number): Promise<void> {
    return this.#guarded(() => {
      this.#refuseWrites();
      return this.#manifests.emptyBefore(revision);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
  }

  /**
   * What was being written when a program ended, and the names of earlier revisions, once they are
   * older than a day.
   */
  async #removeLeftovers(): Promise<void> {
    const newest = this.#manifests.tip()?.revision ?? 0;
    const before = this.#manifests.time() - stay;
    const own = path.join('heads', this.#line.id);
    for (const folder of ['objects', own, 'drops']) {
      if (!fs.existsSync(path.join(this.#root, folder))) continue;
      for (const name of fs.readdirSync(path.join(this.#root, folder))) {
        const file = path.join(this.#root, folder, name);
        const revision = folder === own ? revisionOf(name) : undefined;
        const done = isNew(name) || (revision !== undefined && revision < newest);
        if (done && isOlder(file, before)) await this.#disk.remove(file).catch(() => {});
      }
    }
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#closed) fail({ code: 'closed' });
    try {
      return await work();
    } catch (error) {
      if (whatLies(this.#root, this.#identity) === 'missing') fail({ code: 'store', reason: 'file-missing' });
      throw orNotDownloaded(storeFailure(error), () => filesBelow(this.#root));
    }
  }

  #refuseWrites(): void {
    if (this.readOnly) fail({ code: 'read-only' });
    refuseReplaced(this.#root, this.#identity);
  }
}

function isOlder(file: string, than: number): boolean {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.mtimeMs < than;
}

/** A folder store over any disk; `location` is the path of the folder. */
export function folderOn(on: Disk): StoreOpener {
  const open: StoreOpener['open'] = async (location, { readOnly = false, look = false } = {}) => {
    const root = path.resolve(location);
    try {
      if (!readOnly && !look) await convert(on, root);
      const { writable } = inspect(root);
      return new FolderStore(on, root, readOnly || look || !writable);
    } catch (error) {
      throw orNotDownloaded(storeFailure(error), () => filesBelow(root));
    }
  };
  const create: StoreOpener['create'] = async (location, manifest, content) => {
    const root = path.resolve(location);
    try {
      await createFolder(on, root, (made) => fillFolder(on, made, manifest, content));
    } catch (error) {
      throw storeFailure(error);
    }
    return open(root);
  };
  return { create, open };
}

async function fillFolder(on: Disk, made: string, manifest: Uint8Array, content?: Content): Promise<void> {
  if (content !== undefined) await new Packs(made, on).add(content.batches);
  const id = randomName();
  const first = { revision: content?.revision ?? 1, bytes: manifest };
  await new Manifests(made, on, id).publish(first.revision, manifest);
  DeviceNotes.of(made)?.put({ id, last: tipOf(first) });
}

export const folder: StoreOpener = folderOn(disk);
