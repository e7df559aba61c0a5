import type { Asking, Verdict, Want } from '../../shared/client.ts';
import { fail, HoldfastError } from '../../shared/failure.ts';
import { type Permission, type PolicySpec, permissions } from '../../shared/policy.ts';
import { folderPattern, literalPattern } from '../policy/pattern.ts';
import { type Asker, Noes } from './noes.ts';

/** A program that waits for the person's answer. */
export interface Request extends Asking {
  readonly id: string;
  /** When it asked first. */
  readonly asked: number;
  readonly draft: readonly PolicySpec[];
}

interface Waiting {
  readonly request: Request;
  /** Everybody who waits for this one answer. */
  readonly listeners: Set<Listener>;
  readonly asker: Asker | undefined;
}

interface Listener {
  readonly answered: (verdict: Verdict) => void;
  readonly refused: (error: unknown) => void;
}

/** More programs than a person could look at; the next is told `busy`. */
const most = 16;
/** Prompts that wait at once for one key, and for one process. */
const mostEach = 2;
/** Wishes of one request. */
const mostWants = 64;

/**
 * Programs that ask, until the person answers or the vault locks. Knows neither window nor socket.
 */
export class Requests {
  readonly #waiting = new Map<string, Waiting>();
  readonly #changed: (requests: readonly Request[]) => void;
  readonly #now: () => number;
  readonly #noes: Noes;
  #next = 0;

  constructor(options: { changed: (requests: readonly Request[]) => void; now: () => number }) {
    this.#changed = options.changed;
    this.#now = options.now;
    this.#noes = new Noes(options.now);
  }

  /** In the order in which they came. */
  list(): Request[] {
    return [...this.#waiting.values()].map(({ request }) => request);
  }

  /**
   * The person's answer. The same program asking for the same again shares one prompt with its
   * first request. `busy` when too many wait, in all or of this asker, `denied` for a minute after
   * the second no in a row, `cancelled` when the signal aborts (the program went away), `locked` at
   * lock.
   */
  ask(asking: Asking, signal: AbortSignal, asker?: Asker): Promise<Verdict> {
    if (signal.aborted) return Promise.reject(new HoldfastError({ code: 'cancelled' }));
    if (asking.wants.length > mostWants) fail({ code: 'too-large', what: 'request', limit: mostWants });
    if (asker !== undefined && this.#noes.silences(asker)) fail({ code: 'denied', reason: 'person' });
    const waiting = this.#sameAs(asking) ?? this.#add(asking, asker);
    return new Promise((answered, refused) => {
      const listener = { answered, refused };
      waiting.listeners.add(listener);
      signal.addEventListener('abort', () => this.#leave(waiting, listener), { once: true });
    });
  }

  /** `not-found` when the request is gone. */
  answer(id: string, verdict: Verdict): Request {
    const waiting = this.#waiting.get(id) ?? fail({ code: 'not-found', what: 'client', name: id });
    this.#drop(waiting);
    if (waiting.asker !== undefined) this.#noes.heard(waiting.asker, verdict.answer !== 'deny');
    for (const { answered } of waiting.listeners) answered(verdict);
    return waiting.request;
  }

  /** At lock: nobody is answered any more. */
  forget(): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#noes.forget();
    for (const { listeners } of all)
      for (const { refused } of listeners) refused(new HoldfastError({ code: 'locked' }));
    if (all.length > 0) this.#changed([]);
  }

  #sameAs(asking: Asking): Waiting | undefined {
    const key = keyOf(asking);
    return [...this.#waiting.values()].find(({ request }) => keyOf(request) === key);
  }

  #add(asking: Asking, asker: Asker | undefined): Waiting {
    if (this.#waiting.size >= most || this.#hasEnough(asker)) fail({ code: 'busy' });
    const id = String(++this.#next);
    const request: Request = { ...asking, id, asked: this.#now(), draft: draftPolicies(asking) };
    const waiting: Waiting = { request, listeners: new Set(), asker };
    this.#waiting.set(id, waiting);
    this.#changed(this.list());
    return waiting;
  }

  #hasEnough(asker: Asker | undefined): boolean {
    if (asker === undefined) return false;
    const { key, pid } = asker;
    const others = [...this.#waiting.values()].map((waiting) => waiting.asker);
    return [
      others.filter((other) => other?.key === key),
      others.filter((other) => pid !== 0 && other?.pid === pid),
    ].some((some) => some.length >= mostEach);
  }

  #leave(waiting: Waiting, listener: Listener): void {
    if (!waiting.listeners.delete(listener)) return;
    listener.refused(new HoldfastError({ code: 'cancelled' }));
    if (waiting.listeners.size === 0) this.#drop(waiting);
  }

  #drop({ request }: Waiting): void {
    if (this.#waiting.delete(request.id)) this.#changed(this.list());
  }
}

// Whose word is the kernel's, too: another program that calls itself the same is another request.
function keyOf({ spiffeId, program, chain, uid, wants }: Asking): string {
  return JSON.stringify([spiffeId, program, chain, uid, wants]);
}

/** One policy a path, for exactly what was asked: a person can widen it, and sees that they do. */
export function draftPolicies({
  name,
  spiffeId,
  wants,
}: Pick<Asking, 'name' | 'spiffeId' | 'wants'>): PolicySpec[] {
  const byPattern = new Map<string, { path: string; granted: Set<Permission> }>();
  for (const want of wants) {
    const known = byPattern.get(patternOf(want)) ?? { path: want.path, granted: new Set() };
    known.granted.add(want.permission);
    byPattern.set(patternOf(want), known);
  }
  return [...byPattern].map(([pathPattern, { path, granted }]) => ({
    name: `${name}: ${path}`.slice(0, 256).trim(),
    spiffeIdPattern: literalPattern(spiffeId),
    pathPattern,
    permissions: permissions.filter((permission) => granted.has(permission)),
  }));
}

/** The paths that are wanted, and no others. */
export function patternOf({ path, secrets }: Want): string {
  return secrets === undefined ? literalPattern(path) : folderPattern(path.slice(0, -1));
}
