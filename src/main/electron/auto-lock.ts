import type { LockReason } from '../log-events.ts';
import type { IdleClock } from './idle.ts';

/** What a lock would take from the person: work that is under way, or sheets that exist once. */
export type Hold = 'work' | 'sheets';

export interface AutoLockDeps {
  readonly clock: IdleClock;
  readonly now: () => number;
  readonly isOpen: () => boolean;
  /** Whether the person wants this to lock. */
  readonly locksOn: (reason: LockReason) => boolean;
  readonly holds: () => Hold | undefined;
  readonly lock: (reason: LockReason) => void;
  /** Says in the window that it locks in so many seconds; 0 takes that back. */
  readonly warn: (seconds: number) => void;
}

/**
 * Sheets are printed, fetched from a printer in another room, and compared: for so long they hold
 * the lock back.
 */
const patienceMs = 30 * 60_000;
const warningMs = 60_000;

/**
 * Locks when nobody is there. Work that is under way holds the lock back until it ends; sheets that
 * cannot be shown a second time do so for half an hour, and then the window asks for a minute.
 */
export class AutoLock {
  readonly #deps: AutoLockDeps;
  /** The person left while something held the lock back. */
  #owed: { reason: LockReason; since: number } | undefined;
  #worked = false;
  #warned = false;

  constructor(deps: AutoLockDeps) {
    this.#deps = deps;
  }

  /** Somebody is there. */
  active(): void {
    this.#deps.clock.active();
    this.#owed = undefined;
    this.#warn(false);
  }

  /**
   * The machine sleeps, its screen is locked, another user takes over, or the window was put away.
   * Sleep waits for nothing.
   */
  left(reason: LockReason): void {
    const { isOpen, locksOn, holds, now } = this.#deps;
    if (!isOpen() || !locksOn(reason)) return;
    if (reason === 'suspend' || holds() === undefined) this.#lock(reason);
    else this.#owed ??= { reason, since: now() };
  }

  /** To be called every other second, and when the machine wakes. */
  look(): void {
    if (!this.#deps.isOpen()) this.#forget();
    else if (this.#deps.holds() === 'work') this.#atWork();
    else this.#afterWork();
  }

  #atWork(): void {
    this.#worked = true;
    this.#warn(false);
  }

  #afterWork(): void {
    if (this.#worked && this.#owed === undefined) this.#deps.clock.active();
    this.#worked = false;
    if (this.#deps.holds() === 'sheets') this.#lookAtSheets();
    else if (this.#owed !== undefined) this.#lock(this.#owed.reason);
    else if (this.#deps.clock.isOver()) this.#lock('idle');
    else this.#warn(false);
  }

  #lookAtSheets(): void {
    const { clock, now } = this.#deps;
    if (this.#owed !== undefined && now() - this.#owed.since >= patienceMs) this.#lock(this.#owed.reason);
    else if (clock.isOver(patienceMs + warningMs)) this.#lock('idle');
    else this.#warn(clock.isOver(patienceMs));
  }

  #warn(wanted: boolean): void {
    if (wanted !== this.#warned) this.#deps.warn(wanted ? warningMs / 1_000 : 0);
    this.#warned = wanted;
  }

  #lock(reason: LockReason): void {
    this.#forget();
    this.#deps.lock(reason);
  }

  #forget(): void {
    this.#owed = undefined;
    this.#worked = false;
    this.#warn(false);
  }
}
