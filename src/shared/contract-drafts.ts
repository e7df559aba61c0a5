import * as z from 'zod/mini';
import { call, count, nothing, text } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { limits } from './secret.ts';
import { fieldType } from './secret-schema.ts';

/** An edit that was not saved, as the form holds it. */
const keptDraft = z.strictObject({
  /** The secret that is edited; missing: a new one. */
  from: z.optional(text(limits.path)),
  /** The version that the form was filled from; 0 for a new secret. */
  expect: count,
  path: text(2 * limits.path),
  fields: z
    .array(
      z.strictObject({
        name: text(2 * limits.fieldName),
        type: fieldType,
        value: text(limits.draft),
      }),
    )
    .check(z.maxLength(limits.fields)),
  tags: z.array(text(limits.tag)),
});

export const drafts = {
  /** Keeps an edit, sealed, until it is saved or discarded. */
  keep: call(keptDraft, nothing),
  /** What was kept when the window went away or the vault locked; `undefined`: nothing. */
  load: call(nothing, z.optional(keptDraft)),
  discard: call(nothing, nothing),
} as const;

export type KeptDraft = ValueOf<typeof keptDraft>;
export const keptDraftSchema = keptDraft;
