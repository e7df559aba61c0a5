import { fail } from '../../../shared/failure.ts';
import { misuse } from '../../usage.ts';

/** Secrets of a Vault or OpenBao server, at or below a path. */
export interface VaultAddress {
  readonly origin: string;
  /** The mount and the way in it, without slashes around. */
  readonly path: readonly string[];
  /** `host/mount/way`: says nothing that lets anybody in. */
  readonly name: string;
}

const scheme = /^vault\+(https?:\/\/.*)$/i;

/**
 * `vault+https://HOST[:PORT]/MOUNT[/WAY]`; `undefined`: it is no such address. Without TLS only on
 * this machine.
 */
export function vaultAddress(arg: string): VaultAddress | undefined {
  const [, given] = scheme.exec(arg) ?? [];
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : misuse((say) => say.vaultAddress);
  // A token has no place in an argument, which other programs can read.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    misuse((say) => say.vaultAddress);
  const path = url.pathname.split('/').filter((part) => part !== '');
  if (path.length === 0) misuse((say) => say.vaultAddress);
  if (url.protocol === 'http:' && !isHere(url.hostname)) fail({ code: 'store', reason: 'no-tls' });
  const names = path.map(decoded);
  return { origin: url.origin, path: names, name: [url.host, ...names].join('/') };
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
