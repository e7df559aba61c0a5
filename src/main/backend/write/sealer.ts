import { Worker } from 'node:worker_threads';
import { HoldfastError } from '../../../shared/failure.ts';
import type { SealTask } from '../format/object-kind.ts';
import type { SealedParts, Unsealed } from './seal-task.ts';

interface Waiting {
  resolve(parts: SealedParts): void;
  reject(error: unknown): void;
}

// Beside the built chunks; in tests the source itself.
const script = new URL(
  import.meta.url.endsWith('.ts') ? './seal-worker.ts' : './seal-worker.js',
  import.meta.url,
);

/** Seals on a thread of this process, in order. Where no thread can be had it is never `ready`. */
export class SealThread {
  /** True while what is given to `seal` will be sealed. */
  ready = false;
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];

  constructor(task: SealTask) {
    // No share of our environment or arguments; a small nursery, for it keeps nothing.
    this.#worker = new Worker(script, {
      workerData: task,
      env: {},
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.once('online', () => {
      this.ready = true;
    });
    this.#worker.on('message', (parts: SealedParts) => this.#waiting.shift()?.resolve(parts));
    this.#worker.once('error', (error) => this.#end(error));
    this.#worker.once('exit', () => this.#end(undefined));
  }

  /** What is given is moved to the thread: nothing of it is left here. */
  seal(unsealed: Unsealed): Promise<SealedParts> {
    const { ids, lengths, plain } = unsealed;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(unsealed, [ids.buffer, lengths.buffer, plain.buffer]);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(cause: unknown): void {
    this.ready = false;
    const error = new HoldfastError({ code: 'internal', reference: 'seal-thread' }, { cause });
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
