// The door to X-Wing (draft-connolly-cfrg-xwing-kem): X25519 and ML-KEM-768 in one, so that what is wrapped stays closed as long as either holds.
// @noble/post-quantum, audited, without native parts. Loaded when a slot is opened or made: to import it takes longer than to read a secret.
import { ml_kem768_x25519 as xwing } from '@noble/post-quantum/hybrid.js';
import { secretBytes } from './wipe.ts';

/** Bytes of a public key, and of what is encapsulated to it. */
export const xwingLengths = { publicKey: 1216, encapsulated: 1120 };

/** The public key of a 32-byte seed, which is all of the private key. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const { publicKey, secretKey } = xwing.keygen(seed);
  secretKey.fill(0);
  return publicKey;
}

/** A fresh shared secret of 32 bytes, and what gives it to the holder of the seed. Undefined for bytes that are no public key. `random`, 64 bytes, is for tests alone. */
export function encapsulate(
  publicKey: Uint8Array,
  random?: Uint8Array,
): { encapsulated: Uint8Array; shared: Uint8Array } | undefined {
  try {
    const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, random);
    return { encapsulated: cipherText, shared: secretBytes(sharedSecret) };
  } catch {
    return undefined;
  }
}

/** The shared secret; one that is no use where it was encapsulated to another key. Undefined for bytes that nobody encapsulated. */
export function decapsulate(encapsulated: Uint8Array, seed: Uint8Array): Uint8Array | undefined {
  try {
    return secretBytes(xwing.decapsulate(encapsulated, seed));
  } catch {
    return undefined;
  }
}
