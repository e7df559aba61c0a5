import * as z from 'zod/mini';
import { fail } from '../../shared/failure.ts';
import { letterLimits, recoveryLimits } from '../../shared/recovery.ts';
import type { Holder } from '../../shared/recovery-schema.ts';
import { type RecoverySlot, recoverySlot } from '../keyslots/slot.ts';

/** The setting in the sealed head that holds the register (format.md, 13). */
export const registerName = 'recovery';

/** Months between rehearsals until somebody says otherwise. */
const usualReminder = 12;

const text = z.string();
// To the end of the year 9999: months are added to it.
const time = z.int().check(z.minimum(0), z.maximum(253_402_300_799_999));
const set = {
  set: text,
  /** One for each sheet, '' where nobody wrote a name down. */
  holders: z.array(text.check(z.maxLength(recoveryLimits.holder))).check(z.maxLength(recoveryLimits.shares)),
  /** SHA-256 of each sheet's words: tells a forged sheet, and nothing of a share. */
  prints: z.array(text).check(z.maxLength(recoveryLimits.shares)),
  /** When each sheet was last read back; null: never. */
  seen: z.array(z.nullable(time)).check(z.maxLength(recoveryLimits.shares)),
  /** When each holder last said that the sheet is still there; null: never. */
  has: z.optional(z.array(z.nullable(time)).check(z.maxLength(recoveryLimits.shares))),
};
const line = z.optional(text.check(z.maxLength(recoveryLimits.line)));
// Loose: what a later build adds is kept.
const registerSchema = z.looseObject({
  active: z.optional(z.looseObject(set)),
  pending: z.optional(
    z.looseObject({
      ...set,
      slot: recoverySlot,
      psk: text.check(z.regex(/^[\w-]{43}$/)),
      proven: z.array(z.int().check(z.minimum(1), z.maximum(recoveryLimits.shares))),
    }),
  ),
  rehearsed: z.optional(time),
  /** When a backup was last opened in a drill, and everything in it compared. */
  drilled: z.optional(time),
  /** What sheets say beside. */
  lines: z.optional(z.looseObject({ owner: line, backups: line, program: line })),
  letter: z.optional(
    z.looseObject({
      names: z.boolean(),
      /** Whether the names go beside the backups, too; missing: they do not. */
      beside: z.optional(z.boolean()),
      ask: text.check(z.maxLength(letterLimits.ask)),
      /** When one was last made; 0: none was yet. */
      made: time,
    }),
  ),
  remindMonths: z.int().check(z.minimum(0), z.maximum(1_200)),
  declined: z.boolean(),
});

/** What an unlocked vault knows of its recovery sets, beside what the header shows. */
export type Register = z.infer<typeof registerSchema>;
export type RegisteredSet = NonNullable<Register['active']>;
export type PendingSet = NonNullable<Register['pending']>;

/** The register as it was stored; `undefined`: none was yet. */
export function parseRegister(stored: string | undefined): Register {
  if (stored === undefined) return { remindMonths: usualReminder, declined: false };
  const parsed = registerSchema.safeParse(parseJson(stored));
  return parsed.success ? parsed.data : fail({ code: 'damaged', part: 'head' });
}

/**
 * The sheets of a set in order, with who has them; `undefined`: a set that this register does not
 * know.
 */
export function holdersOf(shares: number, set: RegisteredSet | undefined): Holder[] {
  return Array.from({ length: shares }, (_, index) => {
    const seen = set?.seen[index] ?? undefined;
    const has = set?.has?.[index] ?? undefined;
    return {
      ...{ sheet: index + 1, name: set?.holders[index] ?? '' },
      ...(seen !== undefined && { seen }),
      ...(has !== undefined && { has }),
    };
  });
}

/** The set with these sheets last seen at that time. */
export function withSeen<T extends RegisteredSet>(set: T, sheets: readonly number[], at: number): T {
  return { ...set, seen: set.seen.map((before, index) => (sheets.includes(index + 1) ? at : before)) };
}

/** The set with this sheet's holder having said at that time that it is still there. */
export function withHolder(set: RegisteredSet, sheet: number, at: number): RegisteredSet {
  const has = set.seen.map((_, index) => (index + 1 === sheet ? at : (set.has?.[index] ?? null)));
  return { ...set, has };
}

/** Notes that these sheets of the set in this slot were seen to open the vault. */
export function withRehearsal(
  register: Register,
  slot: RecoverySlot,
  sheets: readonly number[],
  at: number,
): Register {
  const known = registered(register, slot);
  return { ...register, active: withSeen(known, sheets, at), rehearsed: at };
}

/**
 * What is known of the set in this slot. A set whose register was lost opens the vault all the
 * same.
 */
export function registered({ active }: Register, { set, shares }: RecoverySlot): RegisteredSet {
  if (active?.set === set) return active;
  return { set, holders: [], prints: [], seen: Array.from({ length: shares }, () => null) };
}

/** As many calendar months later; the last day of a shorter month where there is no such day. */
export function monthsAfter(start: number, months: number): number {
  const date = new Date(start);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() + months);
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}

function parseJson(stored: string): unknown {
  try {
    return JSON.parse(stored);
  } catch {
    return undefined;
  }
}
