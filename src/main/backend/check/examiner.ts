import os from 'node:os';
import { setImmediate as breathe } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ReadingKeys } from '../format/object-kind.ts';
import { type Answer, examine, type Job } from './examine.ts';

/** Jobs that wait at a thread: so many that it has enough to do while this one is busy with something else. */
const ahead = 12;
const mostThreads = 3;

// Named by a variable, so that no bundler takes it in. In the source it is TypeScript, as this file is.
const script = `./examine-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`;
const threadFile = () => fileURLToPath(new URL(script, import.meta.url));

interface Given {
  readonly job: Job;
  readonly done: (answer: Answer) => void;
}

/**
 * Examines objects on threads of their own, and on this one whenever those have enough to do: authenticating is the longest part of reading a
 * vault through. Where no thread starts, everything is done here.
 */
export class Examiner {
  readonly #keys: ReadingKeys;
  readonly #threads: Thread[];
  #failure: unknown;
  #settled: (() => void) | undefined;

  /** `threads`: otherwise as many as this machine has processors besides this one, and few. */
  constructor(keys: ReadingKeys, threads = defaultThreads(), file = threadFile()) {
    this.#keys = keys;
    this.#threads = Array.from({ length: threads }, () => this.#start(file));
  }

  /** Takes a job; `done` is called with its answer, now or later. */
  async give(job: Job, done: Given['done']): Promise<void> {
    const free = this.#threads
      .filter(({ waiting }) => waiting.length < ahead)
      .sort((a, b) => a.waiting.length - b.waiting.length)[0];
    if (free === undefined) this.#doHere({ job, done });
    else {
      free.waiting.push({ job, done });
      free.worker.postMessage(job);
    }
    await breathe();
    this.#rethrow();
  }

  /** Resolves when every job that was given is done. */
  async settle(): Promise<void> {
    while (this.#failure === undefined && this.#threads.some(({ waiting }) => waiting.length > 0))
      await new Promise<void>((resolve) => {
        this.#settled = resolve;
      });
    this.#rethrow();
  }

  close(): void {
    for (const { worker, waiting } of this.#threads.splice(0)) {
      waiting.length = 0;
      void worker.terminate();
    }
  }

  #start(file: string): Thread {
    const worker = new Worker(file, { workerData: this.#keys, env: {}, execArgv: [] });
    const thread: Thread = { worker, waiting: [] };
    worker.on('message', (answer: Answer) => {
      const given = thread.waiting.shift();
      if (given !== undefined) this.#answer(given, answer);
    });
    // It has no work of its own: what it was given is done here.
    const gone = () => {
      const at = this.#threads.indexOf(thread);
      if (at !== -1) this.#threads.splice(at, 1);
      for (const given of thread.waiting.splice(0)) this.#doHere(given);
      this.#settled?.();
    };
    worker.on('error', gone);
    worker.on('exit', gone);
    return thread;
  }

  #doHere(given: Given): void {
    this.#answer(given, () => examine(this.#keys, given.job));
  }

  #answer({ done }: Given, answer: Answer | (() => Answer)): void {
    try {
      done(typeof answer === 'function' ? answer() : answer);
    } catch (error) {
      this.#failure ??= error;
    }
    this.#settled?.();
  }

  #rethrow(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

interface Thread {
  readonly worker: Worker;
  /** In the order in which they are answered. */
  readonly waiting: Given[];
}

function defaultThreads(): number {
  return Math.max(0, Math.min(mostThreads, os.availableParallelism() - 1));
}
