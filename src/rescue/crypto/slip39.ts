// SLIP-39 (satoshilabs/slips, slip-0039) as far as sheets are combined: one group, no passphrase,
// extendable, exponent 0. The library that makes shares needs Node; what this gives is believed
// only where the digest inside the shares fits, and then the vault itself.
import { wordIndex } from '../../shared/sheets/words.ts';
import { isSame, join } from './bytes.ts';
import { hmac, pbkdf2Sha256 } from './primitives.ts';

interface Point {
  readonly x: number;
  readonly y: Uint8Array;
}

/** The secret of exactly T sheets; `undefined`: they do not belong together. */
export async function combine(
  sheets: readonly { readonly sheet: number; readonly words: readonly string[] }[],
): Promise<Uint8Array | undefined> {
  const points = sheets.map(({ sheet, words }) => ({ x: sheet - 1, y: shareOf(words) }));
  const [only] = points;
  if (only === undefined || new Set(points.map(({ x }) => x)).size !== points.length) return undefined;
  if (points.length === 1) return decrypt(only.y);
  const [secret, digest] = [interpolate(points, 255), interpolate(points, 254)];
  const right = await hmac('SHA-256', digest.subarray(4), secret);
  return isSame(right.subarray(0, 4), digest.subarray(0, 4)) ? decrypt(secret) : undefined;
}

/** The 32 bytes in 33 words: 40 bits before them, 30 of checksum behind. */
function shareOf(words: readonly string[]): Uint8Array {
  const number = words.reduce((sum, word) => (sum << 10n) | BigInt(wordIndex(word) ?? 0), 0n) >> 30n;
  return Uint8Array.from({ length: 32 }, (_, i) => Number((number >> BigInt(8 * (31 - i))) & 255n));
}

// A Feistel cipher of four rounds, backwards.
async function decrypt(bytes: Uint8Array): Promise<Uint8Array> {
  let [left, right] = [bytes.subarray(0, 16), bytes.subarray(16)];
  for (const round of [3, 2, 1, 0]) {
    const key = await pbkdf2Sha256(Uint8Array.of(round), right, { iterations: 2_500, length: 16 });
    const next = left.map((byte, i) => byte ^ (key[i] ?? 0));
    [left, right] = [right, next];
  }
  return join(right, left);
}

const exp = new Uint8Array(255);
const log = new Uint8Array(256);
for (let i = 0, x = 1; i < 255; i++) {
  exp[i] = x;
  log[x] = i;
  x ^= x << 1;
  if (x > 255) x ^= 0x11b;
}
const logOf = (x: number) => log[x] ?? 0;

/** Lagrange over GF(256), byte by byte; no point lies at `x`. */
function interpolate(points: readonly Point[], x: number): Uint8Array {
  const result = new Uint8Array(32);
  for (const point of points) {
    const others = points.filter((other) => other !== point);
    const basis = others.reduce((sum, other) => sum + logOf(x ^ other.x) - logOf(point.x ^ other.x), 0);
    for (const [i, byte] of point.y.entries()) {
      if (byte !== 0) result[i] = (result[i] ?? 0) ^ (exp[(((logOf(byte) + basis) % 255) + 255) % 255] ?? 0);
    }
  }
  return result;
}
