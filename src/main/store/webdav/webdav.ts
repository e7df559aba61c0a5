import { openerOver } from '../s3/s3.ts';
import type { StoreOpener } from '../store.ts';
import { givenFor } from '../transport.ts';
import { DavFolder } from './dav-folder.ts';
import { parseWebDav } from './place.ts';
import { DavServer, type ServerOptions } from './server.ts';

/**
 * Stores in a folder of a WebDAV server, with what tests set: the packs and manifests that lie in a
 * bucket, where the server lets one writer alone create what is not there yet. `location` is a
 * place's text.
 */
export function webdavWith(options: ServerOptions = {}): StoreOpener {
  const folderOf = (location: string) =>
    new DavFolder(new DavServer(parseWebDav(location), { given: () => givenFor(location), ...options }));
  return openerOver(folderOf, parseWebDav, options.patience);
}

export const webdav: StoreOpener = webdavWith();
