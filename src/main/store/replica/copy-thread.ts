import { type Failure, HoldfastError } from '../../../shared/failure.ts';
import { WorkerHost, workerScript } from '../../child/worker-host.ts';
import { fits } from '../inserting.ts';
import { ObjectBatch } from '../object-batch.ts';

const script = workerScript('copy-worker', import.meta.url);

/** The file that is written, and which build of SQLite writes it. */
export interface CopyTask {
  readonly file: string;
  readonly binding: string | undefined;
}

export type Parts = Pick<ObjectBatch, 'ids' | 'lengths' | 'bytes'>;
export interface Outcome {
  readonly failure?: Failure;
}

/** A copy of fewer bytes is written before a thread has started. */
const worthIt = 8 * 1024 * 1024;
/** A smaller batch may lie in memory that others use too. */
const leastMoved = 1024 * 1024;

/**
 * Writes large batches into a copy on a thread of this process. The file is open here meanwhile.
 * Where no thread can be had it takes none.
 */
export class CopyThread {
  readonly #task: CopyTask;
  #worker: WorkerHost<Parts, Outcome> | undefined;

  constructor(file: string) {
    this.#task = { file, binding: process.env.HOLDFAST_SQLITE_BINDING };
  }

  /** So many bytes will come. */
  expect(bytes: number): void {
    if (bytes >= worthIt) this.#worker ??= new WorkerHost(script, this.#task);
  }

  takes(objects: Iterable<unknown>): objects is ObjectBatch {
    return (
      this.#worker?.ready === true &&
      objects instanceof ObjectBatch &&
      objects.bytes.length >= leastMoved &&
      fits(objects)
    );
  }

  /** What is given is moved to the thread: nothing of it is left here. */
  async add({ ids, lengths, bytes }: ObjectBatch): Promise<void> {
    const done = this.#worker?.give({ ids, lengths, bytes }, [bytes.buffer as ArrayBuffer]);
    const { failure } = (await done) ?? {};
    if (failure !== undefined) throw new HoldfastError(failure);
  }

  async close(): Promise<void> {
    await this.#worker?.close();
  }
}
