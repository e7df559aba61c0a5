import { createHash } from 'node:crypto';
import path from 'node:path';
import type { StoreKind } from '../../testing/kind.ts';
import { Bucket } from '../bucket.ts';
import { parseS3 } from '../place.ts';
import { BucketPrefix } from '../prefix.ts';
import { s3 } from '../s3.ts';
import { prefixGround } from './prefix-ground.ts';

/** An S3 service that tests use, and a bucket of it. */
export interface Service {
  readonly endpoint: string;
  readonly bucket: string;
}

/** The place in a bucket that stands for a path. */
export function placeFor({ endpoint, bucket }: Service, name: string): string {
  const folder = createHash('sha256').update(path.dirname(name)).digest('hex').slice(0, 16);
  return `s3://${bucket}/${folder}/${encodeURIComponent(path.basename(name))}?endpoint=${encodeURIComponent(endpoint)}`;
}

/** The S3 store at a service, with the credentials of this process. */
export function s3Kind(name: string, service: () => Service): StoreKind {
  const locate = (at: string) => placeFor(service(), at);
  const prefixAt = (at: string) => new BucketPrefix(new Bucket(parseS3(locate(at))));
  return {
    name,
    opener: s3,
    module: path.join(import.meta.dirname, '../s3.ts'),
    exported: 's3',
    locate,
    ...prefixGround(prefixAt, 'two words & <more> +"x"'),
  };
}
