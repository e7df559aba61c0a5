// The page's one door to cryptography: crypto.subtle where it has the primitive, @noble otherwise.
import { pow } from '@noble/curves/abstract/modular.js';
import { montgomery } from '@noble/curves/abstract/montgomery.js';
import { sha256 as sha2 } from '@noble/hashes/sha2.js';
import { sha3_256, shake256 } from '@noble/hashes/sha3.js';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import { join, unhex, utf8 } from './bytes.ts';

// RFC 7748, 5, by the library's ladder alone: its whole file for edwards25519 is as long as all the rest.
const prime = 2n ** 255n - 19n;
const x25519 = montgomery({
  P: prime,
  type: 'x25519',
  powPminus2: (x) => pow(x, prime - 2n, prime),
  adjustScalarBytes: (bytes: Uint8Array) => {
    bytes[0] = (bytes[0] ?? 0) & 248;
    bytes[31] = ((bytes[31] ?? 0) & 127) | 64;
    return bytes;
  },
});

export function sha256(bytes: Uint8Array): Uint8Array {
  return sha2(bytes);
}

/** A SHA-256 that is fed piece by piece. */
export function newSha256(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array } {
  return sha2.create();
}

const { subtle } = crypto;

export async function hmac(
  hash: 'SHA-1' | 'SHA-256' | 'SHA-512',
  key: Uint8Array,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const imported = await subtle.importKey('raw', owned(key), { name: 'HMAC', hash }, false, ['sign']);
  return new Uint8Array(await subtle.sign('HMAC', imported, owned(bytes)));
}

/** PBKDF2 with HMAC-SHA-256, as SLIP-39 has it. */
export async function pbkdf2Sha256(
  password: Uint8Array,
  salt: Uint8Array,
  { iterations, length }: { iterations: number; length: number },
): Promise<Uint8Array> {
  const key = await subtle.importKey('raw', owned(password), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: owned(salt), iterations };
  return new Uint8Array(await subtle.deriveBits(how, key, 8 * length));
}

/** docs/format.md, 1: `vault` in hex. */
export async function derive(key: Uint8Array, vault: string, label: string): Promise<Uint8Array> {
  const from = await subtle.importKey('raw', owned(key), 'HKDF', false, ['deriveBits']);
  const [salt, info] = [owned(unhex(vault)), owned(utf8(`holdfast/1/${label}`))];
  return new Uint8Array(await subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt, info }, from, 256));
}

/** What opens AES-256-GCM under one key; gives `undefined` for what does not authenticate. */
export type Opener = (
  nonce: Uint8Array,
  sealed: Uint8Array,
  aad?: Uint8Array,
) => Promise<Uint8Array | undefined>;

export async function openerOf(key: Uint8Array): Promise<Opener> {
  const imported = await subtle.importKey('raw', owned(key), 'AES-GCM', false, ['decrypt']);
  return async (nonce, sealed, aad) => {
    try {
      const params = { name: 'AES-GCM', iv: owned(nonce), ...(aad && { additionalData: owned(aad) }) };
      return new Uint8Array(await subtle.decrypt(params, imported, owned(sealed)));
    } catch {
      return undefined;
    }
  };
}

/** Opens what `seal` of docs/format.md, 1, made. */
export async function unseal(
  opener: Opener,
  aad: string,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> {
  return sealed.length < 28 ? undefined : opener(sealed.subarray(0, 12), sealed.subarray(12), utf8(aad));
}

/**
 * X-Wing (draft-connolly-cfrg-xwing-kem, 5): the secret that was encapsulated, and the public key of
 * the seed. `undefined`: a point that nobody makes.
 */
export function xwing(
  seed: Uint8Array,
  encapsulated: Uint8Array,
): { shared: Uint8Array; publicKey: Uint8Array } | undefined {
  const expanded = shake256(seed, { dkLen: 96 });
  const kem = ml_kem768.keygen(expanded.subarray(0, 64));
  const key = expanded.subarray(64);
  const [own, theirs] = [x25519.getPublicKey(key), encapsulated.subarray(1088)];
  try {
    const first = ml_kem768.decapsulate(encapsulated.subarray(0, 1088), kem.secretKey);
    const second = x25519.getSharedSecret(key, theirs);
    const shared = sha3_256(join(first, second, theirs, own, utf8('\\.//^\\')));
    return { shared, publicKey: join(kem.publicKey, own) };
  } catch {
    return undefined;
  }
}

// crypto.subtle takes no view of memory that threads may share.
function owned(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : Uint8Array.from(bytes);
}
