// A thread of this process: it writes what a first copy is made of, while more of that comes.
import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../../../shared/failure.ts';
import { connect } from '../connect.ts';
import { adding } from '../inserting.ts';
import { ObjectBatch } from '../object-batch.ts';
import { sqliteFailure, withPatience } from '../sqlite-failure.ts';
import type { CopyTask, Outcome, Parts } from './copy-thread.ts';

const { file, binding } = workerData as CopyTask;
if (binding !== undefined) process.env.HOLDFAST_SQLITE_BINDING = binding;
const db = connect(file, false);
db.pragma('synchronous = OFF');
// What is in place is written once.
db.pragma('cache_size = -32768');
const add = adding(db, true);
const addInOne = db.transaction((batch: ObjectBatch) => add.all(batch)).immediate;

async function write({ ids, lengths, bytes }: Parts): Promise<Outcome> {
  try {
    await withPatience(() => addInOne(new ObjectBatch(ids, lengths, bytes)));
    return {};
  } catch (error) {
    const failure = failureOf(sqliteFailure(error));
    if (failure === undefined) throw error;
    return { failure };
  }
}

parentPort?.on('message', async (parts: Parts) => parentPort?.postMessage(await write(parts)));
