import { type Failure, failureOf } from '../../../shared/failure.ts';
import type { ObjectStore } from '../store.ts';

/** How long is waited for a service. */
export interface Waits {
  /** For an answer before it counts as away, in ms. */
  readonly answer: number;
  /** For one that was away, before what is at hand is gone on with, in ms. */
  readonly return: number;
  /** From one look after a service that is away to the next, in ms. */
  readonly again: number;
}

export const usualWaits: Waits = { answer: 5_000, return: 250, again: 10_000 };

/** A service that may be away. */
export class Service {
  readonly #open: () => Promise<ObjectStore>;
  readonly #heard: () => void;
  readonly #waits: Waits;
  #store: Promise<ObjectStore> | undefined;
  #opened: ObjectStore | undefined;
  /** Why it counts as away. */
  #away: Failure | undefined;
  #looked = 0;
  #looking: Promise<unknown> | undefined;

  /** `heard`: called at each answer. */
  constructor(open: () => Promise<ObjectStore>, heard: () => void, waits = usualWaits) {
    this.#open = open;
    this.#heard = heard;
    this.#waits = waits;
  }

  get away(): Failure | undefined {
    return this.#away;
  }

  /** True where the service said that it takes no writes. */
  get readOnly(): boolean {
    return this.#opened?.readOnly ?? false;
  }

  get opened(): ObjectStore | undefined {
    return this.#opened;
  }

  /** Does something there, however long it takes; fails as the service does. */
  async do<T>(work: (store: ObjectStore) => Promise<T>): Promise<T> {
    try {
      const done = await work(await this.#connected());
      this.#back();
      return done;
    } catch (error) {
      if (isUnreached(error)) this.#leave(failureOf(error) as Failure);
      throw error;
    }
  }

  /** The same for what may be left out where the service is away; `undefined` then. */
  async ask<T>(
    work: (store: ObjectStore) => Promise<T>,
    /** Also right after it was found away. */
    atOnce = false,
  ): Promise<{ readonly value: T } | undefined> {
    const wasAway = this.#away !== undefined && !atOnce;
    if (wasAway && (this.#looking !== undefined || Date.now() - this.#looked < this.#waits.again))
      return undefined;
    const asked = this.do(work).then((value) => ({ value }));
    this.#looking = asked;
    const ended = () => {
      this.#looking = undefined;
      this.#looked = Date.now();
    };
    asked.then(ended, ended);
    return this.#within(asked, wasAway ? this.#waits.return : this.#waits.answer);
  }

  /** From now on it counts as away, as another store of this program found it. */
  leave(failure: Failure): void {
    this.#leave(failure);
  }

  async close(): Promise<void> {
    const closed = this.#store?.then((store) => store.close()).catch(() => {});
    // Nobody waits for a service that does not answer.
    if (this.#away === undefined) await closed;
  }

  async #within<T>(asked: Promise<T>, wait: number): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      timer = setTimeout(() => {
        if (this.#away === undefined) this.#leave({ code: 'store', reason: 'unreachable' });
        resolve(undefined);
      }, wait);
    });
    try {
      return await Promise.race([asked, late]);
    } catch (error) {
      if (isBusy(error)) this.#leave({ code: 'busy' });
      else if (!isUnreached(error)) throw error;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #connected(): Promise<ObjectStore> {
    this.#store ??= this.#open().then(
      (store) => {
        this.#opened = store;
        return store;
      },
      (error) => {
        this.#store = undefined;
        throw error;
      },
    );
    return this.#store;
  }

  #back(): void {
    this.#away = undefined;
    this.#heard();
  }

  #leave(failure: Failure): void {
    this.#away = failure;
    this.#looked = Date.now();
  }
}

const away: ReadonlySet<string> = new Set(['unreachable', 'connection-refused', 'name-not-found']);

/** True where no answer came: what was asked may have been done all the same. */
export function isUnreached(error: unknown): boolean {
  const failure = failureOf(error);
  return failure?.code === 'store' && away.has(failure.reason);
}

// Overloaded for as long as the store was patient with it.
function isBusy(error: unknown): boolean {
  return failureOf(error)?.code === 'busy';
}
