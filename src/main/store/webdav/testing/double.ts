import { createHash } from 'node:crypto';
import { once as heard } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** What a person logs in with. */
export const testLogin = { user: 'holdfast', password: 'a-password-of-the-tests' };

interface Stored {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly modified: number;
}

/** A request as the double sees it. `path`: decoded, from the root on. */
export interface DavAsked {
  readonly method: string;
  readonly path: string;
  readonly conditional: boolean;
}

/**
 * As much of a WebDAV server as our calls need, in memory. Folders have names that end with `/`.
 */
export class DavDouble {
  /** What it says that it is. */
  name = 'double';
  /** What it does with create-if-absent. */
  conditions: 'kept' | 'ignored' | 'unsupported' = 'kept';
  /** What may be asked; anything else is denied. */
  allowed: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE', 'MKCOL', 'PROPFIND']);
  /** Whether parts of a file can be asked for. */
  ranges = true;
  /** An answer in the place of the right one, before or after its effect. */
  fault: (asked: DavAsked) => { readonly status: number; readonly effect: boolean } | undefined = () =>
    undefined;
  readonly asked: DavAsked[] = [];
  readonly files = new Map<string, Stored>();
  readonly folders = new Set<string>(['/', '/dav/']);
  readonly #server = createServer((request, response) => void this.#serve(request, response));

  static async start(): Promise<DavDouble> {
    const double = new DavDouble();
    double.#server.listen(0, '127.0.0.1');
    await heard(double.#server, 'listening');
    return double;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  place(name: string): string {
    return `webdav+${this.origin}/dav/${encodeURIComponent(name)}/`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await heard(this.#server, 'close');
  }

  /** Puts bytes where the double has them. */
  lay(path: string, bytes: Uint8Array): void {
    const own = Buffer.from(bytes);
    const etag = `"${createHash('md5').update(own).digest('hex')}"`;
    this.files.set(path, { bytes: own, etag, modified: Date.now() });
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      this.folders.add(path.slice(0, at + 1));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => undefined);
    if (body === undefined) return;
    const { method = '', url = '', headers } = request;
    const path = decodeURIComponent(new URL(url, 'http://double').pathname);
    const asked = { method, path, conditional: headers['if-none-match'] === '*' };
    this.asked.push(asked);
    const fault = this.fault(asked);
    const denied = this.#denied(asked, headers.authorization);
    const answer = denied ?? (fault?.effect === false ? undefined : this.#answer(asked, body, headers));
    const {
      status,
      more = {},
      content = Buffer.alloc(0),
    } = fault === undefined || answer === undefined
      ? (answer ?? { status: fault?.status ?? 500 })
      : { status: fault.status };
    response.writeHead(status, {
      date: new Date().toUTCString(),
      server: this.name,
      ...more,
      ...(status !== 204 && { 'content-length': content.length }),
    });
    response.end(status === 204 ? undefined : content);
  }

  #denied({ method }: DavAsked, authorization: string | undefined): Reply | undefined {
    const [, given = ''] = /^Basic (.+)$/.exec(authorization ?? '') ?? [];
    if (Buffer.from(given, 'base64').toString() !== `${testLogin.user}:${testLogin.password}`)
      return { status: 401, more: { 'www-authenticate': 'Basic realm="dav"' } };
    return this.allowed.has(method) ? undefined : { status: 403 };
  }

  #answer({ method, path, conditional }: DavAsked, body: Buffer, headers: IncomingMessage['headers']): Reply {
    const parent = path.replace(/[^/]+\/?$/, '');
    if (method === 'PROPFIND') return this.#listed(path);
    if (method === 'GET') return this.#got(path, headers.range);
    if (method === 'DELETE') return { status: this.files.delete(path) ? 204 : 404 };
    if (!this.folders.has(parent)) return { status: 409 };
    if (method === 'MKCOL') {
      if (this.folders.has(path)) return { status: 405 };
      this.folders.add(path);
      return { status: 201 };
    }
    if (conditional && this.conditions === 'unsupported') return { status: 501 };
    const there = this.files.has(path);
    if (conditional && this.conditions === 'kept' && there) return { status: 412 };
    this.lay(path, body);
    return { status: there ? 204 : 201, more: { etag: this.files.get(path)?.etag ?? '' } };
  }

  #got(path: string, range: string | undefined): Reply {
    const found = this.files.get(path);
    if (found === undefined) return { status: 404 };
    const more = { etag: found.etag };
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(this.ranges ? (range ?? '') : '') ?? [];
    if (from === undefined) return { status: 200, more, content: found.bytes };
    if (Number(from) >= found.bytes.length) return { status: 416 };
    return { status: 206, more, content: found.bytes.subarray(Number(from), Number(to) + 1) };
  }

  #listed(path: string): Reply {
    if (!this.folders.has(path)) return { status: 404 };
    const isHere = (one: string) =>
      one.startsWith(path) && !one.slice(path.length).replace(/\/$/, '').includes('/');
    const entries = [
      ...[...this.folders]
        .filter(isHere)
        .map((one) => entry(one, '<D:resourcetype><D:collection/></D:resourcetype>')),
      ...[...this.files]
        .filter(([one]) => isHere(one))
        .map(([one, { bytes, etag, modified }]) =>
          entry(
            one,
            `<D:resourcetype/><D:getcontentlength>${bytes.length}</D:getcontentlength><D:getetag>${escaped(etag)}</D:getetag><D:getlastmodified>${new Date(modified).toUTCString()}</D:getlastmodified>`,
          ),
        ),
    ];
    const xml = `<?xml version="1.0" encoding="utf-8"?>\n<D:multistatus xmlns:D="DAV:">${entries.join('\n')}</D:multistatus>`;
    return { status: 207, content: Buffer.from(xml) };
  }
}

interface Reply {
  readonly status: number;
  readonly more?: Readonly<Record<string, string>>;
  readonly content?: Buffer;
}

function entry(path: string, props: string): string {
  const href = escaped(path.split('/').map(encodeURIComponent).join('/'));
  return `<D:response><D:href>${href}</D:href><D:propstat><D:prop>${props}</D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat></D:response>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
