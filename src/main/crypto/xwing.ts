// The door to X-Wing (draft-connolly-cfrg-xwing-kem): X25519 and ML-KEM-768 in one, so that what is
// wrapped stays closed as long as either holds.
// @noble/post-quantum, audited, without native parts. Loaded when a slot is opened or made: to import it takes longer than to read a secret.
import { sha3_256, shake256 } from '@noble/hashes/sha3.js';
import { _ecdhKem, QSF } from '@noble/post-quantum/hybrid.js';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import {
  mlKemDecapsulate,
  mlKemKey,
  mlKemPublic,
  random,
  x25519,
  x25519Key,
  x25519Public,
} from './primitives.ts';
import { secretBytes } from './wipe.ts';

// The library composes X-Wing of its parts. X25519 is OpenSSL's, and so is what opens ML-KEM where
// OpenSSL has it: in a process that has just started, the library's take ten and a hundred times as
// long.
const curve = {
  lengths: { secretKey: 32, publicKey: 32, seed: 32 },
  keygen: (seed = random(32)) => ({ secretKey: seed.slice(), publicKey: x25519Of(seed) }),
  getPublicKey: x25519Of,
  getSharedSecret: (secret: Uint8Array, publicKey: Uint8Array): Uint8Array => {
    const shared = x25519(x25519Key(secret), publicKey);
    if (shared === undefined) throw new RangeError('a point of low order');
    return shared;
  },
};
const x25519Kem = _ecdhKem(curve as unknown as Parameters<typeof _ecdhKem>[0]);
const xwing = QSF('\\.//^\\', mlKem768(), x25519Kem, shake256, sha3_256);

// OpenSSL's private key is the seed, the library's is what the seed is expanded to. To encapsulate
// is the library's: OpenSSL takes no randomness.
function mlKem768(): typeof ml_kem768 {
  if (!hasMlKem()) return ml_kem768;
  const getPublicKey = (seed: Uint8Array) => mlKemPublic(mlKemKey(seed));
  const kem = {
    ...ml_kem768,
    lengths: { ...ml_kem768.lengths, secretKey: 64 },
    keygen: (seed = random(64)) => ({ secretKey: seed.slice(), publicKey: getPublicKey(seed) }),
    getPublicKey,
    decapsulate: (encapsulated: Uint8Array, seed: Uint8Array) =>
      mlKemDecapsulate(mlKemKey(seed), encapsulated),
  };
  return kem as unknown as typeof ml_kem768;
}

function hasMlKem(): boolean {
  try {
    const key = mlKemKey(new Uint8Array(64));
    return mlKemPublic(key).length + mlKemDecapsulate(key, new Uint8Array(1088)).length === 1184 + 32;
  } catch {
    return false;
  }
}

function x25519Of(secret: Uint8Array): Uint8Array {
  return x25519Public(x25519Key(secret));
}

/** Bytes of a public key, and of what is encapsulated to it. */
export const xwingLengths = { publicKey: 1216, encapsulated: 1120 };

/** The public key of a 32-byte seed, which is all of the private key. */
export function publicKeyOf(seed: Uint8Array): Uint8Array {
  const { publicKey, secretKey } = xwing.keygen(seed);
  secretKey.fill(0);
  return publicKey;
}

/**
 * A fresh shared secret of 32 bytes, and what gives it to the holder of the seed. Undefined for
 * bytes that are no public key. `random`, 64 bytes, is for tests alone.
 */
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

/**
 * The shared secret; one that is no use where it was encapsulated to another key. Undefined for
 * bytes that nobody encapsulated.
 */
export function decapsulate(encapsulated: Uint8Array, seed: Uint8Array): Uint8Array | undefined {
  try {
    return secretBytes(xwing.decapsulate(encapsulated, seed));
  } catch {
    return undefined;
  }
}
