import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { parsed, type ValueOf } from '../../shared/parsed.ts';
import { type Preferences, readPreferences } from '../../shared/preferences.ts';
import { type StoredRecent, storedRecent } from '../app/recents.ts';
import { type Plans, planSchema } from '../backups/plan.ts';
import { replaceFile } from '../store/file.ts';

const whole = z.int();
const placement = z.strictObject({
  x: z.optional(whole),
  y: z.optional(whole),
  width: whole,
  height: whole,
  maximized: z.boolean(),
});
const store = z.strictObject({ type: z.string() });

/** Where the window was when it was last closed. */
export type Placement = ValueOf<typeof placement>;

/** What the file holds, as far as this build knows it; a missing member was never written. */
export interface Contents {
  readonly preferences?: Preferences;
  readonly recents?: readonly StoredRecent[];
  readonly window?: Placement;
  readonly store?: ValueOf<typeof store>;
  readonly backups?: Plans;
}

export interface ReadSettings {
  readonly contents: Contents;
  /** What a later build wrote beside it. */
  readonly others: Readonly<Record<string, unknown>>;
  /** False where some of it could not be read. */
  readonly whole: boolean;
}

/** A member as it was read; `undefined` in `value`: nothing of it. */
interface Member {
  readonly value: unknown;
  readonly whole: boolean;
}

const readers: { readonly [M in keyof Contents]-?: (stored: unknown) => Member } = {
  preferences: (stored) => {
    const { values, whole: isWhole } = readPreferences(stored);
    return { value: values, whole: isWhole };
  },
  recents: (stored) =>
    Array.isArray(stored) ? each(storedRecent, Object.entries(stored), Object.values) : lost,
  window: (stored) => only(placement, stored),
  store: (stored) => only(store, stored),
  backups: (stored) => (isRecord(stored) ? each(planSchema, Object.entries(stored), (plans) => plans) : lost),
};

const lost: Member = { value: undefined, whole: false };

function only(schema: z.ZodMiniType, stored: unknown): Member {
  const value = parsed(schema, stored);
  return { value, whole: value !== undefined };
}

// One entry that cannot be read costs none beside it.
function each(
  schema: z.ZodMiniType,
  stored: readonly [string, unknown][],
  made: (entries: Record<string, unknown>) => unknown,
): Member {
  const read = stored.map(([name, one]) => [name, parsed(schema, one)] as const);
  const kept = read.filter(([, one]) => one !== undefined);
  return { value: made(Object.fromEntries(kept)), whole: kept.length === read.length };
}

/** Reads what `settings.json` said; `undefined`: nothing of it is ours. */
export function readSettings(text: string): ReadSettings | undefined {
  const stored = jsonOf(text);
  if (!isRecord(stored)) return undefined;
  const names = Object.keys(readers) as (keyof Contents)[];
  const read = names
    .filter((name) => stored[name] !== undefined)
    .map((name) => [name, readers[name](stored[name])] as const);
  const contents = Object.fromEntries(
    read.flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const others = Object.fromEntries(Object.entries(stored).filter(([name]) => !(name in readers)));
  return { contents, others, whole: read.every(([, member]) => member.whole) };
}

/** Members of preferences that this build does not know. */
export function otherPreferences(text: string): Readonly<Record<string, unknown>> {
  const stored = jsonOf(text);
  const record = isRecord(stored) && isRecord(stored['preferences']) ? stored['preferences'] : {};
  const known = readPreferences(undefined).values;
  return Object.fromEntries(Object.entries(record).filter(([name]) => !(name in known)));
}

const mostAside = 9;

/** Keeps what a settings file said beside it; what lies there already is not overwritten. */
export function keepAside(path: string, text: string): void {
  const names = Array.from({ length: mostAside }, (_, n) =>
    path.replace(/\.json$/, `.damaged${n === 0 ? '' : `-${n + 1}`}.json`),
  );
  if (names.some((name) => existsSync(name) && readFileSync(name, 'utf8') === text)) return;
  replaceFile(names.find((name) => !existsSync(name)) ?? `${path}.damaged`, text);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
