import * as z from 'zod/mini';
import { count, path } from './call.ts';
import { importNote } from './import-note.ts';
import type { ValueOf } from './parsed.ts';
import { fieldType } from './secret-schema.ts';

/**
 * How an entry of a file stands to what is there: the same by every field, tag and file; changed
 * where it lies at the same path, or has the same login and address; new.
 */
export const entryStandings = ['new', 'changed', 'same'] as const;
export type EntryStanding = (typeof entryStandings)[number];

/** What becomes of an entry: a secret of its own, a version of the one that it meets, or nothing. */
export const entryChoices = ['version', 'both', 'skip'] as const;
export type EntryChoice = (typeof entryChoices)[number];

/**
 * What is wanted for entries that meet a secret. `newer`: a version where the file's is the newer
 * one, or came from the same entry; a secret of its own otherwise. `each`: entries by their number
 * in the file, from 0, of which something else is wanted.
 */
export const duplicateChoices = z.strictObject({
  same: z.optional(z.enum(['skip', 'both'])),
  changed: z.optional(z.enum(['newer', ...entryChoices])),
  each: z.optional(z.array(z.tuple([count, z.enum(entryChoices)]))),
});
export type DuplicateChoices = ValueOf<typeof duplicateChoices>;

/** What else an entry brings along. */
export const entryExtras = ['deleted', 'archived', 'favourite', 'expires'] as const;
export type EntryExtra = (typeof entryExtras)[number];

/** What would become of one entry: names alone, never a value. */
export const plannedEntry = z.strictObject({
  /** Its number among the entries of the file, from 0. */
  n: count,
  /** Where a person finds it in the file. */
  place: z.string(),
  /** Where it lies then; of what is left out: where it would have. */
  path,
  standing: z.enum(entryStandings),
  choice: z.enum(entryChoices),
  /** The secret that it meets, in the vault or out of the same file. */
  meets: z.optional(path),
  /** Names of the fields that are others there. */
  differs: z.optional(z.array(z.string())),
  fields: z.array(z.strictObject({ name: z.string(), type: fieldType })),
  /** Versions that come, the current one among them. */
  versions: count,
  tags: z.optional(count),
  extras: z.optional(z.array(z.enum(entryExtras))),
  /** What of it is lost or changed, and why. */
  notes: z.optional(z.array(importNote)),
});
export type PlannedEntry = ValueOf<typeof plannedEntry>;

/** A row of the tree of what would be: a folder, or an entry. */
export const previewRow = z.strictObject({
  path,
  title: path,
  /** Folders above it. */
  depth: count,
  folder: z.optional(z.strictObject({ entries: count, closed: z.boolean() })),
  entry: z.optional(plannedEntry),
});
export type PreviewRow = ValueOf<typeof previewRow>;

/** Which rows are asked for, and what is wanted for entries that meet a secret. */
export const previewAsked = z.strictObject({
  page: count,
  closed: z.array(path),
  show: z.optional(z.enum([...entryStandings, 'told'])),
  duplicates: duplicateChoices,
});
export type PreviewAsked = ValueOf<typeof previewAsked>;

/** A page of rows, and how many entries there are of each kind, whatever is shown. */
export const previewPage = z.strictObject({
  total: count,
  rows: z.array(previewRow),
  counts: z.strictObject({ new: count, changed: count, same: count, told: count, comes: count }),
});
export type PreviewPage = ValueOf<typeof previewPage>;
