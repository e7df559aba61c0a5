import { isUtf8 } from 'node:buffer';
import { toBase64url } from './base64url.ts';
import { aesCbcUnpadded, argon2, equal, hmacOf, type Jwk, keyOfJwk, sha1 } from './primitives.ts';
import { lengthAnd, pemOfKey } from './ssh-pem.ts';

// PuTTY's private keys: https://the.earth.li/~sgtatham/putty/0.83/htmldoc/AppendixC.html

/** How the key of a file is made from its passphrase; memory in KiB. */
export interface PpkDerivation {
  readonly algorithm: 'argon2d' | 'argon2i' | 'argon2id';
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
  readonly salt: Uint8Array;
}

/** A key file as it lies there. */
export interface PpkFile {
  readonly version: 2 | 3;
  readonly type: string;
  readonly comment: string;
  readonly isEncrypted: boolean;
  /** The public half as it crosses the wire. */
  readonly publicKey: Uint8Array;
  /** Missing: the two SHA-1 of version 2, or nothing is encrypted. */
  readonly derivation?: PpkDerivation;
  readonly sealed: Uint8Array;
  readonly mac: Uint8Array;
  /** What the MAC covers before the private half. */
  readonly before: Uint8Array;
}

/** Why a file is not read: `scheme` is a cipher or a derivation that is not known here. */
export type PpkFault = 'malformed' | 'newer' | 'scheme';

/** Reads the parts of a key file; nothing is opened. */
export function parsePpk(bytes: Uint8Array): PpkFile | PpkFault {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\n|\r/);
  const [, number = '', type = ''] = /^PuTTY-User-Key-File-(\d{1,9}): (\S+)$/.exec(lines[0] ?? '') ?? [];
  const version = Number(number);
  if (number === '') return 'malformed';
  if (version > 3) return 'newer';
  if (version !== 2 && version !== 3) return 'scheme';
  const headers = headersOf(lines.slice(1));
  const cipher = headers.get('Encryption');
  const isEncrypted = cipher === 'aes256-cbc';
  if (!isEncrypted && cipher !== 'none') return cipher === undefined ? 'malformed' : 'scheme';
  const [publicKey, sealed] = [headers.get('Public-Lines'), headers.get('Private-Lines')].map(bytesOfBase64);
  const mac = bytesOfHex(headers.get('Private-MAC'));
  const comment = Buffer.from(headers.get('Comment') ?? '', 'latin1');
  if (publicKey === undefined || sealed === undefined || mac?.length !== (version === 2 ? 20 : 32))
    return 'malformed';
  const derivation = isEncrypted && version === 3 ? derivationOf(headers) : undefined;
  if (typeof derivation === 'string') return derivation;
  const before = Buffer.concat([type, cipher, comment, publicKey].map(lengthAnd));
  return {
    ...{ version, type, comment: comment.toString(isUtf8(comment) ? 'utf8' : 'latin1'), isEncrypted },
    ...{ publicKey, sealed, mac, before, ...(derivation && { derivation }) },
  };
}

/** `NAME: VALUE`; of `NAME-Lines: 3` the three lines behind it. */
function headersOf(lines: readonly string[]): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (let at = 0; at < lines.length; at++) {
    const [, name = '', value = ''] = /^([A-Za-z0-9-]+): ?(.*)$/.exec(lines[at] ?? '') ?? [];
    const count = name.endsWith('-Lines') ? Math.min(Number(value), lines.length) : 0;
    headers.set(name, count > 0 ? lines.slice(at + 1, at + 1 + count).join('') : value);
    at += count > 0 ? count : 0;
  }
  return headers;
}

function derivationOf(headers: ReadonlyMap<string, string>): PpkDerivation | PpkFault {
  const name = headers.get('Key-Derivation')?.toLowerCase();
  if (name !== 'argon2id' && name !== 'argon2i' && name !== 'argon2d')
    return name === undefined ? 'malformed' : 'scheme';
  const [memoryKiB = 0, passes = 0, lanes = 0] = ['Memory', 'Passes', 'Parallelism'].map((one) =>
    Number(headers.get(`Argon2-${one}`)),
  );
  const salt = bytesOfHex(headers.get('Argon2-Salt'));
  const isWhole = [memoryKiB, passes, lanes].every((one) => Number.isSafeInteger(one) && one > 0);
  if (!isWhole || salt === undefined || salt.length < 8 || memoryKiB < 8 * lanes) return 'malformed';
  return { algorithm: name, memoryKiB, passes, lanes, salt };
}

/**
 * The private half, once its MAC says that it is whole and the passphrase the right one;
 * `undefined`: it does not. What the derivation costs is for the caller to bound.
 */
export async function openPpk(file: PpkFile, passphrase: string): Promise<Uint8Array | undefined> {
  const { version, isEncrypted, sealed, before, mac } = file;
  const keys = await (version === 2 ? keysOfSecond : keysOfThird)(file, Buffer.from(passphrase));
  const opened = isEncrypted ? aesCbcUnpadded(keys.cipher, keys.iv, sealed) : sealed;
  if (opened === undefined) return undefined;
  const covered = Buffer.concat([before, lengthAnd(opened)]);
  return equal(hmacOf(version === 2 ? 'sha1' : 'sha256', keys.mac, covered), mac) ? opened : undefined;
}

interface Keys {
  readonly cipher: Uint8Array;
  readonly iv: Uint8Array;
  readonly mac: Uint8Array;
}

const macLabel = Buffer.from('putty-private-key-file-mac-key');

async function keysOfSecond({ isEncrypted }: PpkFile, passphrase: Buffer): Promise<Keys> {
  const part = (n: number) => sha1(Buffer.from([0, 0, 0, n]), passphrase);
  return {
    cipher: Buffer.concat([part(0), part(1)]).subarray(0, 32),
    iv: new Uint8Array(16),
    mac: isEncrypted ? sha1(macLabel, passphrase) : sha1(macLabel),
  };
}

async function keysOfThird({ derivation }: PpkFile, passphrase: Buffer): Promise<Keys> {
  const none = new Uint8Array();
  if (derivation === undefined) return { cipher: none, iv: none, mac: none };
  const all = await argon2({ ...derivation, version: 0x13, password: passphrase, length: 80 });
  return { cipher: all.subarray(0, 32), iv: all.subarray(32, 48), mac: all.subarray(48) };
}

/** The public half as OpenSSH writes it, on one line. */
export function ppkPublicLine({ type, publicKey, comment }: PpkFile): string {
  return `${type} ${Buffer.from(publicKey).toString('base64')} ${comment}`.trim();
}

/**
 * The key in a form that OpenSSH reads, from an opened private half; `undefined`: a kind that has
 * none here (DSA, Ed448), or numbers that are no key.
 */
export function ppkPem({ type, publicKey }: PpkFile, opened: Uint8Array): string | undefined {
  const [, ...open] = partsOf(publicKey) ?? [];
  const jwk = jwkOf(type, open, partsOf(opened) ?? []);
  const key = jwk && keyOfJwk(jwk);
  return key && pemOfKey(key);
}

const curves: Readonly<Record<string, readonly [name: string, size: number]>> = {
  'ecdsa-sha2-nistp256': ['P-256', 32],
  'ecdsa-sha2-nistp384': ['P-384', 48],
  'ecdsa-sha2-nistp521': ['P-521', 66],
};

function jwkOf(type: string, open: readonly Buffer[], closed: readonly Buffer[]): Jwk | undefined {
  if (type === 'ssh-rsa') return rsaJwk(open, closed);
  const [first, point] = open;
  const [secret] = closed;
  if (secret === undefined || first === undefined) return undefined;
  // Little-endian, without zeros at its end.
  if (type === 'ssh-ed25519')
    return secret.length > 32
      ? undefined
      : { kty: 'OKP', crv: 'Ed25519', x: toBase64url(first), d: toBase64url(Buffer.concat([secret], 32)) };
  const [crv, size = 0] = curves[type] ?? [];
  if (crv === undefined || point?.length !== 1 + 2 * size || point[0] !== 4) return undefined;
  const d = number(secret, size);
  if (d === undefined) return undefined;
  return {
    kty: 'EC',
    crv,
    x: toBase64url(point.subarray(1, 1 + size)),
    y: toBase64url(point.subarray(1 + size)),
    d,
  };
}

function rsaJwk([e, n]: readonly Buffer[], [d, p, q, qi]: readonly Buffer[]): Jwk | undefined {
  if (!e || !n || !d || !p || !q || !qi) return undefined;
  const [exponent, one, two] = [integer(d), integer(p), integer(q)];
  if (one < 2n || two < 2n) return undefined;
  const [dp, dq] = [exponent % (one - 1n), exponent % (two - 1n)].map((value) => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  }) as [Buffer, Buffer];
  const parts = Object.entries({ n, e, d, p, q, dp, dq, qi }).map(([name, value]) => [name, number(value)]);
  return { kty: 'RSA', ...Object.fromEntries(parts) };
}

function integer(bytes: Buffer): bigint {
  return BigInt(`0x0${bytes.toString('hex')}`);
}

/** A number of SSH (RFC 4251, 5: mpint) as JSON has it, filled up to `size`; `undefined`: longer. */
function number(bytes: Buffer, size = 0): string | undefined {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
  if (size > 0 && digits.length > size) return undefined;
  return toBase64url(Buffer.concat([Buffer.alloc(Math.max(size - digits.length, 0)), digits]));
}

/** Strings with their length before them (RFC 4251, 5); zeros of a cipher may follow. */
function partsOf(bytes: Uint8Array): readonly Buffer[] | undefined {
  const all = Buffer.from(bytes);
  const parts: Buffer[] = [];
  for (let at = 0; at + 4 <= all.length; ) {
    const end = at + 4 + all.readUInt32BE(at);
    if (end > all.length) return parts;
    parts.push(all.subarray(at + 4, end));
    at = end;
  }
  return parts;
}

function bytesOfBase64(text = ''): Buffer | undefined {
  return text !== '' && /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

function bytesOfHex(text = ''): Buffer | undefined {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex') : undefined;
}
