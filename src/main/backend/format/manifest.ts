import * as z from 'zod/mini';
import { fail, failureOf } from '../../../shared/failure.ts';
import { padJson, unpadJson } from '../../crypto/padding.ts';
import { type Key, sha256 } from '../../crypto/primitives.ts';
import { open, seal } from '../../crypto/seal.ts';
import { wipe, wipedAtEnd } from '../../crypto/wipe.ts';
import { keySlot } from '../../keyslots/slot.ts';
import { fitsTogether, type Head, type Header } from './head-shape.ts';
import { time } from './shapes.ts';

/** The format that this build writes, and the newest that it reads. */
export const formatVersion = 1;
const magic = Buffer.from('HOLDFAST', 'latin1');
const checksumLength = 32;
const maxHeader = 1024 * 1024;

const hexId = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const whole = z.int().check(z.nonnegative());
// Loose: members that a later build adds are kept, here and in the head.
const header = z.looseObject({
  format: z.literal(1),
  vault: hexId,
  created: time,
  slots: z.array(keySlot).check(z.maxLength(64)),
});

/** A manifest taken apart; `headerBytes` are authenticated only once the head has been opened. */
export interface ManifestParts {
  readonly header: Header;
  readonly headerBytes: Uint8Array;
  readonly sealedHead: Uint8Array;
}

/** magic ‖ header length ‖ header ‖ sealed head ‖ SHA-256 of all before (format.md, 3). */
export function buildManifest(headerBytes: Uint8Array, sealedHead: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(headerBytes.length);
  const body = Buffer.concat([magic, length, headerBytes, sealedHead]);
  return Buffer.concat([body, sha256(body)]);
}

/** Whether these are all bytes of a manifest, as they were written. */
export function isWholeManifest(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.length < magic.length + 4 + checksumLength) return false;
  const body = buffer.subarray(0, buffer.length - checksumLength);
  return buffer.subarray(body.length).equals(sha256(body)) && body.subarray(0, magic.length).equals(magic);
}

/**
 * Takes a manifest apart. Refuses with `newer-format`, or `damaged` where the checksum or the shape
 * is wrong.
 */
export function parseManifest(bytes: Uint8Array): ManifestParts {
  if (!isWholeManifest(bytes)) return damaged();
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length - checksumLength);
  const length = body.readUInt32BE(magic.length);
  const start = magic.length + 4;
  if (length > maxHeader || start + length > body.length) return damaged();
  const headerBytes = body.subarray(start, start + length);
  return { header: parseHeader(headerBytes), headerBytes, sealedHead: body.subarray(start + length) };
}

function parseHeader(bytes: Uint8Array): Header {
  let json: unknown;
  try {
    json = JSON.parse(unpadJson(bytes));
  } catch {
    return damaged();
  }
  const found = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;
  if (typeof found === 'number' && Number.isInteger(found) && found > formatVersion) {
    fail({ code: 'newer-format', found, supported: formatVersion });
  }
  const parsed = header.safeParse(json);
  return parsed.success ? (parsed.data as Header) : damaged();
}

/** The header's bytes: JSON without padding, members in this order. */
export function headerBytesOf({ format, vault, created, slots, ...later }: Header): Uint8Array {
  return Buffer.from(JSON.stringify({ format, vault, created, slots, ...later }), 'utf8');
}

/** AAD of the head: binds vault, revision and every byte of the header. */
function headAad(vault: string, revision: number, headerBytes: Uint8Array): Uint8Array {
  const hash = Buffer.from(sha256(headerBytes)).toString('hex');
  return Buffer.from(`holdfast/1/head\n${vault}\n${revision}\n${hash}`, 'utf8');
}

/** The whole manifest of one revision, around the JSON of a `Head`. `nonce` is for tests alone. */
export function sealManifest(
  key: Key,
  header: Header,
  revision: number,
  head: string,
  nonce?: Uint8Array,
): Uint8Array {
  const headerBytes = headerBytesOf(header);
  const aad = headAad(header.vault, revision, headerBytes);
  const plain = padJson(head);
  const sealed = seal(key, aad, plain, nonce);
  wipe(plain);
  return buildManifest(headerBytes, sealed);
}

/**
 * The head of a manifest; `wrong-key` when it does not open under this key, for its checksum held.
 */
export function openHead(key: Key, parts: ManifestParts, revision: number): Head {
  const aad = headAad(parts.header.vault, revision, parts.headerBytes);
  const plain = open(key, aad, parts.sealedHead);
  if (plain === undefined) return fail({ code: 'wrong-key' });
  using _ = wipedAtEnd(plain);
  const parsed = headSchema.safeParse(parseSealed(plain, 'head'));
  const head = parsed.success ? (parsed.data as Head) : undefined;
  return head !== undefined && fitsTogether(head) ? head : fail({ code: 'damaged', part: 'head' });
}

/** Parses JSON that was authenticated: what fails here was written by a faulty or newer build. */
export function parseSealed(
  plain: Uint8Array,
  part: 'head' | 'page' | 'object' | 'audit',
  object?: string,
): unknown {
  try {
    return JSON.parse(unpadJson(plain));
  } catch (error) {
    if (failureOf(error) !== undefined) throw error;
    return fail({ code: 'damaged', part, ...(object !== undefined && { object }) });
  }
}

const chain = z.looseObject({
  count: whole,
  tip: z.string(),
  pages: z.array(z.tuple([hexId, whole, whole])),
  cut: z.optional(z.object({ count: whole, tip: z.string() })),
});
const line = z.looseObject({
  id: z.string(),
  name: z.string().check(z.maxLength(256)),
  revision: z.optional(whole),
  mark: z.optional(z.string()),
  stamp: whole,
  seen: time,
  gone: z.optional(time),
  audit: z.optional(chain),
});
const dotted = z.optional(
  z.array(z.union([z.tuple([z.string(), whole]), z.tuple([z.string(), whole, hexId])])),
);
const ref = z.nullable(z.tuple([hexId, whole]));
const headSchema = z.looseObject({
  address: z.string(),
  ring: z.array(z.object({ term: whole, key: z.string(), created: time, uses: whole })),
  drafts: z.optional(z.array(z.object({ term: whole, key: z.string() }))),
  pages: z.array(z.tuple([z.string(), hexId, whole, whole])),
  policies: ref,
  clients: ref,
  audit: chain,
  settings: z.array(z.tuple([z.string(), z.string()])),
  garbage: z.object({
    count: whole,
    swept: time,
    candidates: ref,
    stamp: z.optional(whole),
    dropped: z.optional(z.union([z.tuple([hexId, whole, whole]), z.tuple([hexId, whole, whole, hexId])])),
  }),
  renewal: z.optional(z.object({ term: whole })),
  updated: time,
  device: z.optional(hexId),
  devices: z.optional(z.array(line)),
  written: z.optional(z.looseObject({ policies: dotted, clients: dotted, settings: dotted, slots: dotted })),
  earlier: z.optional(z.array(z.object({ key: z.string(), since: whole }))),
});

function damaged(): never {
  return fail({ code: 'damaged', part: 'manifest' });
}
