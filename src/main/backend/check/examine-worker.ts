// What `Examiner` starts: a thread of the same process, built as a file of its own.

import { parentPort, workerData } from 'node:worker_threads';
import { examine, type Job, type ReadingKeys } from './examine.ts';

const keys = workerData as ReadingKeys;
parentPort?.on('message', (job: Job) => parentPort?.postMessage(examine(keys, job)));
