import { fail } from '../../../shared/failure.ts';
import { isLoopback } from '../../store/loopback.ts';

/** Secrets of a Vault or OpenBao server, at or below a path. */
export interface ServerAddress {
  readonly origin: string;
  /** The mount and the way in it, without slashes around. */
  readonly path: readonly string[];
  /** Where the mount is, on a server that has namespaces; missing: as the environment says. */
  readonly namespace?: string;
  /** `host/namespace/mount/way`: says nothing that lets anybody in. */
  readonly name: string;
}

const scheme = /^vault\+(?=https?:\/\/)/i;

/** True for `vault+https://…`, whatever stands behind it. */
export function isServerAddress(text: string): boolean {
  return scheme.test(text);
}

/**
 * Reads `https://HOST[:PORT]/MOUNT[/WAY][?namespace=NAME]`, `vault+` before it or not. Refuses with `bad-input`
 * (`server-address`), and with `store` (`no-tls`) what is not on this machine and goes without TLS.
 */
export function serverAddress(text: string): ServerAddress {
  const given = text.trim().replace(scheme, '');
  const url = /^https?:/i.test(given) && URL.canParse(given) ? new URL(given) : malformed();
  // A token has no place in an address, which is shown and noted.
  if (url.username !== '' || url.password !== '' || url.hash !== '') malformed();
  const { namespace = '', ...others } = Object.fromEntries(url.searchParams);
  // It goes into a header.
  if (Object.keys(others).length > 0 || !/^[\x21-\x7e]*$/.test(namespace)) malformed();
  const path = url.pathname.split('/').filter((part) => part !== '');
  if (path.length === 0) malformed();
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) fail({ code: 'store', reason: 'no-tls' });
  const names = path.map(decoded);
  const within = namespace.split('/').filter((part) => part !== '');
  return {
    origin: url.origin,
    path: names,
    name: [url.host, ...within, ...names].join('/'),
    ...(within.length > 0 && { namespace: within.join('/') }),
  };
}

function malformed(): never {
  return fail({ code: 'bad-input', what: 'server-address', reason: 'malformed' });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
