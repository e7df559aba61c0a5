// The one door to the crypto libraries: nothing else imports node:crypto or @node-rs/argon2.
import crypto, {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
  pbkdf2 as nodePbkdf2,
  randomInt as nodeRandomInt,
  scrypt as nodeScrypt,
  randomFillSync,
  timingSafeEqual,
  webcrypto,
  X509Certificate,
} from 'node:crypto';
import { promisify } from 'node:util';

export type { KeyObject as Key } from 'node:crypto';

import { fromBase64url, toBase64url } from './base64url.ts';
import { secretBytes, wipe } from './wipe.ts';

const NONCE = 12;
const TAG = 16;
const POINT = 32;
const nothing = new Uint8Array(0);

/**
 * Key bytes as an opaque handle, which cannot be printed or serialised by accident; the bytes are
 * copied.
 */
export function secretKey(bytes: Uint8Array): KeyObject {
  return createSecretKey(bytes);
}

/**
 * A private key in PEM, of any kind that OpenSSL reads; `undefined` when it is none, or its
 * passphrase is another.
 */
export function privateKeyOf(pem: string, passphrase?: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: 'pem', ...(passphrase !== undefined && { passphrase }) });
  } catch {
    return undefined;
  }
}

/**
 * Whether a passphrase opens a locked key in PEM; `unsupported` where the key's encryption is one that
 * the library has no more (single DES, RC2, …).
 */
export function opensPem(pem: string, passphrase: string): boolean | 'unsupported' {
  try {
    createPrivateKey({ key: pem, format: 'pem', passphrase });
    return true;
  } catch (error) {
    const { code } = error as { code?: unknown };
    // What the wrong passphrase makes of a key may look like one of no known kind: that has no
    // library in its name.
    const isUnknown = typeof code === 'string' && /^ERR_OSSL_[A-Z0-9]+_(UNSUPPORTED|UNKNOWN)/.test(code);
    const [, cipher = ''] = /^DEK-Info: ([A-Z0-9-]+)/m.exec(pem) ?? [];
    return isUnknown || (cipher !== '' && !knownCiphers.test(cipher)) ? 'unsupported' : false;
  }
}

/** Ciphers of keys in the older form of PEM that every library still has. */
const knownCiphers = /^(AES-(128|192|256)-CBC|DES-EDE3-CBC)$/;

/** A key's numbers as JSON (RFC 7517), each in base64url. */
export type Jwk = Readonly<Record<string, string | undefined>>;

/** The private key that these numbers are; `undefined`: they are none. */
export function keyOfJwk(jwk: Jwk): KeyObject | undefined {
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch {
    return undefined;
  }
}

/** `bytes` fresh bytes from the system's generator, in a buffer of their own. */
export function random(bytes: number): Uint8Array {
  return randomFillSync(new Uint8Array(bytes));
}

/** 32 fresh bytes that are a key, for the caller to wipe. */
export function randomKey(): Uint8Array {
  return secretBytes(random(32));
}

/** The bytes of a key, for the caller to wipe. */
export function exportedKey(key: KeyObject): Uint8Array {
  return secretBytes(plain(key.export()));
}

/** A fresh whole number in 0 .. limit-1, without bias (node rejects and draws again). */
export function randomInt(limit: number): number {
  return nodeRandomInt(limit);
}

/** SHA-256 over the parts, one after the other (FIPS 180-4). */
export function sha256(...parts: Uint8Array[]): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return plain(hash.digest());
}

/** SHA-256 of a text's UTF-8, of which no copy stays. */
export function sha256Text(text: string): Uint8Array {
  const bytes = utf8(text);
  try {
    return sha256(bytes);
  } finally {
    wipe(bytes);
  }
}

const hashRoom = Buffer.alloc(4_096);

/** The same in hex: a third of the time for a short text, for no object is made of it. */
export function sha256Hex(text: string): string {
  if (text.length > hashRoom.length / 3) return Buffer.from(sha256Text(text)).toString('hex');
  const length = hashRoom.write(text, 'utf8');
  try {
    return crypto.hash('sha256', hashRoom.subarray(0, length), 'hex');
  } finally {
    hashRoom.fill(0, 0, length);
  }
}

/** The same of bytes. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return crypto.hash('sha256', bytes, 'hex');
}

/**
 * SHA-1 of a text's UTF-8, in hex: by it the public list of breached passwords is sorted. Protects
 * nothing.
 */
export function sha1Hex(text: string): string {
  return createHash('sha1').update(text, 'utf8').digest('hex').toUpperCase();
}

/** SHA-1 of the parts, one behind the other, 20 bytes. For files of other programs alone. */
export function sha1(...parts: Uint8Array[]): Uint8Array {
  const hashing = createHash('sha1');
  for (const part of parts) hashing.update(part);
  return plain(hashing.digest());
}

/** When a certificate (PEM) is no longer valid, in ms; `undefined`: it is none that can be read. */
export function certificateEnd(pem: string): number | undefined {
  try {
    const end = new X509Certificate(pem).validToDate.getTime();
    return Number.isFinite(end) ? end : undefined;
  } catch {
    return undefined;
  }
}

/**
 * A text as UTF-8 in a buffer of its own, to be wiped: Buffer.from takes small ones from a pool
 * that is never cleared.
 */
export function utf8(text: string): Uint8Array {
  return secretBytes(encoder.encode(text));
}

const encoder = new TextEncoder();

/** SHA-256 of what comes piece by piece: `update`, then `digest` once. */
export function sha256Stream(): { update(part: Uint8Array): void; digest(): Uint8Array } {
  const hash = createHash('sha256');
  return { update: (part) => void hash.update(part), digest: () => plain(hash.digest()) };
}

/** A private key of X25519 (RFC 7748) of its 32 bytes, which are copied. */
export function x25519Key(bytes: Uint8Array): KeyObject {
  const der = secretBytes(Buffer.concat([x25519Der, point(bytes)]));
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  } finally {
    wipe(der);
  }
}

/** The 32 bytes that others may know of it. */
export function x25519Public(key: KeyObject): Uint8Array {
  // JWK costs OpenSSL much less than DER.
  const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
  return fromBase64url(x);
}

/**
 * The 32 bytes that both ends of an exchange find; `undefined` for a public key that gives every
 * private key the same.
 */
export function x25519(key: KeyObject, publicKey: Uint8Array): Uint8Array | undefined {
  const jwk = { kty: 'OKP', crv: 'X25519', x: toBase64url(point(publicKey)) };
  const other = createPublicKey({ key: jwk, format: 'jwk' });
  try {
    return plain(secretBytes(diffieHellman({ privateKey: key, publicKey: other })));
  } catch {
    return undefined; // points of low order
  }
}

// What stands before the 32 bytes of a private key (RFC 8410).
const x25519Der = Buffer.from('302e020100300506032b656e04220420', 'hex');

/**
 * A private key of ML-KEM-768 (FIPS 203) of its 64-byte seed. Throws where this program's library
 * has none: that of Electron, and of older Nodes.
 */
export function mlKemKey(seed: Uint8Array): KeyObject {
  const key = Buffer.from(seed.buffer, seed.byteOffset, seed.length);
  return createPrivateKey({ key, format: 'raw-seed', asymmetricKeyType: 'ml-kem-768' });
}

/** The 1,184 bytes to which others encapsulate. */
export function mlKemPublic(key: KeyObject): Uint8Array {
  return plain(createPublicKey(key).export({ format: 'raw-public' }));
}

/**
 * The 32 bytes that were encapsulated; for altered bytes others, which say nothing. Throws for
 * bytes of another length.
 */
export function mlKemDecapsulate(key: KeyObject, encapsulated: Uint8Array): Uint8Array {
  return plain(secretBytes(crypto.decapsulate(key, encapsulated)));
}

/** HMAC-SHA-256 (RFC 2104), 32 bytes; of a text, over its UTF-8. */
export function hmacSha256(key: KeyObject, data: Uint8Array | string): Uint8Array {
  // A digest as bytes has memory of its own, which costs more than the way over a string.
  return plain(Buffer.from(createHmac('sha256', key).update(data).digest('binary'), 'latin1'));
}

/** HMAC (RFC 2104) by the bytes of a key, none for a key that is empty. For files of other programs alone. */
export function hmacOf(hash: 'sha1' | 'sha256', key: Uint8Array, data: Uint8Array): Uint8Array {
  return plain(createHmac(hash, key).update(data).digest());
}

/** HKDF-SHA-256 (RFC 5869), extract and expand. */
export function hkdfSha256(
  key: Uint8Array | KeyObject,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  return secretBytes(new Uint8Array(hkdfSync('sha256', key, salt, info, length)));
}

/** SHA-512 of the parts, one behind the other. */
export function sha512(...parts: Uint8Array[]): Uint8Array {
  const hashing = createHash('sha512');
  for (const part of parts) hashing.update(part);
  return plain(hashing.digest());
}

/**
 * AES-256-CBC with PKCS#7 padding, for formats of others: it authenticates nothing by itself. `iv`:
 * 16 bytes.
 */
export function aesCbc(
  key: Uint8Array,
  iv: Uint8Array,
): { update(part: Uint8Array): Uint8Array; final(): Uint8Array } {
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  return { update: (part) => cipher.update(part), final: () => cipher.final() };
}

/**
 * AES-256-GCM (NIST SP 800-38D): `before` as it is, ciphertext, then the 16-byte tag. The nonce is
 * 12 bytes, never used twice.
 */
export function aesGcmSeal(
  key: KeyObject,
  nonce: Uint8Array,
  aad: Uint8Array,
  plaintext: Uint8Array,
  before: Uint8Array = nothing,
): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', key, twelve(nonce), { authTagLength: TAG });
  cipher.setAAD(aad);
  const ciphertext = cipher.update(plaintext);
  cipher.final(); // a counter mode holds nothing back
  // concat takes small buffers from a pool, which halves the time of a small seal.
  return plain(Buffer.concat([before, ciphertext, cipher.getAuthTag()]));
}

/**
 * The plaintext of what `aesGcmSeal` made, or undefined when it does not authenticate under this
 * key.
 */
export function aesGcmOpen(
  key: KeyObject,
  nonce: Uint8Array,
  aad: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  if (sealed.length < TAG) return undefined;
  const end = sealed.length - TAG;
  // Without authTagLength node would accept tags as short as 4 bytes.
  const cipher = createDecipheriv('aes-256-gcm', key, twelve(nonce), { authTagLength: TAG });
  cipher.setAAD(aad);
  cipher.setAuthTag(sealed.subarray(end));
  const plaintext = secretBytes(cipher.update(sealed.subarray(0, end)));
  try {
    cipher.final();
  } catch {
    wipe(plaintext); // unauthenticated bytes go no further than here
    return undefined;
  }
  return plain(plaintext);
}

/**
 * AES-256-GCM on the threads of libuv's pool, several at a time: for what is long. Nonce and tag as
 * `aesGcmSeal` has them.
 */
export interface PooledGcm {
  seal(nonce: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array>;
  /** `undefined` when it does not authenticate. */
  open(nonce: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | undefined>;
}

/** The key is copied. */
export async function pooledGcm(bytes: Uint8Array): Promise<PooledGcm> {
  if (bytes.length !== 32) throw new RangeError('a key has 32 bytes');
  const { subtle } = webcrypto;
  const key = await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const how = (nonce: Uint8Array) => ({ name: 'AES-GCM', iv: twelve(nonce), tagLength: 8 * TAG });
  return {
    seal: async (nonce, plaintext) => new Uint8Array(await subtle.encrypt(how(nonce), key, plaintext)),
    open: async (nonce, sealed) => {
      if (sealed.length < TAG) return undefined;
      const opened = await subtle.decrypt(how(nonce), key, sealed).catch(() => undefined);
      return opened && new Uint8Array(opened);
    },
  };
}

/** What Argon2 is asked for; memory in KiB, length of the output in bytes. */
export interface Argon2Input {
  algorithm: 'argon2d' | 'argon2i' | 'argon2id';
  version: 0x10 | 0x13;
  password: Uint8Array;
  salt: Uint8Array;
  memoryKiB: number;
  passes: number;
  lanes: number;
  length: number;
  secret?: Uint8Array | undefined;
}

/**
 * A derivation in a process of its own: `end` kills it. `undefined` where the process gave nothing.
 */
export interface ApartDerivation {
  readonly output: Promise<Uint8Array | undefined>;
  end(): void;
}

// What costs less, in KiB times passes, is over before a person notices that it could not be ended.
const dearFrom = 1024 * 1024;
let apart: ((input: Argon2Input) => ApartDerivation) | undefined;
// Over when the last derivation that was asked for is, also when nobody listens to it any more.
let derivation: Promise<void> = Promise.resolve();

/**
 * From now on a derivation that is dear, and may be called off, runs as `start` says: a native call
 * cannot be interrupted.
 */
export function deriveApart(start: ((input: Argon2Input) => ApartDerivation) | undefined): void {
  apart = start;
}

/**
 * Argon2 (RFC 9106), on a thread of libuv's pool; one at a time, so that the memory of several is
 * not held at once. Rejects with the signal's reason as soon as it aborts: what waits for its turn
 * never begins, what runs apart ends.
 */
export async function argon2(input: Argon2Input, signal?: AbortSignal): Promise<Uint8Array> {
  signal?.throwIfAborted();
  const output = derivation.then(() => {
    signal?.throwIfAborted();
    return derived(input, signal);
  });
  derivation = output.then(ignore, ignore);
  return plain(await (signal ? abandonable(output, signal) : output));
}

async function derived(input: Argon2Input, signal: AbortSignal | undefined): Promise<Uint8Array> {
  if (signal === undefined || apart === undefined || input.memoryKiB * input.passes <= dearFrom)
    return hash(input);
  const { output, end } = apart(input);
  signal.addEventListener('abort', end, { once: true });
  const found = await output.finally(() => signal.removeEventListener('abort', end));
  signal.throwIfAborted();
  return found ?? hash(input);
}

/** The library's numbers of them. */
const algorithms = { argon2d: 0, argon2i: 1, argon2id: 2 } as const;

async function hash(input: Argon2Input): Promise<Buffer> {
  // Loaded when a passphrase is first tried: a native module that much of the program never needs.
  const { hashRaw } = await import('@node-rs/argon2');
  const output = await hashRaw(input.password, {
    algorithm: algorithms[input.algorithm],
    version: input.version === 0x10 ? 0 : 1,
    salt: input.salt,
    memoryCost: input.memoryKiB,
    timeCost: input.passes,
    parallelism: input.lanes,
    outputLen: input.length,
    ...(input.secret && { secret: input.secret }),
  });
  return secretBytes(output);
}

/** PBKDF2 (RFC 8018) on a thread of libuv's pool. For files of other programs alone. */
export async function pbkdf2(
  password: Uint8Array,
  salt: Uint8Array,
  { hash, rounds, length }: { hash: 'sha1' | 'sha256' | 'sha512'; rounds: number; length: number },
): Promise<Uint8Array> {
  return plain(await promisify(nodePbkdf2)(password, salt, rounds, length, hash));
}

/** scrypt (RFC 7914), 32 bytes; takes 128 · N · r bytes of memory. For files of other programs alone. */
export async function scrypt(
  password: Uint8Array,
  salt: Uint8Array,
  { N, r, p }: { N: number; r: number; p: number },
): Promise<Uint8Array> {
  const output = await new Promise<Buffer>((resolve, reject) => {
    const options = { N, r, p, maxmem: 128 * N * r + 128 * r * p + 1024 ** 2 };
    nodeScrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
  return plain(output);
}

/**
 * AES in CBC with PKCS#7 (NIST SP 800-38A), by the key's length; `undefined` when the padding is
 * none. It authenticates nothing. For files of other programs alone.
 */
export function aesCbcOpen(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  try {
    const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, iv);
    return plain(Buffer.concat([cipher.update(sealed), cipher.final()]));
  } catch {
    return undefined;
  }
}

/** AES-256-CBC whose blocks are all content; `undefined` for half a block. For files of other programs alone. */
export function aesCbcUnpadded(key: Uint8Array, iv: Uint8Array, sealed: Uint8Array): Uint8Array | undefined {
  if (sealed.length % 16 !== 0) return undefined;
  const cipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
  return plain(Buffer.concat([cipher.update(sealed), cipher.final()]));
}

/** Whether two byte strings are equal, in time that depends on their lengths only. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

// On abort a native call runs to its end unheard, and its output is wiped.
function abandonable(hash: Promise<Uint8Array>, signal: AbortSignal): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    hash
      .then((output) => {
        if (signal.aborted) wipe(output);
        resolve(output); // does nothing after a rejection
      }, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}

function ignore(): void {}

function point(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== POINT) throw new RangeError('a key of X25519 has 32 bytes');
  return bytes;
}

function twelve(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== NONCE) throw new RangeError('a nonce has 12 bytes');
  return nonce;
}

// A Buffer prints, slices and compares unlike the Uint8Array the callers are promised.
function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** What a certificate says of itself: nothing of it is checked. */
export interface CertificateText {
  /** Distinguished names, a part a line. */
  readonly subject: string;
  readonly issuer: string;
  /** Milliseconds. */
  readonly from: number;
  readonly until: number;
  /** Other names that it holds for; '' for none. */
  readonly names: string;
  /** SHA-256, hex with colons. */
  readonly fingerprint: string;
}

/** Reads one certificate (RFC 5280), PEM or DER; `undefined` for anything else. */
export function certificateText(bytes: Uint8Array | string): CertificateText | undefined {
  try {
    const read = new X509Certificate(bytes);
    const { subject, issuer, validFrom, validTo, subjectAltName, fingerprint256 } = read;
    return {
      ...{ subject, issuer, from: Date.parse(validFrom), until: Date.parse(validTo) },
      ...{ names: subjectAltName ?? '', fingerprint: fingerprint256 },
    };
  } catch {
    return undefined;
  }
}
