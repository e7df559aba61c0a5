import type { ObjectId } from '../../../shared/brand.ts';
import { fail, HoldfastError } from '../../../shared/failure.ts';
import {
  type Apart,
  type Commit,
  type Device,
  type Link,
  type ObjectStore,
  type OpenOptions,
  type StoredManifest,
  type StreamedCommit,
  type Tip,
  tipOf,
} from '../store.ts';
import { Following } from './following.ts';
import { OwnLine } from './own-line.ts';
import type { Parts } from './parts.ts';
import { readInTurn } from './read-in-turn.ts';
import { Sending } from './sending.ts';

/**
 * A service with a copy of its vault on this machine. What lies here is read here; what is new is
 * asked for with one request, and fetched once the vault's keys have opened it. Without the service
 * the copy is read, and what is written waits beside it.
 */
export class ReplicaStore implements ObjectStore {
  readonly distant = true;
  readonly #parts: Parts;
  readonly #following: Following;
  readonly #own: OwnLine;
  readonly #sending: Sending;
  readonly #wantsReadOnly: boolean;
  #closed = false;

  constructor(parts: Parts, { readOnly = false, once, progress, signal }: OpenOptions) {
    this.#parts = parts;
    this.#following = new Following(parts, { once, progress, signal });
    this.#own = new OwnLine(parts);
    this.#sending = new Sending(parts, this.#following);
    this.#wantsReadOnly = readOnly;
  }

  get readOnly(): boolean {
    return this.#wantsReadOnly || this.#parts.service.readOnly;
  }

  get device(): Device {
    return this.#own.tell();
  }

  link(): Link {
    const { service, folder } = this.#parts;
    const ahead = service.opened?.ahead;
    const told = { unsent: this.#own.count, ...(ahead !== undefined && { ahead }) };
    if (service.away === undefined) return told;
    return { ...told, offline: { since: folder.lastHeard ?? Date.now(), failure: service.away } };
  }

  async apart(): Promise<readonly Apart[]> {
    this.#refuseClosed();
    return this.#own.apart();
  }

  async joined({ manifest }: Apart): Promise<void> {
    await this.#own.end(tipOf(manifest));
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    this.#refuseClosed();
    // Of what was unsent the service knows nothing.
    const isUnsent = this.#own.has(known);
    const shared = isUnsent ? undefined : known;
    const found = await this.#following.newest(shared ?? (await this.#parts.mirror.tip()));
    const waiting = await this.#own.look();
    if (found === undefined && waiting !== undefined) return this.#own.newest(waiting, known);
    // The service has nothing newer.
    if (found !== undefined && found.came === undefined && shared !== undefined) return undefined;
    const newest =
      found?.came === undefined ? await this.#atHand(shared) : await this.#following.hold(found.came);
    return newest && (isUnsent ? { ...newest, otherLine: true } : newest);
  }

  async #atHand(known?: Tip): Promise<StoredManifest | undefined> {
    const { mirror, service } = this.#parts;
    const tip = await mirror.tip();
    if (tip === undefined) throw new HoldfastError(service.away ?? { code: 'closed' });
    // What is known already may be newer than what could be fetched of it.
    if (known !== undefined && tip.revision <= known.revision) return undefined;
    return mirror.manifest();
  }

  keep(tip: Tip): Promise<void> {
    return this.#following.keep(tip, this.#own.count === 0);
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    this.#refuseClosed();
    const { mirror, unsent } = this.#parts;
    const here = (some: readonly ObjectId[]) => mirror.read(some);
    const waiting = (some: readonly ObjectId[]) => unsent.read(some);
    return readInTurn(ids, this.#own.count > 0 ? [here, waiting, this.#fetch] : [here, this.#fetch]);
  }

  readonly #fetch = async (ids: readonly ObjectId[]): Promise<Uint8Array[]> => {
    const { mirror, service } = this.#parts;
    if (service.away !== undefined) throw new HoldfastError(service.away);
    const bytes = await service.do((store) => store.readObjects(ids));
    if (!this.#following.isBehind)
      await mirror.add(ids.map((id, i) => [id, bytes[i] as Uint8Array] as const));
    return bytes;
  };

  async commit(given: Commit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    if (given.joins !== undefined && given.joins.length > 0) return this.#sending.join(given);
    const commit = { ...given, objects: [...given.objects] };
    const way = this.#own.wayOf(given);
    if (way === 'again') return 'conflict';
    if (way === 'here') return this.#own.write((unsent, on) => unsent.commit(commit, on));
    return this.#sending.commit(commit);
  }

  async commitStream(commit: StreamedCommit): Promise<'done' | 'conflict'> {
    this.#refuseWrites();
    const way = this.#own.wayOf(commit);
    if (way === 'again') return 'conflict';
    if (way === 'here') return this.#own.write((unsent, on) => unsent.commitStream(commit, on));
    return this.#sending.stream(commit);
  }

  async list(): Promise<ObjectId[]> {
    this.#refuseClosed();
    const { mirror, service, unsent } = this.#parts;
    const asked = await service.ask((store) => store.list());
    const listed = asked?.value ?? (await mirror.list()) ?? [];
    return this.#own.count === 0 ? listed : [...new Set([...listed, ...(await unsent.list())])];
  }

  async isSound(): Promise<boolean> {
    this.#refuseClosed();
    return (await this.#parts.service.ask((store) => store.isSound()))?.value ?? true;
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    this.#refuseWrites();
    const { mirror, service } = this.#parts;
    // What waits here may refer to anything: it is swept once it was sent.
    if (service.away !== undefined || this.#own.count > 0) return;
    await service.do((store) => store.remove(ids));
    await mirror.remove(ids);
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    this.#refuseWrites();
    const { service } = this.#parts;
    if (service.away === undefined) await service.do((store) => store.dropManifestsBefore(revision));
  }

  async doubt(): Promise<boolean> {
    const { mirror, service } = this.#parts;
    if (this.#closed || !mirror.isThere || service.away !== undefined) return false;
    await mirror.forget();
    return true;
  }

  async origin(): Promise<ObjectStore | undefined> {
    this.#refuseClosed();
    if (this.#own.count > 0) return undefined;
    return (await this.#parts.service.ask(async (store) => store))?.value;
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { heard, mirror, service, unsent } = this.#parts;
    heard.note(service, true);
    await Promise.all([mirror.close(), unsent.close(), service.close()]);
  }

  #refuseClosed(): void {
    if (this.#closed) fail({ code: 'closed' });
  }

  #refuseWrites(): void {
    this.#refuseClosed();
    if (this.readOnly) fail({ code: 'read-only' });
  }
}
