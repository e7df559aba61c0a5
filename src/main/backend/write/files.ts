import { fail } from '../../../shared/failure.ts';
import { attachmentText, limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { Bringing, Brought, Change, FileSource } from '../changes.ts';
import type { Attachment } from '../format/attachment.ts';
import type { VersionEntry } from '../format/entry.ts';
import { attachmentsOf } from '../format/references.ts';
import type { Draft } from './draft-shape.ts';

/** A version's fields as they will lie, and its long files. */
export interface Filed {
  readonly fields: readonly Field[];
  readonly attachments?: readonly Attachment[];
}

/**
 * Takes long files out of fields. A field of the type `attachment` names one that came along, or
 * one of `known`: what a version of the secret has already is not written again.
 */
export function fileFields(
  draft: Draft,
  fields: readonly Field[],
  known: readonly VersionEntry[],
  brought: Bringing['brought'],
): Filed {
  if (!fields.some(isFile)) return { fields };
  const byText = new Map([...attachmentsOf(known)].map((one) => [attachmentText(one), one]));
  const found: Attachment[] = [];
  const filed = fields.map((field) => {
    const one = isFile(field) ? fileOf(draft, field, byText, brought) : undefined;
    if (one === undefined) return field;
    const { name } = field;
    if ('bytes' in one) return { name, type: 'file' as const, value: base64(one.bytes) };
    if (!found.some(({ key }) => key === one.key)) found.push(one);
    return { name, type: 'attachment' as const, value: attachmentText(one) };
  });
  if (found.length > limits.attachments)
    fail({ code: 'too-large', what: 'attachments', limit: limits.attachments });
  return found.length === 0 ? { fields: filed } : { fields: filed, attachments: found };
}

function isFile({ type }: Field): boolean {
  return type === 'attachment' || type === 'file';
}

function fileOf(
  draft: Draft,
  { name, type, value }: Field,
  known: ReadonlyMap<string, Attachment>,
  brought: Bringing['brought'],
): Brought | undefined {
  if (type === 'attachment')
    return brought?.get(value) ?? known.get(value) ?? fail({ code: 'not-found', what: 'field', name });
  // Without decoding: of four characters come three bytes at most.
  if (value.length <= (limits.smallFile / 3) * 4) return undefined;
  const bytes = Buffer.from(value, 'base64');
  return bytes.length <= limits.smallFile ? undefined : draft.addAttachment(bytes, known);
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/** True where files come along. */
export function bringsFiles(changes: readonly Change[]): boolean {
  return changes.some((change) => 'files' in change && change.files !== undefined);
}

/** The beginning of a file that is small: all of it. Otherwise the file, to be read on. */
export async function beginFile(source: FileSource): Promise<Uint8Array | AsyncIterable<Uint8Array>> {
  const pieces = source()[Symbol.asyncIterator]();
  const begun: Uint8Array[] = [];
  for (let size = 0; size <= limits.smallFile; ) {
    const next = await pieces.next();
    if (next.done === true) return Buffer.concat(begun);
    begun.push(next.value);
    size += next.value.length;
  }
  return readOn(begun, pieces);
}

async function* readOn(
  begun: readonly Uint8Array[],
  pieces: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* begun;
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value;
  } finally {
    await pieces.return?.();
  }
}

/** Versions go, and with them each file that no other version of the secret has. */
export function dropVersions(
  draft: Draft,
  gone: readonly VersionEntry[],
  kept: readonly VersionEntry[],
  why: 'destroyed' | 'retired',
): void {
  for (const { ref } of gone) if (ref !== undefined) draft.dropVersion(ref, why);
  const needed = new Set([...attachmentsOf(kept)].map(({ key }) => key));
  for (const one of attachmentsOf(gone)) if (!needed.has(one.key)) draft.dropAttachment(one, why);
}
