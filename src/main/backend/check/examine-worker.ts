// What `Examiner` starts: a thread of the same process, built as a file of its own.

import { parentPort, workerData } from 'node:worker_threads';
import type { ReadingKeys } from '../format/object-kind.ts';
import { examine, type Job } from './examine.ts';

const keys = workerData as ReadingKeys;
parentPort?.on('message', (job: Job) => parentPort?.postMessage(examine(keys, job)));
