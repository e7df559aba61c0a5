import type { ObjectId } from '../../../shared/brand.ts';
import { fail, failureOf } from '../../../shared/failure.ts';
import { CarriedStore } from '../carried/carried.ts';
import { CarriedFolder } from '../carried/carried-folder.ts';
import type { Batches } from '../placed.ts';
import {
  type Commit,
  type Content,
  type Fetching,
  type ObjectStore,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  sharedLine,
  type Tip,
  tipOf,
} from '../store.ts';
import { givenFor } from '../transport.ts';
import { mayBeDone } from '../uncertain.ts';
import { Bucket, type BucketOptions } from './bucket.ts';
import { Drops } from './drops.ts';
import { inspect, survey } from './layout.ts';
import { Manifests } from './manifests.ts';
import { Packs } from './packs.ts';
import { parseS3 } from './place.ts';
import { BucketPrefix, type Prefix } from './prefix.ts';
import { probe } from './probe.ts';
import { stage } from './stage.ts';

/** A commit whose first upload is older than this looks whether all of them are still there. */
const trusted = 30 * 60 * 1000;
/** Where the two clocks are further apart, nothing is swept: what is old is in doubt. */
const mostSkew = 5 * 60 * 1000;

/** Where a commit comes in the line of revisions. */
type Line = Pick<Commit, 'revision' | 'after'>;

/**
 * A prefix of a bucket: packs of objects, and one manifest for each revision, whose name one writer
 * alone can take.
 */
export class S3Store implements ObjectStore {
  readonly device = sharedLine;
  readonly readOnly: boolean;
  readonly distant = true;
  readonly #prefix: Prefix;
  readonly #packs: Packs;
  readonly #manifests: Manifests;
  readonly #drops: Drops;
  /** What has still to be looked at before anything that lies there counts. */
  #look: (() => Promise<void>) | undefined;
  /** Work that no answer waits for. */
  #behind: Promise<void> = Promise.resolve();
  /** What was committed here last: nothing is left of manifests before it. */
  #last: Tip | undefined;
  /** Another was faster than the last commit: the next one looks before it uploads anything. */
  #isContested = false;
  #closed = false;

  /** `look`: the place was not looked at yet. */
  constructor(prefix: Prefix, readOnly: boolean, patience?: number, look?: () => Promise<void>) {
    this.#prefix = prefix;
    this.#packs = new Packs(prefix);
    this.#manifests = new Manifests(prefix, patience);
    this.#drops = new Drops(prefix);
    this.readOnly = readOnly;
    this.#look = look;
  }

  get ahead(): number | undefined {
    return this.#prefix.clock.ahead;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    const found = await this.#manifests.read(known);
    if (found === 'same') return undefined;
    await this.#looked();
    if (found === undefined && known !== undefined) fail({ code: 'store', reason: 'file-missing' });
    return found;
  }

  async #looked(): Promise<void> {
    await this.#look?.();
    this.#look = undefined;
  }

  tagged(): Tip | undefined {
    return this.#manifests.tagged;
  }

  objectsAfter(
    revision: number,
    fetching: Fetching,
  ): AsyncGenerator<Iterable<readonly [ObjectId, Uint8Array]>> {
    this.#refuseClosed();
    return this.#packs.after(revision, fetching);
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    return this.#packs.read(ids);
  }

  commit({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    return this.#commit(where, [objects], () => ({ manifest, drop }));
  }

  async commitStream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    // Before a batch is taken: they come once.
    if ((await this.#standing(where)) === undefined) return 'conflict';
    const outcome = await this.#commit(where, batches, finish);
    return outcome === 'conflict' ? fail({ code: 'busy' }) : outcome;
  }

  async #commit(at: Line, batches: Batches, finish: StreamedCommit['finish']): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    if (this.#isContested && (await this.#standing(at)) === undefined) return 'conflict';
    const outcome = await this.#uploaded(at, batches, finish);
    this.#isContested = outcome === 'conflict';
    return outcome;
  }

  async #uploaded(
    at: Line,
    batches: Batches,
    finish: StreamedCommit['finish'],
  ): Promise<'done' | 'conflict'> {
    const began = this.#prefix.clock.now();
    const [standing, packs] = await Promise.allSettled([
      Promise.all([this.#standing(at), this.#looked()]).then(([seen]) => seen),
      this.#packs.add(batches, at.revision),
    ]);
    if (standing.status === 'rejected' || standing.value === undefined) {
      if (packs.status === 'fulfilled') await this.#packs.removePacks(packs.value);
      if (standing.status === 'rejected') throw standing.reason;
      return 'conflict';
    }
    if (packs.status === 'rejected') throw packs.reason;
    const made = { packs: packs.value, began, seen: standing.value };
    const outcome = await this.#publish(at, finish, made);
    // Whoever is to try again does not wait for that.
    if (outcome === 'conflict') this.#afterwards(() => this.#packs.removePacks(packs.value));
    return outcome;
  }

  /**
   * When the revision that the commit stands on was the newest; `undefined` where it no longer is.
   * Fails where another state lies there.
   */
  async #standing({ revision, after }: Line): Promise<number | undefined> {
    const tip = await this.#manifests.tip();
    if (tip === undefined) return fail({ code: 'store', reason: 'file-missing' });
    if (tip.revision >= revision) return undefined;
    const stands = sameTip(tip, { revision: revision - 1, mark: after ?? tip.mark });
    if (after !== undefined && !stands) fail({ code: 'store', reason: 'file-replaced' });
    // What the revision before was to drop goes now: once there is a next one, nobody can tell
    // whether it came about.
    await this.#finishDrops(tip);
    return tip.time;
  }

  async #publish(
    at: Line,
    finish: StreamedCommit['finish'],
    { packs, began, seen }: { packs: readonly string[]; began: number; seen: number },
  ): Promise<'done' | 'conflict'> {
    const { revision } = at;
    const { manifest, drop } = await this.#prepare(at, finish, packs, began).catch(async (error) => {
      await this.#packs.removePacks(packs);
      throw error;
    });
    const stored = { revision, bytes: manifest };
    const next = tipOf(stored);
    // From here on a failure leaves the packs: nobody knows whether a manifest that refers to them
    // is still under way.
    const done = await this.#manifests
      .publish(stored, seen, () => this.#standing(at))
      .catch((error) => Promise.reject(mayBeDone(error)));
    if (!done) {
      if (drop.length > 0) await this.#drops.forget(next);
      return 'conflict';
    }
    // The commit is done; where this fails the next one takes it up.
    if (drop.length > 0) await this.#finishDrops(next).catch(() => {});
    else this.#drops.none(next);
    this.#empty(next);
    return 'done';
  }

  async #prepare(
    { revision }: Line,
    finish: StreamedCommit['finish'],
    packs: readonly string[],
    began: number,
  ): Promise<Required<Pick<Commit, 'manifest' | 'drop'>>> {
    const last = finish();
    await this.#drops.note(tipOf({ revision, bytes: last.manifest }), last.drop);
    const isOld = packs.length > 0 && this.#prefix.clock.now() - began > trusted;
    if (isOld && !(await this.#packs.areThere(packs, revision))) fail({ code: 'busy' });
    return last;
  }

  #finishDrops(tip: Tip): Promise<void> {
    return this.#drops.finish(tip, (ids) => this.#packs.remove(ids, tip.revision));
  }

  // The manifest before holds earlier key slots. Nobody waits for that; whoever closes the store
  // does.
  #empty(newest: Tip): void {
    const before = this.#last?.revision === newest.revision - 1 ? this.#last : undefined;
    this.#last = newest;
    this.#afterwards(() =>
      this.#manifests.emptyBefore(newest.revision, before).catch(() => {
        this.#last = undefined;
      }),
    );
  }

  #afterwards(work: () => Promise<void>): void {
    this.#behind = this.#behind.then(work);
  }

  async list(): Promise<ObjectId[]> {
    this.#refuseClosed();
    return this.#packs.list((await this.#manifests.newest())?.revision ?? 0);
  }

  async isSound(): Promise<boolean> {
    this.#refuseClosed();
    try {
      return (await this.#manifests.read()) !== undefined && (await this.#packs.areWhole());
    } catch (error) {
      if (failureOf(error)?.code === 'damaged') return false;
      throw error;
    }
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    this.#refuseWrites();
    const tip = await this.#manifests.newest();
    if (tip === undefined) return fail({ code: 'store', reason: 'file-missing' });
    if (this.#prefix.clock.skew > mostSkew) return;
    await this.#packs.remove(ids, tip.revision);
    await this.#packs.join(tip.revision);
    await this.#manifests.removeOld();
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    await this.#behind;
    await this.#manifests.emptyBefore(revision);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#behind;
  }

  #refuseClosed(): void {
    if (this.#closed) fail({ code: 'closed' });
  }

  #refuseWrites(): void {
    this.#refuseClosed();
    if (this.readOnly) fail({ code: 'read-only' });
  }
}

/**
 * Stores of packs and manifests at the places of one kind. `check`: refuses a location that is
 * none; `patience` is for tests.
 */
export function openerOver(
  prefixOf: (location: string) => Prefix,
  check: (location: string) => void,
  patience?: number,
): StoreOpener {
  const open: StoreOpener['open'] = async (
    location,
    { readOnly = false, look = false, again = false } = {},
  ) => {
    const prefix = prefixOf(location);
    const kept = CarriedFolder.of(location);
    const apart = () => CarriedStore.open(prefix, kept, { readOnly, look });
    if (kept.isThere) return apart();
    const looked = async () => {
      if ((await inspect(prefix, location)) === 'heads') fail({ code: 'store', reason: 'file-replaced' });
    };
    if (!again && (await inspect(prefix, location)) === 'heads') return apart();
    return new S3Store(prefix, readOnly || look, patience, again ? looked : undefined);
  };
  const staging = (location: string) => stage(prefixOf(location), location, patience);
  const create = async (location: string, manifest: Uint8Array, content?: Content) => {
    const staged = staging(location);
    try {
      await (await staged.opener.create(location, manifest, content)).close();
      await staged.publish();
    } finally {
      await staged.discard();
    }
    return open(location);
  };
  return {
    create,
    open,
    stage: staging,
    check,
    heads: async (location) =>
      CarriedFolder.of(location).isThere || (await inspect(prefixOf(location), location)) === 'heads',
    survey: (location) => survey(prefixOf(location)),
    probe: (location) => probe(prefixOf(location)),
  };
}

/** S3 stores with what tests set; `location` is a place's text. */
export function s3With(options: BucketOptions = {}): StoreOpener {
  const prefixOf = (location: string) =>
    new BucketPrefix(new Bucket(parseS3(location), { given: () => givenFor(location), ...options }));
  return openerOver(prefixOf, parseS3, options.patience);
}

export const s3: StoreOpener = s3With();
