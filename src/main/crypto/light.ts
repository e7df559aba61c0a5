// The second door, for a program that must start at once. `crypto.randomBytes(32)` alone adds 5 ms of processor time to a start of Node of 25, as much
// as the whole request takes, and a `secret get` may take 1.3 times that start: so random bytes, too, come from the system without it. HMAC-SHA-256 of
// @noble/hashes (audited, no dependencies), tested equal to node's; nothing but the socket's handshake uses it.
import { closeSync, openSync, readSync } from 'node:fs';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';

/** HMAC-SHA-256 (RFC 2104), 32 bytes. */
export function lightHmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmac(sha256, key, data);
}

/** Whether two byte strings are equal, in time that depends on their lengths only. */
export function lightEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at++) difference |= (a[at] as number) ^ (b[at] as number);
  return difference === 0;
}

/** Fresh bytes from the system's generator: of its device where it has one, which needs no library. */
export function lightRandom(bytes: number): Uint8Array {
  const filled = Buffer.alloc(bytes);
  const device = openSync('/dev/urandom', 'r');
  try {
    if (readSync(device, filled) !== bytes) throw new Error('no random bytes');
  } finally {
    closeSync(device);
  }
  return filled;
}
