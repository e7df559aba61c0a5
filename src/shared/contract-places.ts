import * as z from 'zod/mini';
import { call, nothing, place, text } from './call.ts';
import type { ValueOf } from './parsed.ts';

/** What lies at a place of a service, as a store tells it. */
export const grounds = ['nothing', 'vault', 'others', 'vaults-below'] as const;
/** In which way a service fails writers who would agree there. */
export const doubts = ['ignored', 'unsupported', 'race', 'unread', 'unlisted', 'undeleted'] as const;

const trial = z.strictObject({
  ground: z.enum(grounds),
  /**
   * `one-line`: several computers may write at once; `heads`: each writes a line of its own, for
   * `why`; `none`: nothing is safe there; `reading`: these credentials do not write.
   */
  use: z.discriminatedUnion('way', [
    z.strictObject({ way: z.literal('one-line'), refusesLate: z.optional(z.boolean()) }),
    z.strictObject({ way: z.literal('heads'), why: z.enum(['ignored', 'unsupported', 'race']) }),
    z.strictObject({ way: z.literal('none'), why: z.enum(doubts) }),
    z.strictObject({ way: z.literal('reading') }),
  ]),
});

/** What a person was asked for, by the name of its field. */
export const typed = z.record(text(64), text(4_096));

/** Calls about places on services. */
export const places = {
  /** Whether the system has a keychain to keep credentials in. */
  keychain: call(nothing, z.strictObject({ keeps: z.boolean() })),
  /**
   * Credentials for a place that was chosen, in place of earlier ones: kept by the system's
   * keychain, or held in memory until the vault is locked. None: those are forgotten. No call gives
   * any back.
   */
  give: call(z.strictObject({ place, credentials: typed, keep: z.boolean() }), nothing),
  /**
   * Moves the chosen vault to a place that was chosen: copied, compared, and only then locked and
   * put aside; the new place is the chosen one then. Broken off, nothing is lost, and the same call
   * goes on. `kept`: where the old one lies.
   */
  move: call(z.strictObject({ place }), z.strictObject({ kept: place })),
  cancelMove: call(nothing, nothing),
  /** Looks at once whether the service of the open vault is reached. */
  look: call(nothing, nothing),
  /**
   * What lies at a place that was chosen, and how it would be used; `store` and others where it is
   * not reached or refuses.
   */
  try: call(z.strictObject({ place }), trial),
} as const;

export type Trial = ValueOf<typeof trial>;
