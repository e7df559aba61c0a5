import * as z from 'zod/mini';
import { count, file, place, time } from './call.ts';
import { failureSchema } from './failure-schema.ts';
import type { ValueOf } from './parsed.ts';
import { quickMeans } from './quick-unlock.ts';
import { vaultColors } from './vault-look.ts';

const recent = z.strictObject({
  place,
  name: z.string(),
  color: z.optional(z.enum(vaultColors)),
  opened: time,
  missing: z.boolean(),
});

/**
 * A journal beside a vault file was put aside, or a write that had broken off undone; `kept`: where
 * what was there lies now.
 */
const settled = z.strictObject({
  file,
  did: z.enum(['set-aside', 'undone']),
  kept: z.array(file),
});

/** What the window shows before anything else. */
export const state = z.strictObject({
  /** `none`: choose a vault; `locked`: one is chosen; `open`: unlocked. */
  vault: z.enum(['none', 'locked', 'open']),
  place: z.optional(place),
  name: z.optional(z.string()),
  color: z.optional(z.enum(vaultColors)),
  readOnly: z.boolean(),
  /**
   * Of an open vault on a service: whether what is changed is saved there, or since when it is not
   * reached, and why; `unsent`: changes that lie on this computer alone.
   */
  service: z.optional(
    z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('saved'), unsent: count }),
      z.strictObject({
        state: z.literal('offline'),
        since: time,
        unsent: count,
        failure: z.optional(failureSchema),
      }),
    ]),
  ),
  /**
   * Of an open vault on which devices write apart: so many files of others have not come, and what
   * was changed on two of them and nobody has seen yet. Missing: nothing of that.
   */
  apart: z.optional(
    z.strictObject({
      awaited: count,
      met: z.strictObject({ secrets: count, records: count, devices: z.array(z.string()) }),
    }),
  ),
  /** Vaults that are open beside the one in front; missing: none is. */
  beside: z.optional(
    z.array(z.strictObject({ place, name: z.string(), color: z.optional(z.enum(vaultColors)) })),
  ),
  /** Why it is locked, where nobody asked for that. */
  lockedBy: z.optional(z.enum(['idle', 'suspend', 'screen-lock', 'user-switch', 'minimized'])),
  /** A security key opens it, too; missing: none does. */
  securityKey: z.optional(z.literal(true)),
  /** What opens it again without its passphrase once it is locked; missing: nothing. */
  quickUnlock: z.optional(z.enum(quickMeans)),
  /** Banners that stay. */
  notices: z.array(
    z.enum([
      'test-runtime',
      'memory-only',
      'read-only',
      'unsandboxed',
      'damaged',
      'remembers-nothing',
      'replaced',
      'gone',
    ]),
  ),
  /**
   * The vault asks for a key file: where it lay, and whether it is missing there; `optional`: of
   * some of its people alone.
   */
  keyFile: z.optional(
    z.strictObject({ file: z.optional(file), missing: z.boolean(), optional: z.optional(z.boolean()) }),
  ),
  /** What was done about journals beside vault files, newest last, until this vault is left. */
  settled: z.optional(z.array(settled)),
  /** Why a place that the app was started with is none. */
  refused: z.optional(failureSchema),
  recents: z.array(recent),
});

/** How it stands with the keys of the open vault. */
export const keysState = z.strictObject({
  /** When they were last changed; missing: never. */
  rekeyed: z.optional(time),
  /** True until all that earlier keys could open is sealed anew; `done` of `total` secrets are. */
  renewing: z.boolean(),
  done: count,
  total: count,
  /** Why that has stopped. */
  failure: z.optional(failureSchema),
  /**
   * What opened the vault until its keys were changed since the unlock, and could not be given the
   * new ones; missing: nothing.
   */
  dropped: z.optional(
    z.array(z.strictObject({ kind: z.string(), label: z.optional(z.string()), set: z.optional(z.string()) })),
  ),
});

export type State = ValueOf<typeof state>;
export type KeysState = ValueOf<typeof keysState>;
