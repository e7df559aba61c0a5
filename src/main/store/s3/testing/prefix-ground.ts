import type { StoreKind } from '../../testing/kind.ts';
import type { Prefix } from '../prefix.ts';

/**
 * What can be done past a store to what lies under a prefix, of a bucket or of a server's folder.
 * `odd`: a name with signs that its service takes and a URL does not.
 */
export function prefixGround(
  prefixAt: (at: string) => Prefix,
  odd: string,
): Pick<StoreKind, 'loseNewest' | 'ground'> {
  const strangers = [...plainStrangers, odd];
  return {
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

const plainStrangers = [
  'letter.txt',
  'holdfast (1).json',
  'manifests/9007199254740000 (1)',
  'manifests/99',
  'manifests/0000000000000000.tmp',
  `packs/${'a'.repeat(32)}.pack`,
  'packs/notes.txt',
  'drops/readme',
];

async function contents(prefix: Prefix): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { objects } of prefix.listAll(''))
    for (const { key } of objects)
      found.set(key, (await prefix.get(key, 64 * 1024 * 1024))?.bytes ?? Buffer.alloc(0));
  return found;
}
