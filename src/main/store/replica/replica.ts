import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { type Failure, fail, failureOf, HoldfastError } from '../../../shared/failure.ts';
import {
  type Commit,
  type Link,
  type ObjectStore,
  type OpenOptions,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  type Tip,
  tipOf,
} from '../store.ts';
import { vaultIn } from '../vault-in.ts';
import { ReplicaFolder } from './folder.ts';
import { Mirror } from './mirror.ts';
import { isUnreached, Service, type Waits } from './service.ts';
import { teed } from './teed.ts';
import { Unsent } from './unsent.ts';

/** What an unlocking found out about a service: its next opening of the place goes by that. */
interface Followed {
  /** Why it is not reached; missing: it is. */
  readonly away?: Failure | undefined;
  /** Missing: what lies here is the newest. */
  readonly came?: StoredManifest | undefined;
}

const followed = new WeakMap<object, Map<string, Followed>>();

/** So often a commit is sent again to a service that broke off and is there. */
const attempts = 5;
/** How often the note says that the service was heard of, in ms. */
const noteEvery = 30_000;

/**
 * A service with a copy of its vault on this machine. What lies here is read here; what is new is asked for with one request, and fetched once the
 * vault's keys have opened it. Without the service the copy is read, and what is written waits beside it.
 */
export class ReplicaStore implements ObjectStore {
  readonly distant = true;
  readonly #service: Service;
  readonly #mirror: Mirror;
  readonly #unsent: Unsent;
  readonly #folder: ReplicaFolder;
  readonly #wantsReadOnly: boolean;
  readonly #once: object | undefined;
  /** The manifest that the service gave last, until keys have opened it. */
  #came: StoredManifest | undefined;
  /** The service has an earlier or another state than the copy, which is left alone. */
  #isBehind = false;
  #unsentCount = 0;
  #noted = 0;
  #first = true;
  #closed = false;

  private constructor(
    parts: { service: Service; mirror: Mirror; unsent: Unsent; folder: ReplicaFolder },
    options: OpenOptions,
  ) {
    this.#service = parts.service;
    this.#mirror = parts.mirror;
    this.#unsent = parts.unsent;
    this.#folder = parts.folder;
    this.#wantsReadOnly = options.readOnly ?? false;
    this.#once = options.once;
  }

  /** Fails as the service does where there is no copy yet. */
  static async open(
    service: StoreOpener,
    location: string,
    folder: string,
    options: OpenOptions = {},
    waits?: Waits,
  ): Promise<ObjectStore> {
    const at = new ReplicaFolder(folder);
    if (!at.make()) return service.open(location, options);
    const mirror = await Mirror.open(at.copy);
    let heard = () => {};
    const open = () => service.open(location, { ...options, again: mirror.isThere });
    const reached = new Service(open, () => heard(), waits);
    if (!mirror.isThere) await reached.do(async () => {});
    const store = new ReplicaStore(
      { service: reached, mirror, unsent: new Unsent(at.unsent), folder: at },
      options,
    );
    heard = () => store.#note();
    return store;
  }

  get readOnly(): boolean {
    return this.#wantsReadOnly || this.#service.readOnly;
  }

  link(): Link {
    const unsent = this.#unsentCount;
    const failure = this.#service.away;
    if (failure === undefined) return { unsent };
    return { unsent, offline: { since: this.#folder.read().at ?? Date.now(), failure } };
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    const unsent = await this.#unsentLine();
    const mine = await this.#mirror.tip();
    const found = await this.#newest(known ?? mine);
    if (unsent !== undefined && !(await this.#isSent(unsent.newest, found?.came)))
      return known && sameTip(tipOf(unsent.newest), known) ? undefined : unsent.newest;
    if (found === undefined) return this.#atHand(known);
    const { came } = found;
    if (came === undefined) return known === undefined ? this.#atHand() : undefined;
    this.#came = came;
    await this.#compare(came, mine);
    return came;
  }

  // What the service has newer than this; `undefined` where it is away.
  async #newest(base: Tip | undefined): Promise<{ came?: StoredManifest | undefined } | undefined> {
    const before = this.#first && this.#once ? followed.get(this.#once)?.get(this.#folder.path) : undefined;
    this.#first = false;
    if (before?.away !== undefined) this.#service.leave(before.away);
    if (before) return before.away === undefined ? before : undefined;
    const asked = await this.#service.ask((store) => store.latestManifest(this.#tagged(base)));
    const came = asked?.value;
    if (this.#once !== undefined) {
      const all = followed.get(this.#once) ?? new Map<string, Followed>();
      followed.set(
        this.#once,
        all.set(this.#folder.path, { away: asked === undefined ? this.#service.away : undefined, came }),
      );
    }
    return asked && { came };
  }

  #tagged(tip: Tip | undefined): Tip | undefined {
    const { tag } = this.#folder.read();
    return tip !== undefined && tag !== undefined && sameTip(tip, tag) ? tag : tip;
  }

  async #atHand(known?: Tip): Promise<StoredManifest | undefined> {
    const tip = await this.#mirror.tip();
    if (tip === undefined) throw new HoldfastError(this.#service.away ?? { code: 'closed' });
    // What is known already may be newer than what could be fetched of it.
    if (known !== undefined && tip.revision <= known.revision) return undefined;
    return this.#mirror.manifest();
  }

  // A service that was put back, or has another vault by now, changes nothing of the copy: what lies here may be all that is left.
  async #compare(came: StoredManifest, mine: Tip | undefined): Promise<void> {
    if (mine === undefined) return;
    const isOther = vaultIn((await this.#mirror.manifest())?.bytes) !== vaultIn(came.bytes);
    this.#isBehind = isOther || (came.revision <= mine.revision && !sameTip(tipOf(came), mine));
  }

  async #unsentLine() {
    const line = await this.#unsent.look();
    this.#unsentCount = line?.count ?? 0;
    return line;
  }

  // The answer of a commit was lost, and what was kept here instead had come there.
  async #isSent(newest: StoredManifest, came: StoredManifest | undefined): Promise<boolean> {
    const tip = tipOf(newest);
    const mine = await this.#mirror.tip();
    const there = came === undefined ? mine : tipOf(came);
    if (there === undefined || !sameTip(there, tip) || this.#service.away !== undefined) return false;
    if (!(await this.#unsent.end(tip))) return false;
    this.#unsentCount = 0;
    return true;
  }

  async keep(tip: Tip): Promise<void> {
    const came = this.#came;
    if (came === undefined || !sameTip(tipOf(came), tip)) return;
    this.#came = undefined;
    if (this.#isBehind) return this.#folder.note({ behind: true });
    if (this.#folder.read().behind === true) await this.#startAnew();
    try {
      await this.#service.do((store) => this.#mirror.take(came, store));
    } catch (error) {
      // It is fetched another time.
      if (failureOf(error) === undefined) throw error;
    }
    this.#note();
  }

  // The service went on from a state that the copy is not of.
  async #startAnew(): Promise<void> {
    await this.#mirror.close();
    this.#folder.setAside();
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    const found = await this.#mirror.read(ids);
    if (found.includes(undefined) && this.#unsentCount > 0) await this.#fill(ids, found, this.#readUnsent);
    if (found.includes(undefined)) await this.#fill(ids, found, this.#fetch);
    return found as Uint8Array[];
  }

  async #fill(
    ids: readonly ObjectId[],
    found: (Uint8Array | undefined)[],
    read: (ids: readonly ObjectId[]) => Promise<(Uint8Array | undefined)[]>,
  ): Promise<void> {
    const places = found.flatMap((bytes, i) => (bytes === undefined ? [i] : []));
    const bytes = await read(places.map((i) => ids[i] as ObjectId));
    for (const [n, i] of places.entries()) found[i] = bytes[n];
  }

  readonly #readUnsent = (ids: readonly ObjectId[]) => this.#unsent.read(ids);

  readonly #fetch = async (ids: readonly ObjectId[]): Promise<Uint8Array[]> => {
    const away = this.#service.away;
    if (away !== undefined) throw new HoldfastError(away);
    const bytes = await this.#service.do((store) => store.readObjects(ids));
    if (!this.#isBehind) await this.#mirror.add(ids.map((id, i) => [id, bytes[i] as Uint8Array] as const));
    return bytes;
  };

  async commit(given: Commit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    const commit = { ...given, objects: [...given.objects] };
    if (await this.#isAway()) return this.#keepUnsent((unsent, base) => unsent.commit(commit, base));
    const outcome = await this.#sent(commit);
    if (outcome === 'done') await this.#mirrored(() => this.#mirror.commit(commit));
    // Whether it came there or not: the same bytes lie here, and are known again.
    return outcome ?? this.#keepUnsent((unsent, base) => unsent.commit(commit, base));
  }

  /** What came of a commit; `undefined` where the service went away meanwhile. */
  async #sent(commit: Commit): Promise<'done' | 'conflict' | undefined> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#service.do((store) => store.commit(commit));
      } catch (error) {
        if (!isUnreached(error) || !this.#mirror.isThere) throw error;
        const came = await this.#cameOf(commit);
        if (came !== 'nothing') return came;
        if (attempt === attempts) throw error;
      }
    }
  }

  // A connection that broke tells nothing; the service may be there all the same.
  async #cameOf({ revision, manifest, after }: Commit): Promise<'done' | 'nothing' | undefined> {
    const base = await this.#mirror.tip();
    if (base === undefined || base.revision !== revision - 1 || base.mark !== (after ?? base.mark))
      return fail({ code: 'busy' });
    const asked = await this.#service.ask((store) => store.latestManifest(this.#tagged(base)), true);
    if (asked === undefined) return undefined;
    if (asked.value === undefined) return 'nothing';
    // Others went on: whether from this one the backend finds out by what it reads.
    return sameTip(tipOf(asked.value), tipOf({ revision, bytes: manifest }))
      ? 'done'
      : fail({ code: 'busy' });
  }

  async commitStream(commit: StreamedCommit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    if (await this.#isAway()) return this.#keepUnsent((unsent, base) => unsent.commitStream(commit, base));
    const { batches, finish, ...where } = commit;
    let last: ReturnType<StreamedCommit['finish']> | undefined;
    const seen = teed(batches, (objects) => this.#mirror.add(objects));
    const ended = () => {
      last = finish();
      return last;
    };
    const outcome = await this.#service.do((store) =>
      streamed(store, { ...where, batches: seen, finish: ended }),
    );
    const { manifest, drop } = last ?? {};
    if (outcome === 'done' && manifest !== undefined)
      await this.#mirrored(() => this.#mirror.commit({ ...where, manifest, drop: drop ?? [], objects: [] }));
    return outcome;
  }

  async #isAway(): Promise<boolean> {
    return (await this.#unsentLine()) !== undefined || this.#service.away !== undefined;
  }

  async #keepUnsent(
    write: (unsent: Unsent, base: Tip | undefined) => Promise<'done' | 'conflict'>,
  ): Promise<'done' | 'conflict'> {
    const outcome = await write(this.#unsent, await this.#mirror.tip());
    await this.#unsentLine();
    return outcome;
  }

  async #mirrored(take: () => Promise<void>): Promise<void> {
    if (!this.#isBehind) await take();
    this.#note();
  }

  async list(): Promise<ObjectId[]> {
    this.#refuseClosed();
    const listed =
      (await this.#service.ask((store) => store.list()))?.value ?? (await this.#mirror.list()) ?? [];
    if (this.#unsentCount === 0) return listed;
    return [...new Set([...listed, ...(await this.#unsent.list())])];
  }

  async isSound(): Promise<boolean> {
    this.#refuseClosed();
    return (await this.#service.ask((store) => store.isSound()))?.value ?? true;
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    this.#refuseWrites();
    // What waits here may refer to anything: it is swept once it was sent.
    if (await this.#isAway()) return;
    await this.#service.do((store) => store.remove(ids));
    await this.#mirror.remove(ids);
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    if (!(await this.#isAway())) await this.#service.do((store) => store.dropManifestsBefore(revision));
  }

  async doubt(): Promise<boolean> {
    if (this.#closed || !this.#mirror.isThere || this.#service.away !== undefined) return false;
    await this.#mirror.forget();
    return true;
  }

  async origin(): Promise<ObjectStore | undefined> {
    this.#refuseClosed();
    if (this.#unsentCount > 0) return undefined;
    return (await this.#service.ask(async (store) => store))?.value;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#note(true);
    await Promise.all([this.#mirror.close(), this.#unsent.close(), this.#service.close()]);
  }

  // What the service calls its newest tip spares the next program reading that again.
  #note(last = false): void {
    if (this.#service.away !== undefined || this.#service.opened === undefined) return;
    const now = Date.now();
    if (!last && now - this.#noted < noteEvery) return;
    this.#noted = now;
    const tag = this.#service.opened.tagged?.();
    this.#folder.note({ at: now, ...(tag && { tag }) });
  }

  #refuseClosed(): void {
    if (this.#closed) fail({ code: 'closed' });
  }

  #refuseWrites(): void {
    this.#refuseClosed();
    if (this.readOnly) fail({ code: 'read-only' });
  }
}

async function streamed(store: ObjectStore, commit: StreamedCommit): Promise<'done' | 'conflict'> {
  if (store.commitStream !== undefined) return store.commitStream(commit);
  const { batches, finish, ...where } = commit;
  const objects: (readonly [ObjectId, Sealed])[] = [];
  for await (const batch of batches) objects.push(...batch);
  return store.commit({ ...where, ...finish(), objects });
}

/** A service with a copy on this machine; `folderOf`: where the copy of a place lies. */
export function replicated(
  service: StoreOpener,
  folderOf: (location: string) => string,
  waits?: Waits,
): StoreOpener {
  return {
    ...service,
    open: (location, options) =>
      options?.look === true
        ? service.open(location, options)
        : ReplicaStore.open(service, location, folderOf(location), options, waits),
  };
}
