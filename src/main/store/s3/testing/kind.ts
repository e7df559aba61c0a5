import { createHash } from 'node:crypto';
import path from 'node:path';
import type { StoreKind } from '../../testing/kind.ts';
import { Bucket } from '../bucket.ts';
import { parseS3 } from '../place.ts';
import { BucketPrefix, type Prefix } from '../prefix.ts';
import { s3 } from '../s3.ts';

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
    async loseNewest(at, how) {
      const prefix = prefixAt(at);
      const [newest] = (await prefix.list('manifests/', 1)).objects;
      const bytes = (await prefix.get(newest?.key ?? '', 1e6))?.bytes ?? Buffer.alloc(0);
      if (how === 'removed') await prefix.delete(newest?.key ?? '');
      else await prefix.put(newest?.key ?? '', bytes.subarray(0, how === 'emptied' ? 0 : 10));
    },
    ground: {
      async occupy(at) {
        const prefix = prefixAt(at);
        for (const litter of strangers) await prefix.put(litter, Buffer.from('not ours'));
      },
      async strangers(at) {
        const keys = [...(await contents(prefixAt(at))).keys()];
        return keys.filter((key) => strangers.includes(key));
      },
      async save(at) {
        const prefix = prefixAt(at);
        const before = await contents(prefix);
        return async () => {
          for (const key of (await contents(prefix)).keys()) if (!before.has(key)) await prefix.delete(key);
          for (const [key, bytes] of before) await prefix.put(key, bytes);
        };
      },
      async clear(at) {
        const prefix = prefixAt(at);
        for (const key of (await contents(prefix)).keys()) await prefix.delete(key);
      },
      async holds(at, bytes) {
        return [...(await contents(prefixAt(at))).values()].some((one) => one.includes(bytes));
      },
    },
  };
}

const strangers = [
  'letter.txt',
  'holdfast (1).json',
  'manifests/9007199254740000 (1)',
  'manifests/99',
  'manifests/0000000000000000.tmp',
  `packs/${'a'.repeat(32)}.pack`,
  'packs/notes.txt',
  'drops/readme',
  'two words & <more> +"x"',
];

async function contents(prefix: Prefix): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { objects } of prefix.listAll(''))
    for (const { key } of objects)
      found.set(key, (await prefix.get(key, 64 * 1024 * 1024))?.bytes ?? Buffer.alloc(0));
  return found;
}
