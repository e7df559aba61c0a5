// SLIP-39 written from its specification (satoshilabs/slips, slip-0039.md), for tests alone: plain
// and slow, and none of the library's code. One group, extendable flag set: what Holdfast prints,
// and without a passphrase.
import { createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { slip39Words } from '../../../shared/slip39-words.ts';

type Random = (bytes: number) => Uint8Array;

interface Point {
  readonly x: number;
  readonly y: Uint8Array;
}

const secretAt = 255;
const digestAt = 254;

/** Multiplication in GF(256), modulo x^8 + x^4 + x^3 + x + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 0; bit < 8; bit++) {
    if ((b >> bit) & 1) product ^= a << bit;
  }
  for (let bit = 15; bit >= 8; bit--) {
    if ((product >> bit) & 1) product ^= 0x11b << (bit - 8);
  }
  return product;
}

function inverse(a: number): number {
  for (let b = 1; b < 256; b++) if (times(a, b) === 1) return b;
  throw new Error('zero has no inverse');
}

/** Lagrange interpolation at x, byte by byte. */
function interpolate(points: readonly Point[], x: number): Uint8Array {
  const known = points.find((point) => point.x === x);
  if (known) return known.y;
  const result = new Uint8Array(points[0]?.y.length ?? 0);
  for (const point of points) {
    let basis = 1;
    for (const other of points) {
      if (other !== point) basis = times(basis, times(other.x ^ x, inverse(other.x ^ point.x)));
    }
    for (const [index, byte] of point.y.entries()) result[index] = (result[index] ?? 0) ^ times(byte, basis);
  }
  return result;
}

function digestOf(random: Uint8Array, secret: Uint8Array): Uint8Array {
  return createHmac('sha256', random).update(secret).digest().subarray(0, 4);
}

function splitBytes(threshold: number, shares: number, secret: Uint8Array, random: Random): Point[] {
  if (threshold === 1) return Array.from({ length: shares }, (_, x) => ({ x, y: secret }));
  const points: Point[] = Array.from({ length: threshold - 2 }, (_, x) => ({ x, y: random(secret.length) }));
  const pad = random(secret.length - 4);
  const base = [
    ...points,
    { x: digestAt, y: Buffer.concat([digestOf(pad, secret), pad]) },
    { x: secretAt, y: secret },
  ];
  for (let x = threshold - 2; x < shares; x++) points.push({ x, y: interpolate(base, x) });
  return points;
}

function combineBytes(threshold: number, points: readonly Point[]): Uint8Array {
  if (points.length !== threshold) throw new Error('wrong number of shares');
  if (threshold === 1) return points[0]?.y ?? new Uint8Array();
  const secret = interpolate(points, secretAt);
  const digest = interpolate(points, digestAt);
  if (!Buffer.from(digestOf(digest.subarray(4), secret)).equals(digest.subarray(0, 4)))
    throw new Error('digest');
  return secret;
}

/** The four-round Feistel cipher; the salt is empty for extendable backups. */
function feistel(
  input: Uint8Array,
  rounds: readonly number[],
  exponent: number,
  passphrase = '',
): Uint8Array {
  const half = input.length / 2;
  let left = input.subarray(0, half);
  let right = input.subarray(half);
  for (const round of rounds) {
    const key = pbkdf2Sync(
      Buffer.concat([Uint8Array.of(round), Buffer.from(passphrase)]),
      right,
      2500 << exponent,
      half,
      'sha256',
    );
    [left, right] = [right, left.map((byte, index) => byte ^ (key[index] ?? 0))];
  }
  return Buffer.concat([right, left]);
}

function polymod(values: readonly number[]): number {
  const generator = [
    0xe0e040, 0x1c1c080, 0x3838100, 0x7070200, 0xe0e0009, 0x1c0c2412, 0x38086c24, 0x3090fc48, 0x21b1f890,
    0x3f3f120,
  ];
  let check = 1;
  for (const value of values) {
    const top = check >> 20;
    check = ((check & 0xfffff) << 10) ^ value;
    for (let i = 0; i < 10; i++) check ^= (top >> i) & 1 ? (generator[i] ?? 0) : 0;
  }
  return check;
}

const customization = [...'shamir_extendable'].map((letter) => letter.charCodeAt(0));

function bitsOf(value: number, width: number): string {
  return value.toString(2).padStart(width, '0');
}

function mnemonic(
  facts: { identifier: number; exponent: number; threshold: number },
  { x, y }: Point,
): string[] {
  const value = [...y].map((byte) => bitsOf(byte, 8)).join('');
  const padded = value.padStart(Math.ceil(value.length / 10) * 10, '0');
  const bits = [
    bitsOf(facts.identifier, 15),
    '1',
    bitsOf(facts.exponent, 4),
    '0000', // group index
    '0000', // group threshold - 1
    '0000', // groups - 1
    bitsOf(x, 4),
    bitsOf(facts.threshold - 1, 4),
    padded,
  ].join('');
  return withChecksum((bits.match(/.{10}/g) ?? []).map((ten) => Number.parseInt(ten, 2)));
}

/** The words at these places in the list, and the three that check them. */
export function withChecksum(data: readonly number[]): string[] {
  const check = polymod([...customization, ...data, 0, 0, 0]) ^ 1;
  return [...data, check >> 20, (check >> 10) & 1023, check & 1023].map((index) => slip39Words[index] ?? '');
}

/** Splits a secret; the words of each share. */
export function splitSlip39(
  secret: Uint8Array,
  size: { identifier: number; threshold: number; shares: number; exponent?: number },
  random: Random = randomBytes,
): string[][] {
  const exponent = size.exponent ?? 0;
  const encrypted = feistel(secret, [0, 1, 2, 3], exponent);
  const points = splitBytes(size.threshold, size.shares, encrypted, random);
  return points.map((point) => mnemonic({ ...size, exponent }, point));
}

/** The secret of T shares of one group; throws on anything else. */
export function combineSlip39(sheets: readonly (readonly string[])[], passphrase = ''): Uint8Array {
  const read = sheets.map(readMnemonic);
  const [first] = read;
  if (first === undefined) throw new Error('no share');
  if (new Set(read.map(({ head }) => head)).size !== 1) throw new Error('different sets');
  if (new Set(read.map(({ x }) => x)).size !== read.length) throw new Error('the same share twice');
  return feistel(combineBytes(first.threshold, read), [3, 2, 1, 0], first.exponent, passphrase);
}

function readMnemonic(words: readonly string[]) {
  const data = words.map((word) => slip39Words.indexOf(word));
  if (data.includes(-1) || polymod([...customization, ...data]) !== 1) throw new Error('checksum');
  const bits = data.map((index) => bitsOf(index, 10)).join('');
  const field = (start: number, width: number) => Number.parseInt(bits.slice(start, start + width), 2);
  const value = bits.slice(40, -30);
  const bytes = value.slice(value.length % 8).match(/.{8}/g) ?? [];
  return {
    head: `${bits.slice(0, 32)}${bits.slice(36, 40)}`,
    exponent: field(16, 4),
    x: field(32, 4),
    threshold: field(36, 4) + 1,
    y: Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)),
  };
}
