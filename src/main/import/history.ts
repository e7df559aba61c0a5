import * as z from 'zod/mini';
import { pathFault } from '../../shared/path.ts';
import { isFieldType, latestTime, limits } from '../../shared/secret.ts';
import { type Field, secretEvent } from '../../shared/secret-schema.ts';
import { checkFields } from '../backend/format/entry.ts';
import { isEvent } from '../backend/format/event-shape.ts';

const count = z.int().check(z.minimum(0));
const time = z.int().check(z.minimum(0), z.maximum(latestTime));
const field = z.strictObject({
  name: z.string(),
  type: z.custom<Field['type']>(isFieldType),
  value: z.string(),
});

/** One version as an export of ours has it (docs/export.md); without fields where it was destroyed. */
const version = z.strictObject({
  n: count.check(z.minimum(1)),
  created: time,
  expires: z.optional(time),
  deleted: z.optional(time),
  fields: z.optional(z.array(field)),
});

/** A secret with all its versions, as an export of ours has it. */
const shape = z.strictObject({
  path: z.string().check(z.refine((path) => pathFault(path) === undefined)),
  created: time,
  updated: time,
  newest: count,
  max: z.optional(count.check(z.minimum(1), z.maximum(limits.maxVersions))),
  cas: z.optional(z.literal(true)),
  expire: z.optional(count.check(z.minimum(1))),
  tags: z.array(z.string().check(z.maxLength(limits.tag))).check(z.maxLength(limits.tags)),
  custom: z
    .array(
      z.tuple([
        z.string().check(z.minLength(1), z.maxLength(limits.customKey)),
        z.string().check(z.maxLength(limits.customValue)),
      ]),
    )
    .check(z.maxLength(limits.custom)),
  events: z.optional(z.array(secretEvent.check(z.refine(isEvent))).check(z.maxLength(limits.events))),
  versions: z.array(version).check(z.minLength(1), z.maxLength(limits.maxVersions)),
});

export type ImportedHistory = z.infer<typeof shape>;

/** A history as it may be written; `undefined` for anything else. */
export function historyOf(value: unknown): ImportedHistory | undefined {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return undefined;
  const { versions, newest } = parsed.data;
  const isAscending = versions.every(({ n }, at) => n > (versions[at - 1]?.n ?? 0) && n <= newest);
  if (!isAscending || versions.every(({ fields }) => fields === undefined)) return undefined;
  try {
    for (const { fields } of versions) if (fields !== undefined) checkFields(fields);
  } catch {
    return undefined;
  }
  return parsed.data;
}

/** The fields of the newest version that has some. */
export function newestFields({ versions }: ImportedHistory): readonly Field[] {
  return versions.findLast(({ fields }) => fields !== undefined)?.fields ?? [];
}
