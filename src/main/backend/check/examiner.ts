import os from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { WorkerHost, workerScript } from '../../child/worker-host.ts';
import type { ReadingKeys } from '../format/object-kind.ts';
import { type Answer, examine, type Job } from './examine.ts';

/**
 * Jobs that wait at a thread: so many that it has enough to do while this one is busy with
 * something else.
 */
const ahead = 12;
const mostThreads = 3;

interface Given {
  readonly job: Job;
  readonly done: (answer: Answer) => void;
}

/**
 * Examines objects on threads of their own, and on this one whenever those have enough to do:
 * authenticating is the longest part of reading a vault through. Where no thread starts, everything
 * is done here.
 */
export class Examiner {
  readonly #keys: ReadingKeys;
  readonly #threads: WorkerHost<Job, Answer>[];
  #waiting = 0;
  #closed = false;
  #failure: unknown;
  #settled: (() => void) | undefined;

  /** `threads`: otherwise as many as this machine has processors besides this one, and few. */
  constructor(
    keys: ReadingKeys,
    threads = defaultThreads(),
    script = workerScript('examine-worker', import.meta.url),
  ) {
    this.#keys = keys;
    // They keep nothing.
    this.#threads = Array.from({ length: threads }, () => new WorkerHost(script, keys, { megabytes: 4 }));
  }

  /** Takes a job; `done` is called with its answer, now or later. */
  async give(job: Job, done: Given['done']): Promise<void> {
    const free = this.#threads
      .filter(({ ended, waiting }) => !ended && waiting < ahead)
      .sort((a, b) => a.waiting - b.waiting)[0];
    if (free === undefined) this.#doHere({ job, done });
    else void this.#doThere({ job, done }, free);
    await breathe();
    this.#rethrow();
  }

  /** Resolves when every job that was given is done. */
  async settle(): Promise<void> {
    while (this.#failure === undefined && this.#waiting > 0)
      await new Promise<void>((resolve) => {
        this.#settled = resolve;
      });
    this.#rethrow();
  }

  close(): void {
    this.#closed = true;
    for (const thread of this.#threads.splice(0)) void thread.close();
  }

  async #doThere({ job, done }: Given, thread: WorkerHost<Job, Answer>): Promise<void> {
    this.#waiting += 1;
    const answer = await thread.give(job).catch(() => undefined);
    this.#waiting -= 1;
    if (this.#closed) return;
    // A thread that ended had no work of its own: what it was given is done here.
    if (answer === undefined) this.#doHere({ job, done });
    else this.#tell({ job, done }, () => answer);
  }

  #doHere(given: Given): void {
    this.#tell(given, () => examine(this.#keys, given.job));
  }

  #tell({ done }: Given, answer: () => Answer): void {
    try {
      done(answer());
    } catch (error) {
      this.#failure ??= error;
    }
    this.#settled?.();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function defaultThreads(): number {
  return Math.max(0, Math.min(mostThreads, os.availableParallelism() - 1));
}
