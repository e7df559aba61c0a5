// Apart from the other primitives: it runs in a worker of its own.
import { argon2id as argon2 } from '@noble/hashes/argon2.js';

export interface Argon {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Uint8Array;
}

/** 32 bytes of Argon2id (RFC 9106, version 0x13); takes seconds. `told`: how far it is, from 0 to 1. */
export function argon2id(
  passphrase: Uint8Array,
  { memoryKiB, passes, lanes, salt }: Argon,
  told?: (part: number) => void,
): Uint8Array {
  const options = { m: memoryKiB, t: passes, p: lanes, version: 0x13, dkLen: 32, maxmem: 2 ** 32 - 1 };
  return argon2(passphrase, salt, { ...options, ...(told && { onProgress: told }) });
}

/** What the worker is given, and what it tells: how far it is, then what came out. */
export interface SlowTask {
  readonly passphrase: Uint8Array;
  readonly kdf: Argon;
}
export type SlowAnswer = { readonly part: number } | { readonly derived: Uint8Array };
