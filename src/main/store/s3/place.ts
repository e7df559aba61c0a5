import { fail } from '../../../shared/failure.ts';
import { isLoopback } from '../loopback.ts';

/** A prefix of a bucket, and how its service is spoken to. Holds no credential. */
export interface S3Place {
  readonly bucket: string;
  /** Empty, or ends with `/`. */
  readonly prefix: string;
  /** Missing: Amazon's own, of the region. */
  readonly endpoint?: URL;
  /** Missing: that of the environment or the profile. */
  readonly region?: string;
  /** Whether the bucket stands in the path of an address, and not in its host. */
  readonly pathStyle: boolean;
  readonly profile?: string;
  /** A file with the certificates that are trusted instead of the system's. */
  readonly ca?: string;
}

const parameters = ['endpoint', 'region', 'style', 'profile', 'ca'];
const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/;
/** Bytes: a key has at most 1024 with what stands behind the prefix. */
const longestPrefix = 900;
const control = /\p{Cc}/u;

/**
 * Reads `s3://BUCKET/PREFIX?endpoint=…&region=…&style=path|host&profile=…&ca=FILE`. Refuses with
 * `bad-input` (`place`): `malformed`, `not-tls` (plain HTTP is for this machine alone),
 * `credential`.
 */
export function parseS3(location: string): S3Place {
  const url = URL.canParse(location) ? new URL(location) : malformed();
  if (url.protocol !== 's3:' || url.hash !== '' || url.port !== '') malformed();
  if (url.username !== '' || url.password !== '') refuse('credential');
  if (!bucketName.test(url.hostname)) malformed();
  const given = parametersOf(url.searchParams);
  const endpoint = given.has('endpoint') ? endpointOf(given.get('endpoint') ?? '') : undefined;
  const style =
    given.get('style') ?? (endpoint !== undefined || url.hostname.includes('.') ? 'path' : 'host');
  if (style !== 'path' && style !== 'host') malformed();
  const [region, profile, ca] = ['region', 'profile', 'ca'].map((name) => given.get(name));
  return {
    bucket: url.hostname,
    prefix: prefixOf(url.pathname),
    pathStyle: style === 'path',
    ...(endpoint && { endpoint }),
    ...(region && { region }),
    ...(profile && { profile }),
    ...(ca && { ca }),
  };
}

function parametersOf(found: URLSearchParams): Map<string, string> {
  const given = new Map(found);
  if (given.size !== [...found].length || [...given.keys()].some((name) => !parameters.includes(name)))
    malformed();
  if ([...given.values()].some((value) => value === '' || control.test(value))) malformed();
  return given;
}

function endpointOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : malformed();
  if (url.username !== '' || url.password !== '' || url.search !== '') refuse('credential');
  if (url.hash !== '' || url.pathname !== '/') malformed();
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) refuse('not-tls');
  return url;
}

function prefixOf(pathname: string): string {
  const prefix = decoded(pathname)
    .split('/')
    .filter((part) => part !== '')
    .join('/');
  if (control.test(prefix) || Buffer.byteLength(prefix) > longestPrefix) malformed();
  return prefix === '' ? '' : `${prefix}/`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return malformed();
  }
}

function malformed(): never {
  return refuse('malformed');
}

function refuse(reason: 'malformed' | 'not-tls' | 'credential'): never {
  return fail({ code: 'bad-input', what: 'place', reason });
}
