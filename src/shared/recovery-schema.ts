import * as z from 'zod/mini';
import { count, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { letterLimits, recoveryLimits } from './recovery.ts';

// What is known of recovery sets, each shape once. Times are milliseconds since 1970 UTC.

export const sheetNumber = z.int().check(z.minimum(1), z.maximum(recoveryLimits.shares));
/** 8 characters of Crockford's base32: people see `7KQ2-M9XT`. */
const setId = z.string().check(z.regex(/^[0-9A-HJKMNP-TV-Z]{8}$/));
export const setSize = { shares: sheetNumber, threshold: sheetNumber };
/** '' where nobody wrote it down. */
export const holderName = text(recoveryLimits.holder);

const line = z.optional(text(recoveryLimits.line));
/** `SheetLines`. */
export const sheetLinesSchema = z.strictObject({ owner: line, backups: line, program: line });

/** A set as a locked vault shows it. */
export const setInfo = z.strictObject({ set: setId, created: time, ...setSize });
export type SetInfo = ValueOf<typeof setInfo>;

/** A set that opens nothing any more. */
const retiredSet = z.strictObject({ set: setId, created: time, ended: time });
export type RetiredSet = ValueOf<typeof retiredSet>;

/**
 * Who has which sheet. `seen`: when the sheet was last read back; `has`: when its holder last said
 * that it is still there; missing: never.
 */
const holder = z.strictObject({
  ...{ sheet: sheetNumber, name: holderName },
  ...{ seen: z.optional(time), has: z.optional(time) },
});
export type Holder = ValueOf<typeof holder>;

/** A set as an unlocked vault knows it. */
const recoverySet = z.strictObject({ ...setInfo.shape, holders: z.array(holder) });
export type RecoverySet = ValueOf<typeof recoverySet>;

/** A set that was issued and opens nothing yet. `proven`: sheets that were read back. */
const pendingSet = z.strictObject({
  ...recoverySet.shape,
  proven: z.array(sheetNumber),
  /** True while its sheets can still be shown and printed: until it counts, or the vault locks. */
  atHand: z.optional(z.boolean()),
});
export type PendingSet = ValueOf<typeof pendingSet>;

/** Everything the recovery page shows. */
export const recoveryStatus = z.strictObject({
  /** The set that opens the vault; missing: none. */
  active: z.optional(recoverySet),
  pending: z.optional(pendingSet),
  retired: z.array(retiredSet),
  /** When T sheets were last seen to open the vault; missing: never. */
  rehearsed: z.optional(time),
  /** When a backup was last opened in a drill and found to be as the vault; missing: never. */
  drilled: z.optional(time),
  /** Months between reminders to rehearse; 0: none. */
  remindMonths: count,
  /** When the next reminder is due; missing: no set, or no reminders. */
  due: z.optional(time),
  /** What sheets say beside; missing: none said anything yet. */
  lines: z.optional(sheetLinesSchema),
  /** When each holder is to be asked again whether the sheet is still there; missing: nobody is. */
  askDue: z.optional(time),
  /**
   * What the letter for those who come after says, and when it was last made; missing: never.
   * `beside`: the names stand beside the backups, too.
   */
  letter: z.optional(
    z.strictObject({
      ...{ names: z.boolean(), beside: z.boolean() },
      ...{ ask: text(letterLimits.ask), made: z.optional(time) },
    }),
  ),
  /** True once the person said that this vault is to have no set. */
  declined: z.boolean(),
});
export type RecoveryStatus = ValueOf<typeof recoveryStatus>;
