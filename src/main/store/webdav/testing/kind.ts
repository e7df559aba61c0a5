import { createHash } from 'node:crypto';
import path from 'node:path';
import { prefixGround } from '../../s3/testing/prefix-ground.ts';
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
    ...prefixGround(folderAt, 'two words & more +x'),
  };
}
