import { decrypt, makeSession } from 'twofish-ts';
import { secretBytes, wipe } from './wipe.ts';

const block = 16;

/**
 * Twofish in CBC whose blocks are all content; `undefined` for half a block. `iv`: 16 bytes. It
 * authenticates nothing. For files of other programs alone: Node has no such cipher, and the
 * library is tried with its authors' values.
 */
export function twofishCbcUnpadded(
  key: Uint8Array,
  iv: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length % block !== 0) return undefined;
  const session = makeSession(key);
  const opened = secretBytes(new Uint8Array(sealed.length));
  for (let at = 0; at < sealed.length; at += block) {
    decrypt(sealed, at, opened, at, session);
    const [before, from] = at === 0 ? [iv, 0] : [sealed, at - block];
    for (let i = 0; i < block; i++)
      opened[at + i] = (opened[at + i] as number) ^ (before[from + i] as number);
  }
  for (const { buffer } of session) wipe(new Uint8Array(buffer));
  return opened;
}

/** The same with PKCS#7 padding; `undefined` when the padding is none. */
export function twofishCbcOpen(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  const opened = twofishCbcUnpadded(key, iv, sealed);
  const padding = opened?.at(-1) ?? 0;
  if (opened === undefined || padding < 1 || padding > block) return undefined;
  const end = opened.length - padding;
  return opened.subarray(end).every((byte) => byte === padding) ? opened.subarray(0, end) : undefined;
}
