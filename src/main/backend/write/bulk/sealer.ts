import { WorkerHost, workerScript } from '../../../child/worker-host.ts';
import type { SealTask } from '../../format/object-kind.ts';
import type { SealedParts, Unsealed } from './seal-task.ts';

const script = workerScript('seal-worker', import.meta.url);

/** Seals on a thread of this process, in order. Where no thread can be had it is never `ready`. */
export class Sealer {
  readonly #worker: WorkerHost<Unsealed, SealedParts>;

  constructor(task: SealTask) {
    // It keeps nothing.
    this.#worker = new WorkerHost(script, task, { megabytes: 4 });
  }

  /** True while what is given to `seal` will be sealed. */
  get ready(): boolean {
    return this.#worker.ready;
  }

  /** What is given is moved to the thread: nothing of it is left here. */
  seal(unsealed: Unsealed): Promise<SealedParts> {
    const { ids, lengths, plain } = unsealed;
    return this.#worker.give(unsealed, [ids.buffer, lengths.buffer, plain.buffer]);
  }

  close(): Promise<void> {
    return this.#worker.close();
  }
}
