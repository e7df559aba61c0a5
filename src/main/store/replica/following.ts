import { type Failure, failureOf } from '../../../shared/failure.ts';
import { type ObjectStore, type StoredManifest, sameTip, type Tip, tipOf } from '../store.ts';
import { vaultIn } from '../vault-in.ts';
import type { Arrival } from './arriving.ts';
import type { Parts } from './parts.ts';

/** What was heard of a service. */
interface Answer {
  /** Why it is not reached; missing: it is. */
  readonly away?: Failure | undefined;
  /** Missing: what lies here is the newest. */
  readonly came?: StoredManifest | undefined;
}

/** What an unlocking found out about services: its next opening of a place goes by that. */
const found = new WeakMap<object, Map<string, Answer>>();

/** How often the copy is compared with what the service still has, in ms. */
const tidyEvery = 24 * 60 * 60 * 1000;

/** What a service has newer than the copy, and how the copy takes it up. */
export class Following {
  readonly #parts: Parts;
  readonly #once: object | undefined;
  readonly #arrival: Arrival;
  /** The manifest that the service gave last, until keys have opened it. */
  #came: StoredManifest | undefined;
  #isBehind = false;
  #first = true;

  constructor(parts: Parts, { once, ...arrival }: Arrival & { readonly once?: object | undefined }) {
    this.#parts = parts;
    this.#once = once;
    this.#arrival = arrival;
  }

  /** The service has an earlier or another state than the copy, which is left alone. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  /** What the service has newer than this; `undefined` where it is away. */
  async newest(base: Tip | undefined): Promise<Answer | undefined> {
    const { service, folder } = this.#parts;
    const before = this.#first && this.#once ? found.get(this.#once)?.get(folder.path) : undefined;
    this.#first = false;
    if (before?.away !== undefined) service.leave(before.away);
    if (before) return before.away === undefined ? before : undefined;
    const asked = await service.ask((store) => store.latestManifest(folder.tagged(base)));
    const came = asked?.value;
    this.#remember({ away: asked === undefined ? service.away : undefined, came });
    return asked && { came };
  }

  #remember(answer: Answer): void {
    if (this.#once === undefined) return;
    const all = found.get(this.#once) ?? new Map<string, Answer>();
    found.set(this.#once, all.set(this.#parts.folder.path, answer));
  }

  /** What the service gave is held until keys have opened it. */
  async hold(came: StoredManifest): Promise<StoredManifest> {
    this.#came = came;
    await this.#compare(came, await this.#parts.mirror.tip());
    return came;
  }

  // A service that was put back, or has another vault by now, changes nothing of the copy: what
  // lies here may be all that is left.
  async #compare(came: StoredManifest, mine: Tip | undefined): Promise<void> {
    if (mine === undefined) return;
    const isOther = vaultIn((await this.#parts.mirror.manifest())?.bytes) !== vaultIn(came.bytes);
    this.#isBehind = isOther || (came.revision <= mine.revision && !sameTip(tipOf(came), mine));
  }

  /** Takes up what the service gave: keys have opened it. `tidies`: nothing here waits to be sent. */
  async keep(tip: Tip, tidies: boolean): Promise<void> {
    const { service, folder, mirror, heard } = this.#parts;
    const came = this.#came;
    if (came === undefined || !sameTip(tipOf(came), tip)) return;
    this.#came = undefined;
    if (this.#isBehind) return folder.note({ behind: true });
    if (folder.read().behind === true) await this.#startAnew();
    try {
      await service.do(async (store) => {
        await mirror.take(came, store, this.#arrival);
        await this.#tidy(store, tidies);
      });
    } catch (error) {
      // It is fetched another time.
      const failure = failureOf(error);
      if (failure === undefined || failure.code === 'cancelled') throw error;
    }
    heard.note(service);
  }

  // The service went on from a state that the copy is not of.
  async #startAnew(): Promise<void> {
    await this.#parts.mirror.close();
    this.#parts.folder.setAside();
  }

  // What is gone from the service, destroyed by another machine or swept there, goes here, too.
  async #tidy(store: ObjectStore, tidies: boolean): Promise<void> {
    const { folder, mirror } = this.#parts;
    const { tidied } = folder.read();
    // A new copy has nothing else.
    if (tidied === undefined) return folder.note({ tidied: Date.now() });
    if (!tidies || Date.now() - tidied < tidyEvery) return;
    const here = (await mirror.list()) ?? [];
    const there = new Set(await store.list());
    await mirror.remove(here.filter((id) => !there.has(id)));
    folder.note({ tidied: Date.now() });
  }
}
