import type { Sealed } from '../../shared/brand.ts';
import { aesGcmOpen, aesGcmSeal, type Key, random } from './primitives.ts';

export type { Sealed } from '../../shared/brand.ts';

const NONCE = 12;
const TAG = 16;

/** Bytes that a seal adds. */
export const overhead = NONCE + TAG;

/**
 * Nonce (12 bytes), ciphertext, tag (16), under AES-256-GCM; only tests and the format's worked
 * example pass a nonce.
 */
export function seal(
  key: Key,
  aad: Uint8Array,
  plaintext: Uint8Array,
  nonce: Uint8Array = freshNonce(),
): Sealed {
  return aesGcmSeal(key, nonce, aad, plaintext, nonce) as Sealed;
}

/** The plaintext, or undefined when the bytes, the AAD or the key are not those of the seal. */
export function open(key: Key, aad: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  return aesGcmOpen(key, sealed.subarray(0, NONCE), aad, sealed.subarray(NONCE));
}

const noncesAtOnce = 64;
let nonces: Uint8Array = new Uint8Array(0);

// A call to the generator costs as much as a small seal, so several are drawn at a time. None
// outlives this turn of the event loop: a machine that is cloned or resumed twice from one snapshot
// must not seal different things under one nonce.
function freshNonce(): Uint8Array {
  if (nonces.length === 0) {
    nonces = random(NONCE * noncesAtOnce);
    setImmediate(forgetNonces);
  }
  const nonce = nonces.subarray(0, NONCE);
  nonces = nonces.subarray(NONCE);
  return nonce;
}

function forgetNonces(): void {
  nonces = new Uint8Array(0);
}
