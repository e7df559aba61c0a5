import * as z from 'zod/mini';
import { toBase64url } from '../../crypto/base64url.ts';
import { random, sha256 } from '../../crypto/primitives.ts';

/**
 * The setting in the sealed head with one random token for each root key after the first, the
 * newest last (format.md, 15). Who holds an older head can give the vault a root key of their own,
 * but does not know the tokens that came later.
 */
export const lineageName = 'lineage';

/** So many tokens are kept, the newest. */
const kept = 64;

const tokens = z.array(z.string().check(z.regex(/^[\w-]{43}$/)));

/** The setting to store with a new root key. */
export function lengthened(stored: string | undefined): readonly [name: string, value: string] {
  const token = toBase64url(random(32));
  return [lineageName, JSON.stringify([...parsed(stored), token].slice(-kept))];
}

/**
 * What stands for the root keys that a vault had, the present one's last: SHA-256 of each token,
 * hex, from which none can be found.
 */
export function lineageOf(stored: string | undefined): string[] {
  return parsed(stored).map((token) => Buffer.from(sha256(Buffer.from(token, 'utf8'))).toString('hex'));
}

// What is no list of tokens is as none: it vouches for nothing.
function parsed(stored: string | undefined): string[] {
  try {
    return tokens.parse(JSON.parse(stored ?? '[]'));
  } catch {
    return [];
  }
}
