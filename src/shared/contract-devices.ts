import * as z from 'zod/mini';
import { call, count, nothing, path, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';

const device = z.strictObject({
  id: z.string(),
  /** Empty: it has none, or nothing of it is known yet. */
  name: z.string(),
  /** When it last wrote; missing: nothing of it has come whole. */
  seen: z.optional(time),
  own: z.boolean(),
  /** When a person declared it gone. */
  gone: z.optional(time),
  /** So many files of its newest revision have not come. */
  awaited: count,
});

/** What was changed here and on one device; more paths than `mostMet` are not told. */
const met = z.strictObject({
  device: z.string(),
  secrets: z.array(path),
  total: count,
  records: count,
});

/** Files in the vault's folder that are none of it: how many, and the first of them. */
const strangers = z.strictObject({ total: count, names: z.array(z.string()) });

/** The devices that write the open vault apart. */
export const devices = {
  /** Empty where all write one line of revisions. */
  list: call(nothing, z.strictObject({ devices: z.array(device), met: z.array(met), strangers })),
  /** Nothing waits for this device any more, until it writes again. */
  declareGone: call(z.strictObject({ id: text(64) }), nothing),
  /** A person has seen what met. */
  seen: call(nothing, nothing),
} as const;

export const mostMet = 200;
export const mostStrangers = 5;

export type ShownDevice = ValueOf<typeof device>;
export type ShownMet = ValueOf<typeof met>;
