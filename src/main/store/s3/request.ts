import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from './credentials.ts';
import type { S3Place } from './place.ts';

/** One request, before it is signed. */
export interface S3Request {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Missing: the bucket itself is asked. */
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Whether its body's hash is sent as a checksum, too. */
  readonly checked?: boolean;
}

export interface SignedRequest {
  readonly address: string;
  readonly headers: Headers;
}

/** Signs a request as one that is made at `time`, in ms. */
export async function signed(
  place: S3Place,
  { accessKeyId, secretAccessKey, sessionToken, region }: Credentials,
  { method, key, query, headers, body = new Uint8Array(), checked = false }: S3Request,
  time: number,
): Promise<SignedRequest> {
  const hash = await sha256(body);
  const checksum = checked ? { 'x-amz-checksum-sha256': hash.toString('base64') } : {};
  const signer = new AwsV4Signer({
    method,
    url: addressOf(place, region, key, query),
    headers: { ...headers, ...checksum, 'x-amz-content-sha256': hash.toString('hex') },
    body: body as Uint8Array<ArrayBuffer>,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken && { sessionToken }),
    service: 's3',
    region,
    datetime: new Date(time).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
    // The same few keys sign everything: nothing is kept of them here.
    cache: new Map(),
  });
  const done = await signer.sign();
  return { address: done.url.toString(), headers: done.headers };
}

function addressOf(
  { bucket, endpoint, pathStyle }: S3Place,
  region: string,
  key: string | undefined,
  query: S3Request['query'] = {},
): string {
  const base = new URL(endpoint ?? `https://s3.${region}.amazonaws.com`);
  if (!pathStyle) base.hostname = `${bucket}.${base.hostname}`;
  const path = [...(pathStyle ? [bucket] : []), ...(key?.split('/') ?? [])].map(escaped).join('/');
  const asked = Object.entries(query).map(([name, value]) => `${escaped(name)}=${escaped(value)}`);
  return `${base.origin}/${path}${asked.length === 0 ? '' : `?${asked.join('&')}`}`;
}

// As signatures have it, which is stricter than addresses need.
function escaped(text: string): string {
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

async function sha256(bytes: Uint8Array): Promise<Buffer> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Buffer.from(digest);
}
