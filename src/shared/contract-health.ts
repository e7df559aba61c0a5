import * as z from 'zod/mini';
import { call, count, file, nothing, path, text, time } from './call.ts';
import { healthReasons } from './health.ts';
import type { ValueOf } from './parsed.ts';

const reason = z.enum(healthReasons);

/** One reason why a secret deserves a look. Never a value. */
export const finding = z.strictObject({
  reason,
  field: z.optional(z.string()),
  at: z.optional(time),
  certificate: z.optional(z.literal(true)),
  others: z.optional(z.array(path)),
  seen: z.optional(count),
  accepted: z.optional(z.literal(true)),
});

const report = z.strictObject({
  /** How many secrets deserve a look; the first of them follow, by path. */
  total: count,
  secrets: z.array(z.strictObject({ path, findings: z.array(finding) })),
  /** The list of breached passwords that they were compared with, by its file's name. */
  list: z.optional(z.string()),
});
export type HealthReport = ValueOf<typeof report>;
export type HealthFinding = ValueOf<typeof finding>;

export const health = {
  /** A file with the public list of breached passwords, chosen; `undefined`: cancelled. */
  chooseList: call(nothing, z.optional(z.strictObject({ name: file }))),
  /**
   * Looks through every secret; `compare`: with the list that was chosen, too. One at a time:
   * `busy`. Progress: event `healthProgress`. Nothing leaves the machine.
   */
  check: call(z.strictObject({ compare: z.boolean() }), report),
  cancel: call(nothing, nothing),
  /** A reason is fine for this secret, or no longer: kept in the vault. */
  accept: call(z.strictObject({ path, reason, fine: z.boolean() }), nothing),
  /** When a secret ends (`YYYY-MM-DD`; missing: never), and how many days before it is told. */
  setEnd: call(
    z.strictObject({
      path,
      day: z.optional(text(10)),
      leadDays: z.optional(z.int().check(z.minimum(0), z.maximum(3_650))),
    }),
    z.strictObject({ undo: count }),
  ),
  /** How many secrets have ended or soon will, by what the index knows. */
  due: call(nothing, z.strictObject({ expired: count, expiring: count })),
} as const;

export const healthEvents = {
  healthProgress: z.strictObject({ done: count, total: count }),
} as const;
