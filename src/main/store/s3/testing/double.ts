import { createHash } from 'node:crypto';
import { once as heard } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { AwsV4Signer } from 'aws4fetch';
import type { Asked, Fault, FaultOf } from './faults.ts';

export const testKeys = { accessKeyId: 'HOLDFASTTEST', secretAccessKey: 'a secret of the tests' };

/** The variables that a program signs with. */
export const testEnv = {
  AWS_ACCESS_KEY_ID: testKeys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: testKeys.secretAccessKey,
};

interface Stored {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly modified: number;
}

/** Services allow for a quarter of an hour. */
const mostSkew = 15 * 60 * 1000;

/**
 * As much of an S3 service as our calls need, in memory, with faults that a test asks for. Every
 * bucket exists but `missing`.
 */
export class S3Double {
  /** What it does with create-if-absent. */
  conditions: 'kept' | 'ignored' | 'unsupported' = 'kept';
  /** Whether it refuses what was signed for another time. */
  refusesLate = true;
  /** Whether its buckets have Object Lock, and take nothing without a checksum. */
  locks = false;
  /** What its clock is ahead of this machine's, in ms. */
  ahead = 0;
  /** What may be asked; anything else is denied. */
  allowed: ReadonlySet<string> = new Set(['GET', 'PUT', 'DELETE', 'LIST']);
  fault: FaultOf = () => undefined;
  readonly asked: Asked[] = [];
  readonly #buckets = new Map<string, Map<string, Stored>>();
  readonly #server;
  readonly #scheme;

  private constructor(tls?: { readonly key: string; readonly cert: string }) {
    const serve = (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response);
    this.#server = tls === undefined ? createServer(serve) : createTlsServer(tls, serve);
    this.#scheme = tls === undefined ? 'http' : 'https';
  }

  static async start(tls?: { readonly key: string; readonly cert: string }): Promise<S3Double> {
    const double = new S3Double(tls);
    double.#server.listen(0, '127.0.0.1');
    await heard(double.#server, 'listening');
    return double;
  }

  get endpoint(): string {
    return `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await heard(this.#server, 'close');
  }

  /** What lies in a bucket, past all requests. */
  bucket(name: string): Map<string, Stored> {
    const found = this.#buckets.get(name) ?? new Map<string, Stored>();
    this.#buckets.set(name, found);
    return found;
  }

  /** Puts bytes where the double has them. */
  lay(bucket: string, key: string, bytes: Uint8Array): void {
    const own = Buffer.from(bytes);
    const etag = `"${createHash('md5').update(own).digest('hex')}"`;
    this.bucket(bucket).set(key, { bytes: own, etag, modified: this.now() });
  }

  now(): number {
    return Date.now() + this.ahead;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request).catch(() => undefined);
    if (body === undefined) return;
    const asked = askedOf(request);
    this.asked.push(asked);
    const fault = this.fault(asked);
    if (fault?.kind === 'hold') await fault.until;
    const refused = await this.#refusal(request, asked, body);
    const hasEffect = fault === undefined || fault.kind === 'hold' || fault.kind === 'half' || fault.effect;
    const answer = refused ?? (hasEffect ? this.#answer(request, asked, body) : undefined);
    send(response, { date: new Date(this.now()).toUTCString() }, answer, fault);
  }

  async #refusal(request: IncomingMessage, asked: Asked, body: Buffer): Promise<Reply | undefined> {
    const headers = request.headers as Record<string, string>;
    const time = timeIn(headers['x-amz-date'] ?? '');
    if (this.refusesLate && Math.abs(time - this.now()) > mostSkew)
      return failed(403, 'RequestTimeTooSkewed');
    if (!headers['authorization']?.includes(`Credential=${testKeys.accessKeyId}/`))
      return failed(403, 'InvalidAccessKeyId');
    if (headers['authorization'] !== (await signatureOf(request, body)))
      return failed(403, 'SignatureDoesNotMatch');
    if (createHash('sha256').update(body).digest('hex') !== headers['x-amz-content-sha256'])
      return failed(400, 'XAmzContentSHA256Mismatch');
    const sum = createHash('sha256').update(body).digest('base64');
    const isChecked = headers['x-amz-checksum-sha256'] === sum;
    if (this.locks && asked.method === 'PUT' && !isChecked) return failed(400, 'InvalidRequest');
    const call = asked.key === '' ? 'LIST' : asked.method;
    if (!this.allowed.has(call)) return failed(403, 'AccessDenied');
    return asked.bucket === 'missing' ? failed(404, 'NoSuchBucket') : undefined;
  }

  #answer(request: IncomingMessage, { method, bucket, key, query, conditional }: Asked, body: Buffer): Reply {
    const objects = this.bucket(bucket);
    if (method === 'GET' && key === '') return listed(objects, query);
    if (method === 'GET') return got(objects.get(key), request.headers.range);
    if (method === 'DELETE') {
      objects.delete(key);
      return { status: 204 };
    }
    if (conditional && this.conditions === 'unsupported') return failed(501, 'NotImplemented');
    if (conditional && this.conditions === 'kept' && objects.has(key))
      return failed(412, 'PreconditionFailed');
    this.lay(bucket, key, body);
    return { status: 200, headers: { etag: objects.get(key)?.etag ?? '' } };
  }
}

interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

function send(
  response: ServerResponse,
  all: Record<string, string>,
  answer: Reply | undefined,
  fault?: Fault,
): void {
  if (fault?.kind === 'cut') return void response.destroy();
  const given = fault?.kind === 'status' ? failed(fault.status, fault.code) : answer;
  const body = given?.body ?? Buffer.alloc(0);
  response.writeHead(given?.status ?? 500, { ...all, ...given?.headers, 'content-length': body.length });
  if (fault?.kind !== 'half') return void response.end(body);
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

function askedOf({ method = '', url = '', headers }: IncomingMessage): Asked {
  const { pathname, searchParams } = new URL(url, 'http://double');
  const [, bucket = '', ...key] = pathname.split('/').map(decodeURIComponent);
  const conditional = headers['if-none-match'] === '*';
  const ranged = headers.range !== undefined && ({ ranged: true } as const);
  return { method, bucket, key: key.join('/'), query: searchParams, conditional, ...ranged };
}

/**
 * What the request would be signed with: another library's own test vectors stand behind this one.
 */
async function signatureOf(request: IncomingMessage, body: Buffer): Promise<string> {
  const headers = request.headers as Record<string, string>;
  const names = /SignedHeaders=([^,]+)/.exec(headers['authorization'] ?? '')?.[1]?.split(';') ?? [];
  const kept = names.filter((name) => name !== 'host').map((name) => [name, headers[name] ?? ''] as const);
  const signer = new AwsV4Signer({
    ...testKeys,
    method: request.method ?? '',
    url: `https://${headers['host']}${request.url}`,
    headers: Object.fromEntries(kept),
    body: new Uint8Array(body),
    service: 's3',
    region: /Credential=[^/]+\/\d{8}\/([^/]+)\//.exec(headers['authorization'] ?? '')?.[1] ?? '',
    datetime: headers['x-amz-date'] ?? '',
  });
  return (await signer.sign()).headers.get('authorization') ?? '';
}

function timeIn(stamp: string): number {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp) ?? [];
  return Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
}

function failed(status: number, code: string): Reply {
  return { status, body: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`) };
}

function got(found: Stored | undefined, range: string | undefined): Reply {
  if (found === undefined) return failed(404, 'NoSuchKey');
  const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
  if (from === undefined) return { status: 200, headers: { etag: found.etag }, body: found.bytes };
  if (Number(from) >= found.bytes.length) return failed(416, 'InvalidRange');
  const body = found.bytes.subarray(Number(from), Number(to) + 1);
  return { status: 206, headers: { etag: found.etag }, body };
}

function listed(objects: ReadonlyMap<string, Stored>, query: URLSearchParams): Reply {
  const [prefix, after] = [query.get('prefix') ?? '', query.get('continuation-token') ?? ''];
  const most = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const keys = [...objects.keys()].filter((key) => key.startsWith(prefix) && key > after).sort();
  const page = keys.slice(0, most);
  const more = keys.length > most;
  const contents = page.map((key) => {
    const { bytes, etag, modified } = objects.get(key) as Stored;
    const time = new Date(modified).toISOString();
    return `<Contents><Key>${escaped(key)}</Key><LastModified>${time}</LastModified><ETag>${escaped(etag)}</ETag><Size>${bytes.length}</Size></Contents>`;
  });
  const next = more ? `<NextContinuationToken>${escaped(page.at(-1) ?? '')}</NextContinuationToken>` : '';
  const xml = `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`;
  return { status: 200, body: Buffer.from(xml) };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
