import fs from 'node:fs';
import { hostname } from 'node:os';
import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { type Failure, fail, failureOf, HoldfastError } from '../../../shared/failure.ts';
import {
  type Apart,
  type Commit,
  type Device,
  type Link,
  type ObjectStore,
  type OpenOptions,
  type StoredManifest,
  type StoreOpener,
  type StreamedCommit,
  sameTip,
  sharedLine,
  type Tip,
  tipOf,
} from '../store.ts';
import { streamed } from '../streamed.ts';
import { isUncertain } from '../uncertain.ts';
import { vaultIn } from '../vault-in.ts';
import { ReplicaFolder } from './folder.ts';
import { type Arrival, Mirror } from './mirror.ts';
import { isUnreached, Service, type Waits } from './service.ts';
import { teed } from './teed.ts';
import { type Beginning, Unsent } from './unsent.ts';

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
/** Objects of a join that are read in one go. */
const joinedAtOnce = 64;
/** Characters of a machine's name. */
const mostName = 64;
/** How often the copy is compared with what the service still has, in ms. */
const tidyEvery = 24 * 60 * 60 * 1000;
/** How often the note says that the service was heard of, in ms. */
const noteEvery = 30_000;

/**
 * A service with a copy of its vault on this machine. What lies here is read here; what is new is
 * asked for with one request, and fetched once the vault's keys have opened it. Without the service
 * the copy is read, and what is written waits beside it.
 */
export class ReplicaStore implements ObjectStore {
  readonly distant = true;
  readonly #service: Service;
  readonly #mirror: Mirror;
  readonly #unsent: Unsent;
  readonly #folder: ReplicaFolder;
  readonly #wantsReadOnly: boolean;
  readonly #once: object | undefined;
  readonly #arrival: Arrival;
  /** The manifest that the service gave last, until keys have opened it. */
  #came: StoredManifest | undefined;
  /** The service has an earlier or another state than the copy, which is left alone. */
  #isBehind = false;
  #unsentCount = 0;
  /** The newest unsent tip that was given or written here. */
  #unsentTip: Tip | undefined;
  /** Whose line the next commit was said to be of; missing: nobody asked. */
  #told: Device | undefined;
  /** Under which id is written while the service is away. */
  #line: string | undefined;
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
    this.#arrival = { progress: options.progress, signal: options.signal };
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
    const ahead = this.#service.opened?.ahead;
    const told = { unsent, ...(ahead !== undefined && { ahead }) };
    if (failure === undefined) return told;
    return { ...told, offline: { since: this.#folder.read().at ?? Date.now(), failure } };
  }

  get device(): Device {
    this.#told = this.#service.away === undefined ? sharedLine : this.#ownLine;
    return this.#told;
  }

  get #ownLine(): Device {
    this.#line ??= this.#folder.line;
    return { id: this.#line, name: hostname().slice(0, mostName) };
  }

  /** What waits here is apart once the service is there again. */
  async apart(): Promise<readonly Apart[]> {
    this.#refuseClosed();
    const unsent = this.#service.away === undefined ? await this.#unsentLine() : undefined;
    return unsent === undefined ? [] : [{ device: unsent.id, manifest: unsent.newest }];
  }

  async joined({ manifest }: Apart): Promise<void> {
    if (!(await this.#unsent.end(tipOf(manifest)))) return;
    this.#unsentCount = 0;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    // Of what was unsent the service knows nothing.
    const isUnsent = known !== undefined && this.#unsentTip !== undefined && sameTip(known, this.#unsentTip);
    const shared = isUnsent ? undefined : known;
    const found = await this.#newest(shared ?? (await this.#mirror.tip()));
    const unsent = await this.#unsentLine();
    if (found === undefined && unsent !== undefined) return this.#waiting(unsent, known);
    // The service has nothing newer.
    if (found !== undefined && found.came === undefined && shared !== undefined) return undefined;
    const newest = found?.came === undefined ? await this.#atHand(shared) : await this.#arrived(found.came);
    return newest && (isUnsent ? { ...newest, otherLine: true } : newest);
  }

  #waiting(
    unsent: Beginning & { newest: StoredManifest },
    known: Tip | undefined,
  ): StoredManifest | undefined {
    const { base, newest, id } = unsent;
    const before = this.#unsentTip;
    [this.#line, this.#unsentTip] = [id, tipOf(newest)];
    if (known === undefined) return newest;
    if (sameTip(tipOf(newest), known)) return undefined;
    const isSame = sameTip(known, base) || (before !== undefined && sameTip(known, before));
    return isSame ? newest : { ...newest, otherLine: true };
  }

  async #arrived(came: StoredManifest): Promise<StoredManifest> {
    this.#came = came;
    await this.#compare(came, await this.#mirror.tip());
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

  // A service that was put back, or has another vault by now, changes nothing of the copy: what
  // lies here may be all that is left.
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

  async keep(tip: Tip): Promise<void> {
    const came = this.#came;
    if (came === undefined || !sameTip(tipOf(came), tip)) return;
    this.#came = undefined;
    if (this.#isBehind) return this.#folder.note({ behind: true });
    if (this.#folder.read().behind === true) await this.#startAnew();
    try {
      await this.#service.do(async (store) => {
        await this.#mirror.take(came, store, this.#arrival);
        await this.#tidy(store);
      });
    } catch (error) {
      // It is fetched another time.
      const failure = failureOf(error);
      if (failure === undefined || failure.code === 'cancelled') throw error;
    }
    this.#note();
  }

  // What is gone from the service, destroyed by another machine or swept there, goes here, too.
  async #tidy(store: ObjectStore): Promise<void> {
    const { tidied } = this.#folder.read();
    // A new copy has nothing else.
    if (tidied === undefined) return this.#folder.note({ tidied: Date.now() });
    if (this.#unsentCount > 0 || Date.now() - tidied < tidyEvery) return;
    const here = (await this.#mirror.list()) ?? [];
    const there = new Set(await store.list());
    await this.#mirror.remove(here.filter((id) => !there.has(id)));
    this.#folder.note({ tidied: Date.now() });
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
    const { joins = [] } = given;
    if (joins.length > 0) return this.#commitJoin(given);
    const commit = { ...given, objects: [...given.objects] };
    const way = this.#wayOf(given);
    if (way === 'again') return 'conflict';
    if (way === 'here') return this.#keepUnsent((unsent, on) => unsent.commit(commit, on));
    const outcome = await this.#sent(commit);
    if (outcome === 'done') await this.#mirrored(() => this.#mirror.commit(commit));
    return outcome;
  }

  // What waits here goes along, object by object as it lies.
  async #commitJoin({ objects, manifest, drop = [], ...where }: Commit): Promise<'done' | 'conflict'> {
    const gone = new Set(drop);
    const waiting = (await this.#unsent.list()).filter((id) => !gone.has(id));
    const unsent = this.#unsent;
    const batches = (async function* () {
      yield objects;
      for (let at = 0; at < waiting.length; at += joinedAtOnce) {
        const ids = waiting.slice(at, at + joinedAtOnce);
        const bytes = await unsent.read(ids);
        yield ids.flatMap((id, i) => (bytes[i] === undefined ? [] : [[id, bytes[i] as Sealed] as const]));
      }
    })();
    try {
      return await this.#stream({ ...where, batches, finish: () => ({ manifest, drop }) });
    } catch (error) {
      // A stream that was overtaken says so; this one can be made again.
      if (failureOf(error)?.code === 'busy') return 'conflict';
      throw error;
    }
  }

  /** What came of a commit. */
  async #sent(commit: Commit): Promise<'done' | 'conflict'> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#service.do((store) => store.commit(commit));
      } catch (error) {
        if (!isUnreached(error) || !this.#mirror.isThere) throw error;
        const came = await this.#cameOf(commit, error);
        if (came !== 'nothing') return came;
        if (attempt === attempts) throw error;
      }
    }
  }

  // A connection that broke tells nothing; the service may be there all the same. Where it is not,
  // and nothing can have come there, the same is written here: under another name, so it is made
  // again.
  async #cameOf(
    { revision, manifest, after }: Commit,
    error: unknown,
  ): Promise<'done' | 'nothing' | 'conflict'> {
    const base = await this.#mirror.tip();
    if (base === undefined || base.revision !== revision - 1 || base.mark !== (after ?? base.mark))
      throw error;
    const asked = await this.#service.ask((store) => store.latestManifest(this.#tagged(base)), true);
    if (asked === undefined && !isUncertain(error)) return 'conflict';
    if (asked === undefined) throw error;
    if (asked.value === undefined) return 'nothing';
    if (sameTip(tipOf(asked.value), tipOf({ revision, bytes: manifest }))) return 'done';
    // Others went on: whether from this one nobody says.
    return isUncertain(error) ? fail({ code: 'busy' }) : 'conflict';
  }

  async commitStream(commit: StreamedCommit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    const way = this.#wayOf(commit);
    if (way === 'again') return 'conflict';
    if (way === 'here') return this.#keepUnsent((unsent, on) => unsent.commitStream(commit, on));
    return this.#stream(commit);
  }

  async #stream({ batches, finish, ...where }: StreamedCommit): Promise<'done' | 'conflict'> {
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

  // A commit names the line that it is of. Where the service went away or came back since that was
  // asked, it is made again.
  #wayOf({ after }: Pick<Commit, 'after'>): 'there' | 'here' | 'again' {
    const isAway = this.#service.away !== undefined;
    const isOnUnsent = after !== undefined && after === this.#unsentTip?.mark;
    const way = isAway || isOnUnsent ? 'here' : 'there';
    if (this.#told === undefined) return way;
    return (this.#told.id === '') === (way === 'there') ? way : 'again';
  }

  async #keepUnsent(
    write: (unsent: Unsent, on: Beginning | undefined) => Promise<'done' | 'conflict'>,
  ): Promise<'done' | 'conflict'> {
    const base = await this.#mirror.tip();
    const outcome = await write(this.#unsent, base && { base, id: this.#told?.id ?? this.#ownLine.id });
    const line = await this.#unsentLine();
    if (outcome === 'done' && line !== undefined) this.#unsentTip = tipOf(line.newest);
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
    if (this.#service.away !== undefined || this.#unsentCount > 0) return;
    await this.#service.do((store) => store.remove(ids));
    await this.#mirror.remove(ids);
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    if (this.#service.away === undefined)
      await this.#service.do((store) => store.dropManifestsBefore(revision));
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

/** A service with a copy on this machine; `folderOf`: where the copy of a place lies. */
export function replicated(
  service: StoreOpener,
  folderOf: (location: string) => string,
  waits?: Waits,
): StoreOpener {
  return {
    ...service,
    open: async (location, options) => {
      const folder = folderOf(location);
      if (options?.look === true) return service.open(location, options);
      // There each device has all of it in a folder of this machine already.
      const isNew = !fs.existsSync(new ReplicaFolder(folder).copy);
      if (isNew && (await service.heads?.(location))) return service.open(location, options);
      return ReplicaStore.open(service, location, folder, options, waits);
    },
  };
}
