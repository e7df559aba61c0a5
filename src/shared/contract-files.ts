import * as z from 'zod/mini';
import { call, count, nothing, path, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { limits } from './secret.ts';
import { fieldName, savedFile } from './secret-schema.ts';

const piece = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length > 0 && value.length <= limits.piece,
);
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const fieldAt = z.strictObject({ path, version: count, field: fieldName });

/** What is in a file, as far as the window can show it. */
const preview = z.discriminatedUnion('kind', [
  /** PNG, JPEG, GIF or WebP, not decoded: the page's own process does that. */
  z.strictObject({ kind: z.literal('picture'), bytes }),
  /** The first page of a PDF, a grey byte a pixel. */
  z.strictObject({ kind: z.literal('page'), pages: count, width: count, height: count, grey: bytes }),
  /** `cut`: there is more of it. */
  z.strictObject({ kind: z.literal('text'), text: z.string(), cut: z.boolean() }),
  z.strictObject({
    kind: z.literal('certificates'),
    certificates: z.array(
      z.strictObject({
        subject: z.string(),
        issuer: z.string(),
        from: time,
        until: time,
        names: z.string(),
        fingerprint: z.string(),
      }),
    ),
  }),
  /** Of a private key its public half, as `authorized_keys` has it. */
  z.strictObject({ kind: z.literal('key'), type: z.string(), publicKey: z.string() }),
  /** A private key that no passphrase beside it opens. */
  z.strictObject({ kind: z.literal('closed-key') }),
  z.strictObject({ kind: z.literal('too-large') }),
  z.strictObject({ kind: z.literal('unknown') }),
]);

const fileRisks = ['program', 'macros'] as const;
export type FileRisk = (typeof fileRisks)[number];

export const files = {
  /**
   * Begins to put a file into a secret; its bytes follow piece by piece. `fresh`: into a new secret
   * at that path, or beside it where something lies there. Another one that was not ended is let go.
   */
  begin: call(z.strictObject({ path, name: text(4_096), fresh: z.boolean() }), nothing),
  /** Returns when the next one is wanted. */
  piece: call(z.strictObject({ bytes: piece }), nothing),
  /** All of it is there: where it lies now. */
  end: call(nothing, z.strictObject({ path, field: fieldName })),
  cancel: call(nothing, nothing),
  /** What is in a field's file, or in its value. */
  preview: call(fieldAt, preview),
  /** Copies the public half of a private key; saves it as a file, as `saveFile` does. */
  copyKey: call(fieldAt, z.strictObject({ clearsInSeconds: count })),
  saveKey: call(fieldAt, z.optional(savedFile)),
  /** What it may do when it is opened: it is a program, or an office file that may have macros. */
  risk: call(fieldAt, z.strictObject({ risk: z.optional(z.enum(fileRisks)) })),
  /**
   * Opens a copy with the system's program for it; the copy goes when the vault locks. Not
   * `opened`: there is no program for it, and no copy.
   */
  open: call(fieldAt, z.strictObject({ opened: z.boolean() })),
} as const;

export type Preview = ValueOf<typeof preview>;
