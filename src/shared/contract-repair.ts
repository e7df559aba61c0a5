import * as z from 'zod/mini';
import { call, count, file, nothing, passphrase, place } from './call.ts';
import type { ValueOf } from './parsed.ts';

/**
 * A version whose values cannot be read. `current`: it is the one that the secret shows. `file`:
 * only a long file of it is lost.
 */
const lostVersion = z.strictObject({
  path: z.string(),
  version: count,
  current: z.boolean(),
  file: z.optional(z.literal(true)),
});

/** What is damaged in the open vault, by name where the name is whole. */
const damageReport = z.strictObject({
  /** Secrets and versions that are whole. */
  secrets: count,
  versions: count,
  lost: z.array(lostVersion),
  /** Secrets whose names are lost, with the pages of the index that they stood in. */
  unnamed: count,
  /** Kinds of records that cannot be read. */
  records: z.array(z.enum(['policies', 'clients', 'audit'])),
  /** True when the file itself is not as it should be, whether or not anything is lost by that. */
  structure: z.boolean(),
});

const mended = z.strictObject({
  /** False when something is lost and that was not accepted: nothing was written then. */
  written: z.boolean(),
  place: z.optional(place),
  /** Where the damaged vault lies now, when the whole one has taken its place. */
  kept: z.optional(place),
  revision: count,
  /** Objects found in a backup, or where SQLite no longer finds them. */
  healed: count,
  lost: z.strictObject({
    versions: z.array(lostVersion),
    unnamed: count,
    records: z.array(z.enum(['policies', 'clients', 'audit'])),
  }),
  /** Secrets found in an earlier state alone: later changes to them may be missing. */
  earlier: z.array(z.string()),
  unusable: z.array(place),
});

export const mergeReport = z.strictObject({
  /** Secrets that only the other copy had. */
  added: z.array(z.string()),
  /** Secrets whose history got something of the other copy. */
  changed: z.array(z.string()),
  versions: count,
  unreadable: z.array(z.strictObject({ path: z.string(), version: count })),
  /** Keys of the cipher that the other copy had. */
  keys: z.optional(z.array(z.string())),
  /** Policies that differ in the copy, and stay as they are here. */
  policies: z.array(z.string()),
  /** Secrets of the copy that a program does not bring back: they were moved or destroyed here. */
  leftOut: z.optional(z.array(z.string())),
});

export const repair = {
  /** Reads and authenticates everything in the open vault. Progress: event `repairProgress`. */
  damage: call(nothing, damageReport),
  /**
   * Makes a whole vault of the open one, which is only read: at `to`, or in its place, the damaged
   * one kept aside; the vault is locked then. `lossy`: also where something stays lost. Progress:
   * event `repairProgress`.
   */
  mend: call(
    z.strictObject({
      backups: z.array(place).check(z.maxLength(20)),
      to: z.optional(place),
      lossy: z.boolean(),
    }),
    mended,
  ),
  /**
   * The same of a vault that does not open at all, its manifest lost: `backup`, with its own
   * passphrase, stands in for it, and what the damaged vault at `place` holds that is newer is
   * taken up. `wrong-passphrase`, and what is wrong with the backup.
   */
  salvage: call(
    z.strictObject({
      place,
      backup: place,
      passphrase,
      /** Where it is not the damaged vault's own. */
      keyFile: z.optional(file),
      to: z.optional(place),
      lossy: z.boolean(),
    }),
    mended,
  ),
  /** Calls off what reads or mends; nothing was written then. */
  cancel: call(nothing, nothing),
  /** Copies of the open vault that a sync tool left beside it. */
  copies: call(nothing, z.array(z.strictObject({ place, revision: count }))),
  /**
   * Takes up what another copy of the open vault has, in one commit; `dry`: only tells. `wrong-key`
   * where the keys at hand do not open it: then its own `passphrase` is wanted. `denied`
   * (`other-vault`). `cancel` calls it off.
   */
  merge: call(
    z.strictObject({
      place,
      dry: z.boolean(),
      passphrase: z.optional(passphrase),
      keyFile: z.optional(file),
    }),
    mergeReport,
  ),
} as const;

export const repairEvents = {
  repairProgress: z.strictObject({ done: count, total: count }),
} as const;

export type DamageReport = ValueOf<typeof damageReport>;
export type MergeReport = ValueOf<typeof mergeReport>;
export type MendReport = ValueOf<typeof mended>;
