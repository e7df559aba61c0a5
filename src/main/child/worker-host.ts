import { type Transferable, Worker } from 'node:worker_threads';
import { HoldfastError } from '../../shared/failure.ts';

/**
 * A worker's script beside the module that starts it: TypeScript in the source, a built file of its
 * own otherwise.
 */
export function workerScript(name: string, module: string): URL {
  return new URL(`./${name}.${module.endsWith('.ts') ? 'ts' : 'js'}`, module);
}

interface Waiting<Result> {
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * A thread of this process that takes one job after the other. It gets no environment and no
 * arguments: nothing but `data` and jobs.
 */
export class WorkerHost<Job, Result> {
  #online = false;
  #ended = false;
  readonly #worker: Worker;
  readonly #waiting: Waiting<Result>[] = [];

  /** `megabytes`: for what is young on its heap; V8 chooses otherwise. */
  constructor(script: URL, data: unknown, { megabytes }: { megabytes?: number } = {}) {
    this.#worker = new Worker(script, {
      workerData: data,
      env: {},
      execArgv: [],
      ...(megabytes !== undefined && { resourceLimits: { maxYoungGenerationSizeMb: megabytes } }),
    });
    this.#worker.once('online', () => {
      this.#online = true;
    });
    this.#worker.on('message', (result: Result) => this.#waiting.shift()?.resolve(result));
    this.#worker.once('error', (error) => this.#end(error));
    this.#worker.once('exit', () => this.#end(undefined));
  }

  /** True once it has started, until it ends. */
  get ready(): boolean {
    return this.#online && !this.#ended;
  }

  /** True from its end on, also where it never started. */
  get ended(): boolean {
    return this.#ended;
  }

  /** Jobs that it was given and has not done. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Does a job; `internal` where the thread ends before. What is in `moved` is no longer here. */
  give(job: Job, moved: readonly Transferable[] = []): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(gone(undefined));
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.postMessage(job, moved);
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #end(cause: unknown): void {
    this.#ended = true;
    for (const { reject } of this.#waiting.splice(0)) reject(gone(cause));
  }
}

function gone(cause: unknown): HoldfastError {
  return new HoldfastError({ code: 'internal', reference: 'worker-ended' }, { cause });
}
