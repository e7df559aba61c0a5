import type { State } from '../../shared/contract.ts';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { isService, type PlaceKind } from '../../shared/place.ts';
import type { Link } from '../store/store.ts';

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

/**
 * Whether the service where the open vault lies is reached. Looks from time to time at what others
 * wrote there, or in a folder that is carried.
 */
export class Reach {
  readonly #look: () => Promise<unknown>;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #isAtService = false;
  #offline: { readonly since: number; readonly failure?: Failure } | undefined;
  #unsent = 0;

  constructor(look: () => Promise<unknown>, now: () => number) {
    this.#look = look;
    this.#now = now;
  }

  /** Begins with a vault that was just read at a place of this kind, or ends. */
  follow(kind: PlaceKind | undefined): void {
    const isShared = kind === 'folder' || (kind !== undefined && isService(kind));
    clearInterval(this.#timer);
    this.#offline = undefined;
    this.#unsent = 0;
    this.#isAtService = isShared && kind !== 'folder';
    this.#timer = isShared ? setInterval(() => void this.#look(), every).unref() : undefined;
  }

  /** What came of a look: how the store stands to its service, or why that failed. */
  note(link: Link | undefined, error?: unknown): void {
    if (!this.#isAtService) return;
    const failure = failureOf(error);
    this.#unsent = link?.unsent ?? this.#unsent;
    if (link?.offline !== undefined) this.#offline = link.offline;
    else if (error === undefined) this.#offline = undefined;
    else if (failure?.code === 'store' && away.has(failure.reason))
      this.#offline = { since: this.#offline?.since ?? this.#now(), failure };
  }

  get state(): Pick<State, 'service'> {
    if (!this.#isAtService) return {};
    const unsent = this.#unsent;
    if (this.#offline === undefined) return { service: { state: 'saved', unsent } };
    return { service: { state: 'offline', unsent, ...this.#offline } };
  }
}
