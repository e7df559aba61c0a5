import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import kdbxweb from 'kdbxweb';
import { aesCbcOpen, aesCbcUnpadded, equal, sha256 } from '../crypto/primitives.ts';
import { twofishCbcOpen, twofishCbcUnpadded } from '../crypto/twofish.ts';
import { importLimits, type Source } from './entry.ts';
import { type KdbxHeader, readFields } from './kdbx-header.ts';
import { compositeKey, deriveKey } from './kdbx-key.ts';
import { refuse } from './refuse.ts';

const { CryptoEngine, HashedBlockTransform, HmacBlockTransform, Int64 } = kdbxweb;

/**
 * A KDBX file's content in the clear: the XML, how its protected values are masked, and version 4's
 * attachments.
 */
export interface Payload {
  readonly xml: Uint8Array;
  readonly stream: { readonly id: number; readonly key: Uint8Array };
  readonly binaries: readonly Uint8Array[];
}

/**
 * Decrypts all of it. `wrong-password` where the key is wrong, `malformed` where the file is
 * damaged.
 */
export async function openPayload(header: KdbxHeader, { bytes, ...credentials }: Source): Promise<Payload> {
  if (header.major === 4) checkHash(header, bytes);
  const key = await deriveKey(compositeKey(credentials), header.kdf);
  if (header.major === 3) {
    const xml = await openVersion3(header, bytes, sha256(header.masterSeed, key));
    return { xml, stream: header.stream ?? bad(), binaries: [] };
  }
  return readInner(await openVersion4(header, bytes, key));
}

function checkHash({ length }: KdbxHeader, bytes: Uint8Array): void {
  const hash = bytes.subarray(length, length + 32);
  if (!equal(sha256(bytes.subarray(0, length)), hash)) refuse('malformed', { part: 'header' });
}

async function openVersion4(header: KdbxHeader, bytes: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const { masterSeed, length } = header;
  const hmacKey = await CryptoEngine.sha512(buffer(Buffer.concat([masterSeed, key, new Uint8Array([1])])));
  const headerKey = await HmacBlockTransform.getHmacKey(hmacKey, new Int64(0xffffffff, 0xffffffff));
  const mac = await CryptoEngine.hmacSha256(headerKey, buffer(bytes.subarray(0, length)));
  const kept = bytes.subarray(length + 32, length + 64);
  if (kept.length < 32) refuse('malformed', { part: 'header' });
  if (!equal(new Uint8Array(mac), kept)) refuse('wrong-password');
  const blocks = bytes.subarray(length + 64);
  const sealed = await orBad(HmacBlockTransform.decrypt(buffer(blocks), hmacKey));
  await checkEnd(blocks, hmacKey);
  return unpack(header, await decrypt(header, new Uint8Array(sealed), sha256(masterSeed, key)));
}

/**
 * That the empty block at the end is authentic, which kdbxweb leaves out: else the file could end a
 * block too early.
 */
async function checkEnd(blocks: Uint8Array, hmacKey: ArrayBuffer): Promise<void> {
  const view = new DataView(blocks.buffer, blocks.byteOffset, blocks.byteLength);
  let index = 0;
  let at = 0;
  for (let size = view.getUint32(32, true); size > 0; size = view.getUint32(at + 32, true)) {
    at += 36 + size;
    index += 1;
  }
  const content = new DataView(new ArrayBuffer(12));
  content.setUint32(0, index, true);
  const key = await HmacBlockTransform.getHmacKey(hmacKey, new Int64(index));
  const mac = await CryptoEngine.hmacSha256(key, content.buffer);
  if (!equal(new Uint8Array(mac), blocks.subarray(at, at + 32))) bad();
}

async function openVersion3(header: KdbxHeader, bytes: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const { startBytes = bad(), length } = header;
  const sealed = bytes.subarray(length);
  if (sealed.length < 48) bad();
  // The first bytes tell a wrong key from a damaged file, so they come before the rest.
  const start = await decrypt(header, sealed.subarray(0, 32), key, 'unpadded');
  if (!equal(start.subarray(0, 32), startBytes)) refuse('wrong-password');
  const opened = await decrypt(header, sealed, key);
  const blocks = await orBad(HashedBlockTransform.decrypt(buffer(opened.subarray(32))));
  return unpack(header, new Uint8Array(blocks));
}

/** Ciphers whose blocks are chained, of a whole text and of its first blocks. */
const chained = {
  aes: { open: aesCbcOpen, unpadded: aesCbcUnpadded },
  twofish: { open: twofishCbcOpen, unpadded: twofishCbcUnpadded },
};

async function decrypt(
  { cipher, iv }: KdbxHeader,
  sealed: Uint8Array,
  key: Uint8Array,
  how: 'open' | 'unpadded' = 'open',
): Promise<Uint8Array> {
  if (cipher !== 'chacha20') return chained[cipher][how](key, iv, sealed) ?? bad();
  return new Uint8Array(await CryptoEngine.chacha20(buffer(sealed), buffer(key), buffer(iv)));
}

async function unpack({ compressed }: KdbxHeader, bytes: Uint8Array): Promise<Uint8Array> {
  return compressed ? inflate(bytes) : bytes;
}

const gunzipAsync = promisify(gunzip);

/** Inflates gzip, up to the limit and no further. */
export async function inflate(bytes: Uint8Array, limit: number = importLimits.unpacked): Promise<Uint8Array> {
  try {
    return await gunzipAsync(bytes, { maxOutputLength: limit });
  } catch (error) {
    const tooLarge = error instanceof RangeError;
    return refuse(tooLarge ? 'too-large' : 'malformed', { part: 'compressed-content' }, error);
  }
}

/** Version 4: stream and attachments stand before the XML. */
function readInner(content: Uint8Array): Payload {
  const binaries: Uint8Array[] = [];
  const { fields, length } = readFields(content, 0, 4, (id, field) => {
    // The first byte holds flags.
    if (id === 3) binaries.push(field.subarray(1));
  });
  const id = fields.get(1)?.[0] ?? bad();
  return { xml: content.subarray(length), stream: { id, key: fields.get(2) ?? bad() }, binaries };
}

async function orBad<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    return refuse('malformed', { part: 'content' }, error);
  }
}

/** A buffer of exactly these bytes, which is what kdbxweb takes. */
export function buffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

function bad(): never {
  return refuse('malformed', { part: 'content' });
}
