import { fail, failureOf } from '../../../shared/failure.ts';
import type { Answer } from '../s3/answer.ts';
import type { Got, Page, PutOptions } from '../s3/bucket.ts';
import type { Prefix } from '../s3/prefix.ts';
import type { ServiceClock } from '../s3/service-clock.ts';
import type { Listed } from '../s3/xml.ts';
import { type Entry, readMultistatus } from './multistatus.ts';
import { type DavServer, refusalOf } from './server.ts';

/** Bytes of one listing. */
const listing = 64 * 1024 * 1024;
const wanted = Buffer.from(
  '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getetag/><getlastmodified/></prop></propfind>',
);

/**
 * The folder of a place: names count from there on, and those of files in folders have slashes, as
 * keys of a bucket do.
 */
export class DavFolder implements Prefix {
  readonly signs = false;
  readonly clock: ServiceClock;
  readonly #server: DavServer;
  /** Folders that are known to be there. */
  readonly #made = new Set<string>();

  constructor(server: DavServer) {
    this.#server = server;
    this.clock = server.clock;
  }

  async get(name: string, limit: number, range?: { at: number; length: number }): Promise<Got | undefined> {
    const headers = range && { range: `bytes=${range.at}-${range.at + range.length - 1}` };
    const request = { method: 'GET', name, ...(headers && { headers }) } as const;
    const answer = await this.#server.patiently(request, limit, (one) => partOf(one, range));
    if (answer.status === 404 || answer.status === 410 || answer.status === 416) return undefined;
    if (answer.status !== 200 && answer.status !== 206) throw refusalOf(answer, request);
    return { bytes: partOf(answer, range) ?? answer.bytes, etag: answer.headers.get('etag') ?? '' };
  }

  async put(name: string, body: Uint8Array): Promise<Answer> {
    const request = { method: 'PUT', name, body } as const;
    const answer = await this.#inFolder(name, () => this.#server.patiently(request));
    if (answer.status < 200 || answer.status > 299) throw refusalOf(answer, request);
    return answer;
  }

  /** With a status of an S3 service: 200 where it was written. */
  async putOnce(name: string, body: Uint8Array, { ifAbsent = false }: PutOptions = {}): Promise<Answer> {
    const headers = ifAbsent ? { 'if-none-match': '*' } : {};
    const answer = await this.#inFolder(name, () =>
      this.#server.once({ method: 'PUT', name, body, headers }),
    );
    return answer.status > 200 && answer.status < 300 ? { ...answer, status: 200 } : answer;
  }

  /** Takes a file away. Who may not delete empties it: its name stays, its bytes do not. */
  async remove(name: string): Promise<void> {
    try {
      await this.delete(name);
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'store' || failure.reason !== 'may-not-delete') throw error;
      await this.put(name, new Uint8Array());
    }
  }

  async delete(name: string): Promise<void> {
    const request = { method: 'DELETE', name } as const;
    const answer = await this.#server.patiently(request);
    const isGone =
      (answer.status >= 200 && answer.status < 300) || answer.status === 404 || answer.status === 410;
    if (!isGone) throw refusalOf(answer, request);
  }

  async list(prefix: string, most = 1000, next?: string): Promise<Page> {
    const { files, time } = await this.#filesWith(prefix);
    const rest = next === undefined ? files : files.filter(({ key }) => key > next);
    const objects = rest.slice(0, most);
    const more = rest.length > most ? objects.at(-1)?.key : undefined;
    return { objects, time, ...(more !== undefined && { next: more }) };
  }

  async *listAll(prefix: string): AsyncGenerator<Page> {
    const { files, time } = await this.#filesWith(prefix);
    yield { objects: files, time };
  }

  async #filesWith(prefix: string): Promise<{ files: Listed[]; time: number }> {
    const files: Listed[] = [];
    const folders = [prefix.slice(0, prefix.lastIndexOf('/') + 1)];
    for (let folder = folders.shift(); folder !== undefined; folder = folders.shift()) {
      for (const { path, isFolder, size, etag, modified } of await this.#entriesOf(folder)) {
        if (isFolder) folders.push(path);
        else if (path.startsWith(prefix)) files.push({ key: path, size, etag, modified });
      }
    }
    files.sort((a, b) => (a.key < b.key ? -1 : 1));
    return { files, time: this.clock.now() };
  }

  /** What lies in a folder, by paths from the folder of the place on. */
  async #entriesOf(folder: string): Promise<Entry[]> {
    const headers = { depth: '1', 'content-type': 'application/xml' };
    const request = { method: 'PROPFIND', name: folder, headers, body: wanted } as const;
    const base = this.#server.place.folder;
    const read = ({ bytes, status }: Answer) =>
      status === 207 ? readMultistatus(bytes.toString('utf8'), base) : [];
    const answer = await this.#server.patiently(request, listing, read);
    if (answer.status === 404 || answer.status === 410) return [];
    if (answer.status !== 207) throw refusalOf(answer, request);
    const root = decodeURIComponent(base.pathname);
    return (read(answer) ?? []).flatMap((entry) => {
      // What was not asked for is no answer to it.
      if (!entry.path.startsWith(root)) return fail({ code: 'store', reason: 'server' });
      const path = entry.path.slice(root.length);
      return path === folder || path === '' || !path.startsWith(folder) ? [] : [{ ...entry, path }];
    });
  }

  /**
   * A server keeps files in a file system, and few of them create one for one writer alone each
   * time: a single race may be luck.
   */
  get races() {
    return { rounds: 40, writers: 16, doubted: this.#server.isDoubted };
  }

  /**
   * Makes the folders that a name lies in, once: servers say in many ways that one is not there.
   */
  async #inFolder(name: string, put: () => Promise<Answer>): Promise<Answer> {
    const parts = name.split('/').slice(0, -1);
    for (let depth = 0; depth <= parts.length; depth++) {
      const folder = parts
        .slice(0, depth)
        .map((part) => `${part}/`)
        .join('');
      if (this.#made.has(folder)) continue;
      await this.#make(folder);
      this.#made.add(folder);
    }
    return put();
  }

  // Where it is there already, or may not be made, writing into it tells.
  async #make(name: string): Promise<void> {
    const answer = await this.#server.patiently({ method: 'MKCOL', name });
    if (answer.status === 409 || answer.status === 404) fail({ code: 'store', reason: 'no-folder' });
  }
}

// A server that knows no ranges sends all of it.
function partOf({ status, bytes }: Answer, range?: { at: number; length: number }): Buffer | undefined {
  if (range === undefined || status >= 300) return bytes;
  const part = status === 206 ? bytes : bytes.subarray(range.at, range.at + range.length);
  return part.length === range.length ? part : undefined;
}
