import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { aesCbc, argon2, hmacSha256, random, secretKey, sha256, sha512 } from '../../crypto/primitives.ts';
import { wipe } from '../../crypto/wipe.ts';

// KDBX 4.1 as https://keepass.info/help/kb/kdbx.html has it: AES-256, Argon2d, gzip.

const aes256 = Buffer.from('31c1f2e6bf714350be5805216afc5aff', 'hex');
const argon2dId = Buffer.from('ef636ddf8c29444b91f7a9a403e30a0c', 'hex');
const blockSize = 1024 * 1024;

export interface KdbxCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** What KeePassXC chooses for a new database, but for its measured passes. */
export const usualCost: KdbxCost = { memoryKiB: 64 * 1024, passes: 10, lanes: 2 };

/** A whole file around what lies in it: `inner` is the inner header and the XML, as they come. */
export async function* kdbxFile(
  inner: AsyncIterable<Uint8Array>,
  password: string,
  cost: KdbxCost,
): AsyncGenerator<Uint8Array> {
  const [masterSeed, iv, salt] = [random(32), random(16), random(32)];
  const header = headerOf({ masterSeed, iv, salt, cost });
  const composite = sha256(sha256(Buffer.from(password)));
  const transformed = await argon2({
    algorithm: 'argon2d',
    version: 0x13,
    password: composite,
    salt,
    length: 32,
    ...cost,
  });
  const macKey = sha512(masterSeed, transformed, Uint8Array.of(1));
  const key = sha256(masterSeed, transformed);
  try {
    yield header;
    yield sha256(header);
    yield mac(blockKey(macKey, 0xffff_ffff_ffff_ffffn), header);
    yield* blocks(sealed(zipped(inner), key, iv), macKey);
  } finally {
    wipe(composite, transformed, macKey, key);
  }
}

/** A field of the inner header, or of the outer one: its number, how long it is, and what it holds. */
export function kdbxField(id: number, ...parts: Uint8Array[]): Uint8Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([Uint8Array.of(id), uint(4, BigInt(size)), ...parts]);
}

function headerOf({
  masterSeed,
  iv,
  salt,
  cost,
}: Record<'masterSeed' | 'iv' | 'salt', Uint8Array> & { cost: KdbxCost }) {
  const kdf = [
    Buffer.from('0001', 'hex'),
    variant(0x42, '$UUID', argon2dId),
    variant(0x42, 'S', salt),
    variant(0x04, 'P', uint(4, BigInt(cost.lanes))),
    variant(0x05, 'M', uint(8, BigInt(cost.memoryKiB) * 1024n)),
    variant(0x05, 'I', uint(8, BigInt(cost.passes))),
    variant(0x04, 'V', uint(4, 0x13n)),
    Uint8Array.of(0),
  ];
  return Buffer.concat([
    Buffer.from('03d9a29a67fb4bb501000400', 'hex'),
    kdbxField(2, aes256),
    kdbxField(3, uint(4, 1n)),
    kdbxField(4, masterSeed),
    kdbxField(7, iv),
    kdbxField(11, ...kdf),
    kdbxField(0, Buffer.from('\r\n\r\n', 'latin1')),
  ]);
}

async function* zipped(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  // Whoever reads hears of a failure of the parts, too.
  const zip = pipeline(Readable.from(parts), createGzip(), () => undefined);
  for await (const part of zip) yield part as Uint8Array;
}

async function* sealed(
  parts: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  iv: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const cipher = aesCbc(key, iv);
  for await (const part of parts) yield cipher.update(part);
  yield cipher.final();
}

async function* blocks(parts: AsyncIterable<Uint8Array>, macKey: Uint8Array): AsyncGenerator<Uint8Array> {
  let index = 0n;
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const part of parts) {
    held.push(part);
    size += part.length;
    if (size < blockSize) continue;
    yield block(index, Buffer.concat(held), macKey);
    index += 1n;
    held = [];
    size = 0;
  }
  if (size > 0) {
    yield block(index, Buffer.concat(held), macKey);
    index += 1n;
  }
  yield block(index, new Uint8Array(0), macKey);
}

function block(index: bigint, data: Uint8Array, macKey: Uint8Array): Uint8Array {
  const sized = Buffer.concat([uint(4, BigInt(data.length)), data]);
  return Buffer.concat([mac(blockKey(macKey, index), Buffer.concat([uint(8, index), sized])), sized]);
}

function blockKey(macKey: Uint8Array, index: bigint): Uint8Array {
  return sha512(uint(8, index), macKey);
}

function mac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return hmacSha256(secretKey(key), data);
}

function variant(type: number, key: string, value: Uint8Array): Uint8Array {
  const name = Buffer.from(key);
  return Buffer.concat([
    Uint8Array.of(type),
    uint(4, BigInt(name.length)),
    name,
    uint(4, BigInt(value.length)),
    value,
  ]);
}

export function uint(bytes: 4 | 8, value: bigint): Uint8Array {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value);
  return buffer.subarray(0, bytes);
}
