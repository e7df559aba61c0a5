import { createHash } from 'node:crypto';
import path from 'node:path';
import type { StoreKind } from '../../testing/kind.ts';
import { DavFolder } from '../dav-folder.ts';
import { parseWebDav } from '../place.ts';
import { DavServer } from '../server.ts';
import { webdav } from '../webdav.ts';

/**
 * The WebDAV store at a server, with the login of this process's netrc. `root`: a folder of the
 * server as a place, without the `/` at its end.
 */
export function webdavKind(name: string, root: () => string): StoreKind {
  const locate = (at: string) => {
    const folder = createHash('sha256').update(path.dirname(at)).digest('hex').slice(0, 16);
    return `${root()}/${folder}-${encodeURIComponent(path.basename(at))}/`;
  };
  const folderAt = (at: string) => new DavFolder(new DavServer(parseWebDav(locate(at))));
  return {
    name,
    opener: webdav,
    module: path.join(import.meta.dirname, '../webdav.ts'),
    exported: 'webdav',
    locate,
    async loseNewest(at, how) {
      const folder = folderAt(at);
      const [newest] = (await folder.list('manifests/', 1)).objects;
      const bytes = (await folder.get(newest?.key ?? '', 1e6))?.bytes ?? Buffer.alloc(0);
      if (how === 'removed') await folder.delete(newest?.key ?? '');
      else await folder.put(newest?.key ?? '', bytes.subarray(0, how === 'emptied' ? 0 : 10));
    },
    ground: {
      async occupy(at) {
        for (const litter of strangers) await folderAt(at).put(litter, Buffer.from('not ours'));
      },
      async strangers(at) {
        return [...(await contents(folderAt(at))).keys()].filter((key) => strangers.includes(key));
      },
      async save(at) {
        const folder = folderAt(at);
        const before = await contents(folder);
        return async () => {
          for (const key of (await contents(folder)).keys()) if (!before.has(key)) await folder.delete(key);
          for (const [key, bytes] of before) await folder.put(key, bytes);
        };
      },
      async clear(at) {
        const folder = folderAt(at);
        for (const key of (await contents(folder)).keys()) await folder.delete(key);
      },
      async holds(at, bytes) {
        return [...(await contents(folderAt(at))).values()].some((one) => one.includes(bytes));
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
  'two words & more +x',
];

async function contents(folder: DavFolder): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  for await (const { objects } of folder.listAll(''))
    for (const { key } of objects)
      found.set(key, (await folder.get(key, 64 * 1024 * 1024))?.bytes ?? Buffer.alloc(0));
  return found;
}
