import { fail } from '../../../shared/failure.ts';
import { isLoopback } from '../loopback.ts';

/** A folder of a WebDAV server. Holds no credential. */
export interface WebDavPlace {
  /** Ends with `/`. */
  readonly folder: URL;
  /** A file with the certificates that are trusted beside the system's. */
  readonly ca?: string;
}

const control = /\p{Cc}/u;

/**
 * Reads `webdav+https://HOST:PORT/PATH/?ca=FILE`; `webdav+http` for this machine alone. Refuses
 * with `bad-input` (`place`): `malformed`, `not-tls`, `credential`.
 */
export function parseWebDav(location: string): WebDavPlace {
  const address = /^webdav\+(https?:\/\/.*)$/is.exec(location)?.[1] ?? '';
  const url = URL.canParse(address) ? new URL(address) : refuse('malformed');
  if (url.username !== '' || url.password !== '') refuse('credential');
  const given = new Map(url.searchParams);
  const ca = given.get('ca');
  const isOdd =
    given.size !== [...url.searchParams].length || [...given.keys()].some((name) => name !== 'ca');
  if (isOdd || ca === '' || url.hash !== '' || control.test(decoded(url.pathname))) refuse('malformed');
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) refuse('not-tls');
  const folder = new URL(`${url.origin}${url.pathname.replace(/\/*$/, '/')}`);
  return { folder, ...(ca !== undefined && { ca }) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return refuse('malformed');
  }
}

function refuse(reason: 'malformed' | 'not-tls' | 'credential'): never {
  return fail({ code: 'bad-input', what: 'place', reason });
}
