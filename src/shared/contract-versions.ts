import * as z from 'zod/mini';
import { call, count, path } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { fieldName, secretEvent, shownField } from './secret-schema.ts';
import { fates } from './version-changes.ts';

const fate = z.enum(fates);

/** What a version changed, as far as both it and one before it can be read. */
const versionChange = z.strictObject({
  version: count,
  /** The one that it was compared with: the last before it that can be read. */
  against: count,
  /** Fields that are not the same; `was`: a renamed one's name before. */
  fields: z.array(z.strictObject({ fate, name: fieldName, was: z.optional(fieldName) })),
  reordered: z.boolean(),
});

export const versions = {
  /**
   * What each version changed, ascending; one that cannot be told of is left out. `events`: what was
   * done between them.
   */
  changes: call(
    z.strictObject({ path }),
    z.strictObject({ versions: z.array(versionChange), events: z.array(secretEvent) }),
  ),
  /** Two versions beside each other; covered values stay in main until `secrets.reveal`. */
  compare: call(
    z.strictObject({ path, before: count, after: count }),
    z.strictObject({
      fields: z.array(
        z.strictObject({ fate, before: z.optional(shownField), after: z.optional(shownField) }),
      ),
      reordered: z.boolean(),
    }),
  ),
  /** One field as a version has it, in a new version; nothing else changes. */
  restoreField: call(
    z.strictObject({ path, version: count, field: fieldName }),
    z.strictObject({ version: count, undo: count }),
  ),
} as const;

export type VersionChange = ValueOf<typeof versionChange>;
export type Comparison = ValueOf<(typeof versions)['compare']['output']>;
