import * as z from 'zod/mini';
import { count, path, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { fieldTypes, limits } from './secret.ts';

// What a secret is made of, each shape once: over IPC, over the socket, and in the code. Times are
// milliseconds since 1970 UTC.

export const fieldType = z.enum(fieldTypes);
export const fieldName = text(limits.fieldName);

/** What a page hears of a file that was saved: its name, not where it lies. */
export const savedFile = z.strictObject({ file: z.string(), size: z.int().check(z.minimum(0)) });

/**
 * One named value. A version keeps its fields in the order given; names are unique within it, 1 to
 * 256 characters.
 */
export const field = z.strictObject({ name: fieldName, type: fieldType, value: text(limits.version) });
export type Field = ValueOf<typeof field>;

/**
 * A field as the index knows it, and as the window shows it unasked: `value` is missing where it is
 * hidden or long.
 */
export const shownField = z.strictObject({ name: fieldName, type: fieldType, value: z.optional(z.string()) });
export type IndexedField = ValueOf<typeof shownField>;

/** `deleted` in the future is a version that will expire then. */
export const versionInfo = z.strictObject({
  version: count,
  created: time,
  deleted: z.optional(time),
  destroyed: z.optional(z.literal(true)),
});
export type VersionInfo = ValueOf<typeof versionInfo>;

const pair = z.tuple([text(limits.customKey), text(limits.customValue)]);
const rule = z.union([z.null(), z.literal(true), count]);

/**
 * What was done to a secret and made no version: where it lay before and after, tags, pairs of its
 * metadata and its rules with what they were before and after, `null` for nothing.
 */
export const secretEvent = z.object({
  at: time,
  /** Who did it, as the audit has it; missing: not told. */
  by: z.optional(text(limits.doer)),
  moved: z.optional(z.tuple([path, path])),
  tags: z.optional(z.strictObject({ added: z.array(text(limits.tag)), removed: z.array(text(limits.tag)) })),
  custom: z.optional(
    z.array(
      z.tuple([
        text(limits.customKey),
        z.nullable(text(limits.customValue)),
        z.nullable(text(limits.customValue)),
      ]),
    ),
  ),
  rules: z.optional(z.array(z.tuple([z.enum(['max', 'cas', 'expire']), rule, rule]))),
});
export type SecretEvent = ValueOf<typeof secretEvent>;

/** All that is known of a secret without opening a version. */
export const secretInfo = z.strictObject({
  path,
  created: time,
  updated: time,
  /**
   * The highest version that is not destroyed; 0 where that one is deleted or has expired, for then
   * the secret counts as deleted.
   */
  current: count,
  /** Lowest version still listed. */
  oldest: count,
  /** Highest version number ever given. */
  newest: count,
  versions: z.array(versionInfo),
  maxVersions: count,
  casRequired: z.boolean(),
  /** Milliseconds after which a new version deletes itself; missing: never. */
  deleteVersionAfter: z.optional(count),
  tags: z.array(z.string()),
  custom: z.array(z.tuple([z.string(), z.string()])),
  /** What was done beside the versions, the newest last; missing: nothing that is known. */
  events: z.optional(z.array(secretEvent)),
  /** The current version's fields (none when `current` is 0). */
  fields: z.array(shownField),
});
export type SecretInfo = ValueOf<typeof secretInfo>;

/** One opened version of a secret; 0 when no version is current. */
export const secret = z.strictObject({ path, version: count, fields: z.array(field), info: secretInfo });
export type Secret = ValueOf<typeof secret>;

/** What the window shows of a secret unasked: `version` is the one whose fields these are. */
export const shownSecret = z.strictObject({
  ...z.pick(secretInfo, {
    path: true,
    current: true,
    created: true,
    updated: true,
    tags: true,
    custom: true,
    maxVersions: true,
    versions: true,
    fields: true,
  }).shape,
  version: count,
});
export type ShownSecret = ValueOf<typeof shownSecret>;

export const tags = z.array(text(limits.tag)).check(z.maxLength(limits.tags));
export const fields = z.array(field).check(z.maxLength(limits.fields));

/** What `updateMetadata` changes; a missing member is left alone, `null` resets to the default. */
export const metadataPatch = z.strictObject({
  maxVersions: z.optional(z.nullable(count)),
  casRequired: z.optional(z.boolean()),
  deleteVersionAfter: z.optional(z.nullable(count)),
  tags: z.optional(tags),
  set: z.optional(z.array(pair).check(z.maxLength(limits.custom))),
  unset: z.optional(z.array(text(limits.customKey)).check(z.maxLength(limits.custom))),
});
export type MetadataPatch = ValueOf<typeof metadataPatch>;
