import * as z from 'zod/mini';
import { call, count, nothing } from './call.ts';

/** What is damaged in the open vault, by name where the name is whole. */
const damageReport = z.strictObject({
  /** Secrets and versions that are whole. */
  secrets: count,
  versions: count,
  /** Versions whose values cannot be read. `current`: it is the one that the secret shows. */
  lost: z.array(z.strictObject({ path: z.string(), version: count, current: z.boolean() })),
  /** Secrets whose names are lost, with the pages of the index that they stood in. */
  unnamed: count,
  /** Kinds of records that cannot be read. */
  records: z.array(z.enum(['policies', 'clients', 'audit'])),
  /** True when the file itself is not as it should be, whether or not anything is lost by that. */
  structure: z.boolean(),
});

export const repair = {
  /** Reads and authenticates everything in the open vault. */
  damage: call(nothing, damageReport),
} as const;

export type DamageReport = z.infer<typeof damageReport>;
