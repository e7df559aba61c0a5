import { afterEach, beforeEach } from 'vitest';
import type { ObjectId } from '../../../../shared/brand.ts';
import type { ObjectStore } from '../../store.ts';
import { bytesOf, manifestOf, newId } from '../../testing/commits.ts';
import type { BucketOptions } from '../bucket.ts';
import { s3With } from '../s3.ts';
import { S3Double, testEnv } from './double.ts';

/** A double for each test, and vaults in it. */
export function s3ForTest(options: BucketOptions = {}) {
  let double: S3Double;
  let stores: ObjectStore[] = [];
  beforeEach(async () => {
    double = await S3Double.start();
    stores = [];
  });
  afterEach(async () => {
    double.fault = () => undefined;
    for (const store of stores) await store.close();
    await double.stop();
  });
  const opener = s3With({ env: testEnv, patience: 2_000, answerIn: 5_000, ...options });
  const place = (name = 'desk', bucket = 'vaults') =>
    `s3://${bucket}/${name}?endpoint=${encodeURIComponent(double.endpoint)}`;
  const kept = async (opening: Promise<ObjectStore>) => {
    const store = await opening;
    stores.push(store);
    return store;
  };
  return {
    double: () => double,
    opener,
    place,
    /**
     * Makes what lies there what it was, once nobody writes any more; nothing where nothing is
     * said.
     */
    async lay(saved: ReturnType<S3Double['bucket']> = new Map()) {
      for (const store of stores) await store.close();
      stores = [];
      double.bucket('vaults').clear();
      for (const [key, stored] of saved) double.bucket('vaults').set(key, stored);
    },
    open: (how?: Parameters<typeof opener.open>[1]) => kept(opener.open(place(), how)),
    /** A vault of these objects at revision 1. */
    async made(first: readonly ObjectId[] = [newId(), newId()]) {
      const batches = (async function* () {
        yield first.map((id) => [id, bytesOf(id)] as const);
      })();
      const store = await kept(opener.create(place(), manifestOf(first), { revision: 1, batches }));
      return { store, first };
    },
    /** Keys of the vault that begin so. */
    keys: (begin: string, bucket = 'vaults') =>
      [...double.bucket(bucket).keys()].filter((key) => key.startsWith(`desk/${begin}`)),
  };
}
