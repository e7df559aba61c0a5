import { createHash } from 'node:crypto';
import path from 'node:path';
import { s3 } from '../../s3/s3.ts';
import { type Service, s3Kind } from '../../s3/testing/kind.ts';
import type { StoreKind } from '../../testing/kind.ts';
import { replicated } from '../replicated.ts';

/** The variable that names where the copies of tests lie; programs of a test share them. */
export const copiesVariable = 'HOLDFAST_TEST_COPIES';

function folderOf(location: string): string {
  const name = createHash('sha256').update(location).digest('hex').slice(0, 32);
  return path.join(process.env[copiesVariable] ?? '/nonexistent', name);
}

/** S3 with a copy on this machine, waited for less long than a person would. */
export const copiedS3 = replicated(s3, folderOf, { answer: 60_000, return: 250, again: 0 });

export function copiedS3Kind(name: string, service: () => Service): StoreKind {
  return { ...s3Kind(name, service), opener: copiedS3, module: import.meta.filename, exported: 'copiedS3' };
}
