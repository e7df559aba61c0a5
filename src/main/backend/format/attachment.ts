import type { ObjectId, Sealed } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { type AttachmentInfo, attachmentText, limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { fromBase64url, toBase64url } from '../../crypto/base64url.ts';
import { derive } from '../../crypto/derive.ts';
import { padmeLength } from '../../crypto/padding.ts';
import { exportedKey, hmacSha256, random, sha256, sha256Stream } from '../../crypto/primitives.ts';
import { chunkOpener, chunkSize, type Chunk as Piece, sealChunks, sealStream } from '../../crypto/stream.ts';
import { wipe } from '../../crypto/wipe.ts';

/**
 * A file beside the versions that name it (format.md, 19): everything else follows from its key.
 */
export interface Attachment extends AttachmentInfo {
  /** 32 bytes, base64url. It seals this one file. */
  readonly key: string;
}

/** One object of an attachment. */
export interface Chunk {
  readonly attachment: Attachment;
  readonly index: number;
  readonly last: boolean;
}

/** How many objects a file of that size lies in. */
export function chunkCount(size: number): number {
  return Math.max(1, Math.ceil(padmeLength(size) / chunkSize));
}

/** The objects of an attachment, in order. */
export function* chunksOfFile(
  vault: string,
  attachment: Attachment,
): Generator<{ readonly id: ObjectId; readonly chunk: Chunk }> {
  const count = chunkCount(attachment.size);
  const ids = idsOf(vault, attachment.key);
  for (let index = 0; index < count; index++)
    yield { id: ids(index), chunk: { attachment, index, last: index === count - 1 } };
}

function idsOf(vault: string, key: string): (index: number) => ObjectId {
  const bytes = fromBase64url(key);
  const idKey = derive(bytes, Buffer.from(vault, 'hex'), 'attachment/id');
  wipe(bytes);
  return (index) => Buffer.from(hmacSha256(idKey, String(index)).subarray(0, 16)).toString('hex') as ObjectId;
}

function sealingKey(vault: string, key: string) {
  const bytes = fromBase64url(key);
  const sealing = derive(bytes, Buffer.from(vault, 'hex'), 'object/attachment');
  wipe(bytes);
  return sealing;
}

/**
 * Opens objects of one attachment, each in its place alone; `undefined` for what does not
 * authenticate there.
 */
export async function openerOf(
  vault: string,
  { key }: Attachment,
): Promise<(piece: Piece) => Promise<Uint8Array | undefined>> {
  const bytes = exportedKey(sealingKey(vault, key));
  try {
    return await chunkOpener(bytes);
  } finally {
    wipe(bytes);
  }
}

/** Whether an object is that chunk. */
export async function isChunk(
  vault: string,
  { attachment, index, last }: Chunk,
  bytes: Uint8Array,
): Promise<boolean> {
  const plain = await (await openerOf(vault, attachment))({ bytes, index, last });
  if (plain !== undefined) wipe(plain);
  return plain !== undefined;
}

/** The part of a chunk that belongs to the file: the last ones are filled up with zeros. */
export function contentOf({ attachment: { size }, index }: Chunk, plain: Uint8Array): Uint8Array {
  return plain.subarray(0, Math.max(0, size - index * chunkSize));
}

type Objects = Iterable<readonly [ObjectId, Sealed]>;

/** Seals a file that is there as a whole. */
export function sealFile(vault: string, bytes: Uint8Array): { attachment: Attachment; objects: Objects } {
  refuseLong(bytes.length);
  const key = newKey();
  const attachment = { key, size: bytes.length, digest: digestOf(bytes) };
  const padded = new Uint8Array(padmeLength(bytes.length));
  padded.set(bytes);
  const ids = idsOf(vault, key);
  const sealed = [...sealChunks(sealingKey(vault, key), padded)];
  wipe(padded);
  return { attachment, objects: sealed.map((one, index) => [ids(index), one as Sealed] as const) };
}

/** Seals a file while it comes; `named` hears what names it, behind the last object. */
export async function* sealComing(
  vault: string,
  source: AsyncIterable<Uint8Array>,
  named: (attachment: Attachment) => void,
): AsyncGenerator<Objects> {
  const key = newKey();
  const ids = idsOf(vault, key);
  const bytes = exportedKey(sealingKey(vault, key));
  const told = { size: 0, digest: '' };
  try {
    let index = 0;
    for await (const sealed of sealStream(bytes, filledUp(source, told)))
      yield [[ids(index++), sealed as Sealed]];
  } finally {
    wipe(bytes);
  }
  named({ key, ...told });
}

async function* filledUp(
  source: AsyncIterable<Uint8Array>,
  told: { size: number; digest: string },
): AsyncGenerator<Uint8Array> {
  const hash = sha256Stream();
  for await (const piece of source) {
    told.size += piece.length;
    refuseLong(told.size);
    hash.update(piece);
    yield piece;
  }
  told.digest = hex(hash.digest());
  for (let left = padmeLength(told.size) - told.size; left > 0; left -= chunkSize)
    yield new Uint8Array(Math.min(left, chunkSize));
}

/** What tells a file from any other. */
export function digestOf(bytes: Uint8Array): string {
  return hex(sha256(bytes));
}

/** The file that a field names; `not-found` where there is no such field, or none of that type. */
export function attachmentOf(
  fields: readonly Field[],
  attachments: readonly Attachment[],
  name: string,
): Attachment {
  const field = fields.find((one) => one.name === name && one.type === 'attachment');
  if (field === undefined) return fail({ code: 'not-found', what: 'field', name });
  const found = attachments.find((one) => attachmentText(one) === field.value);
  // What a repair could not find is lost for good.
  return found ?? fail({ code: 'damaged', part: 'object' });
}

/** What everybody may know of a file. */
export function infoOfFile({ size, digest }: Attachment): AttachmentInfo {
  return { size, digest };
}

export function refuseLong(size: number): void {
  if (size > limits.attachment) fail({ code: 'too-large', what: 'attachment', limit: limits.attachment });
}

function newKey(): string {
  return toBase64url(random(32));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
