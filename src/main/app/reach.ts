import type { State } from '../../shared/contract.ts';
import { type Failure, failureOf } from '../../shared/failure.ts';

/** Milliseconds between two looks at what others wrote on a service. */
const every = 30_000;

/** Reasons of `store` that say that a service is not reached, or lets nobody in. */
const away: ReadonlySet<string> = new Set([
  'unreachable',
  'connection-refused',
  'name-not-found',
  'certificate',
  'certificate-expired',
  'certificate-name',
  'no-credentials',
  'credentials-refused',
  'clock',
]);

/** Whether the service where the open vault lies is reached; looks again from time to time. */
export class Reach {
  readonly #look: () => Promise<unknown>;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #offline: { readonly since: number; readonly failure: Failure } | undefined;

  constructor(look: () => Promise<unknown>, now: () => number) {
    this.#look = look;
    this.#now = now;
  }

  /** Begins with a vault that was just read there, or ends. */
  follow(isAtService: boolean): void {
    clearInterval(this.#timer);
    this.#offline = undefined;
    this.#timer = isAtService ? setInterval(() => void this.#look(), every).unref() : undefined;
  }

  /** What came of a call to the service; true where that changes how it stands. */
  note(error?: unknown): boolean {
    if (this.#timer === undefined) return false;
    const before = this.#offline;
    const failure = failureOf(error);
    if (error === undefined) this.#offline = undefined;
    else if (failure?.code === 'store' && away.has(failure.reason))
      this.#offline = { since: before?.since ?? this.#now(), failure };
    return before?.since !== this.#offline?.since;
  }

  get state(): Pick<State, 'service'> {
    if (this.#timer === undefined) return {};
    return {
      service: this.#offline === undefined ? { state: 'saved' } : { state: 'offline', ...this.#offline },
    };
  }
}
