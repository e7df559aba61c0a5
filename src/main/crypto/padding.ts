// Padmé: "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs" (PETS 2019),
// section 4. A length is rounded up until it is a floating-point number whose mantissa is no longer
// than its exponent.

import { secretBytes } from './wipe.ts';

/** What fills up a text. */
export const SPACE = 0x20;
// ignoreBOM keeps a leading U+FEFF as the character it is.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The Padmé length for `n` bytes, at most 12 % longer; exact for every result up to 2^53. */
export function padmeLength(n: number): number {
  if (!Number.isSafeInteger(n) || n < 0)
    throw new RangeError('a length is a whole number from 0 to 2^53 - 1');
  if (n < 2) return n;
  const exponent = floorLog2(n);
  const mantissaBits = floorLog2(exponent) + 1;
  const step = 2 ** (exponent - mantissaBits);
  return Math.ceil(n / step) * step;
}

/**
 * What is sealed is at least so long: where Padmé's steps are a few bytes, they would tell a
 * password's length.
 */
const shortest = 256;

/** The length to which JSON of `n` bytes is filled up before it is sealed. */
export function paddedLength(n: number): number {
  return padmeLength(Math.max(n, shortest));
}

/**
 * JSON text as UTF-8, filled up with spaces (which JSON ignores) to its padded length; in `room`
 * where it fits there.
 */
export function padJson(text: string, room?: Buffer): Uint8Array {
  const length = Buffer.byteLength(text, 'utf8');
  const whole = paddedLength(length);
  const padded = room !== undefined && whole <= room.length ? room.subarray(0, whole) : Buffer.alloc(whole);
  padded.write(text, 'utf8'); // twice as fast as TextEncoder
  return secretBytes(padded.fill(SPACE, length));
}

/** The same of a text that is there in parts, as UTF-8 already. */
export function padJsonParts(parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const padded = new Uint8Array(paddedLength(length));
  let at = 0;
  for (const part of parts) {
    padded.set(part, at);
    at += part.length;
  }
  return secretBytes(padded.fill(SPACE, length));
}

/**
 * The text of `padJson`, its trailing spaces kept: JSON.parse ignores them. Throws TypeError when
 * not UTF-8.
 */
export function unpadJson(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

// Math.log2 rounds up just below a power of two; clz32 sees 32 bits only, so larger numbers go in
// two halves.
function floorLog2(n: number): number {
  return n < 2 ** 32 ? 31 - Math.clz32(n) : 63 - Math.clz32(n / 2 ** 32);
}
