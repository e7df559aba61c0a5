import * as z from 'zod/mini';
import { bounds, importFaults, importLosses, importNotes, importParts } from './failure-reasons.ts';
import type { ValueOf } from './parsed.ts';

const count = z.int().check(z.minimum(0));

/** An entry that was skipped, failed or arrived in part. */
export const importNote = z.strictObject({
  /**
   * The entry, or the folder, as the file names it; empty where a line or the whole file is meant.
   */
  place: z.string(),
  /** Of several files: which one it is. */
  file: z.optional(z.string()),
  isFolder: z.optional(z.literal(true)),
  line: z.optional(count),
  reason: z.enum(importNotes),
  name: z.optional(z.string()),
  reference: z.optional(z.string()),
  count: z.optional(count),
  what: z.optional(z.enum(bounds)),
  losses: z.optional(z.array(z.enum(importLosses))),
  icon: z.optional(z.string()),
});
export type ImportNoteTold = ValueOf<typeof importNote>;

/**
 * Why a whole file was refused, and where in it. `program` made it and may have encrypted it,
 * `version` is its format's.
 */
export const importRefusal = {
  reason: z.enum(importFaults),
  part: z.optional(z.enum(importParts)),
  line: z.optional(count),
  column: z.optional(count),
  program: z.optional(z.string().check(z.maxLength(200))),
  isEncrypted: z.optional(z.literal(true)),
  version: z.optional(z.number()),
  /** Secrets that are not as they were written: the first of `count`, or all. */
  paths: z.optional(z.array(z.string())),
  /** Which one it is, of several that came together. */
  file: z.optional(z.string().check(z.maxLength(200))),
  count: z.optional(count),
};
export type ImportPlace = {
  readonly [Member in Exclude<keyof typeof importRefusal, 'reason'>]?: NonNullable<
    ValueOf<(typeof importRefusal)[Member]>
  >;
};
