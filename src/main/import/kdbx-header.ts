import { refuse } from './refuse.ts';

/** How the password becomes a key. Memory in bytes. */
export type Kdf =
  | { readonly kind: 'aes'; readonly salt: Uint8Array; readonly rounds: number }
  | {
      readonly kind: 'argon2d' | 'argon2id';
      readonly salt: Uint8Array;
      readonly memory: number;
      readonly passes: number;
      readonly lanes: number;
      readonly version: 0x10 | 0x13;
    };

/** The open part of a KDBX file, version 2, 3 or 4. https://keepass.info/help/kb/kdbx_4.html */
export interface KdbxHeader {
  readonly major: 3 | 4;
  readonly cipher: 'aes' | 'chacha20' | 'twofish';
  readonly compressed: boolean;
  readonly masterSeed: Uint8Array;
  readonly iv: Uint8Array;
  readonly kdf: Kdf;
  /** Version 3 only; in version 4 they stand in the inner header. */
  readonly stream?: { readonly id: number; readonly key: Uint8Array };
  readonly startBytes?: Uint8Array;
  /** Where the header ends. */
  readonly length: number;
}

type Fields = ReadonlyMap<number, Uint8Array>;
const ciphers: Readonly<Record<string, KdbxHeader['cipher']>> = {
  '31c1f2e6bf714350be5805216afc5aff': 'aes',
  d6038a2b8b6f4cb5a524339a31dbb59a: 'chacha20',
  ad68f29f576f4bb9a36ad47af965346c: 'twofish',
};
const kdfs: Readonly<Record<string, Kdf['kind']>> = {
  c9d9f39a628a4460bf740d08c18a4fea: 'aes',
  '7c02bb8279a74ac0927d114a00648238': 'aes',
  ef636ddf8c29444b91f7a9a403e30a0c: 'argon2d',
  '9e298b1956db4773b23dfc3ec6f0a1e6': 'argon2id',
};

/**
 * Reads the header. `malformed`; `newer-version`, `unknown-scheme` for what we do not know.
 */
export function readHeader(file: Uint8Array): KdbxHeader {
  if (file.length < 12) bad();
  const view = viewOf(file);
  if (view.getUint32(0, true) !== 0x9aa2d903 || view.getUint32(4, true) !== 0xb54bfb67) bad();
  const version = view.getUint16(10, true);
  // The first releases of KeePass 2 wrote 2: it is 3 without a hash of the header.
  const major = version === 2 ? 3 : version;
  if (major > 4) refuse('newer-version', { version: major });
  if (major !== 3 && major !== 4) return bad();
  const { fields, length } = readFields(file, 12, major === 4 ? 4 : 2);
  const cipher = ciphers[hex(need(fields, 2, 16))] ?? refuse('keepass-cipher');
  const compression = number(need(fields, 3, 4));
  if (compression > 1) refuse('unknown-scheme', { part: 'compression' });
  const common = {
    cipher,
    compressed: compression === 1,
    masterSeed: need(fields, 4, 32),
    iv: need(fields, 7, cipher === 'chacha20' ? 12 : 16),
    length,
  };
  if (major === 4) return { major, ...common, kdf: readKdf(readDictionary(need(fields, 11))) };
  return {
    major,
    ...common,
    kdf: { kind: 'aes', salt: need(fields, 5, 32), rounds: number(need(fields, 6, 8)) },
    stream: { id: number(need(fields, 10, 4)), key: need(fields, 8) },
    startBytes: need(fields, 9, 32),
  };
}

/**
 * Fields of one byte of id, `sizeBytes` of length, content; up to the one with id 0. `each` hears
 * them in order.
 */
export function readFields(
  bytes: Uint8Array,
  from: number,
  sizeBytes: 2 | 4,
  each: (id: number, content: Uint8Array) => void = () => {},
): { fields: Fields; length: number } {
  const fields = new Map<number, Uint8Array>();
  const view = viewOf(bytes);
  for (let at = from; ; ) {
    if (at + 1 + sizeBytes > bytes.length) bad();
    const id = bytes[at] ?? 0;
    const size = sizeBytes === 2 ? view.getUint16(at + 1, true) : view.getUint32(at + 1, true);
    const start = at + 1 + sizeBytes;
    at = start + size;
    if (at > bytes.length) bad();
    const content = bytes.subarray(start, at);
    if (id === 0) return { fields, length: at };
    fields.set(id, content);
    each(id, content);
  }
}

/** KDBX's dictionary of typed values; all of them as bytes here. */
function readDictionary(bytes: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const values = new Map<string, Uint8Array>();
  const view = viewOf(bytes);
  if (bytes[1] !== 1) refuse('unknown-scheme', { part: 'kdf' });
  for (let at = 2; bytes[at] !== 0; ) {
    const take = () => {
      if (at + 4 > bytes.length) bad();
      const start = at + 4;
      at = start + view.getUint32(at, true);
      if (at > bytes.length) bad();
      return bytes.subarray(start, at);
    };
    at += 1;
    const key = Buffer.from(take()).toString();
    values.set(key, take());
  }
  return values;
}

function readKdf(values: ReadonlyMap<string, Uint8Array>): Kdf {
  const kind = kdfs[hex(need(values, '$UUID', 16))] ?? refuse('unknown-scheme', { part: 'kdf' });
  const salt = need(values, 'S');
  if (kind === 'aes') return { kind, salt: need(values, 'S', 32), rounds: number(need(values, 'R')) };
  if (values.has('K') || values.has('A')) refuse('unknown-scheme', { part: 'kdf' });
  const version = number(need(values, 'V'));
  if (version !== 0x10 && version !== 0x13) return refuse('unknown-scheme', { part: 'kdf' });
  const memory = number(need(values, 'M'));
  return { kind, salt, memory, passes: number(need(values, 'I')), lanes: number(need(values, 'P')), version };
}

function need<K>(fields: ReadonlyMap<K, Uint8Array>, key: K, length?: number): Uint8Array {
  const content = fields.get(key);
  if (content === undefined || (length !== undefined && content.length !== length)) return bad();
  return content;
}

// Little-endian; beyond 2^53 the exact number no longer matters, for every limit lies far below.
function number(bytes: Uint8Array): number {
  if (bytes.length > 8) bad();
  return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function bad(): never {
  return refuse('malformed', { part: 'header' });
}
