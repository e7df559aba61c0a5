import * as z from 'zod/mini';
import { call, nothing, path } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { globalKeysText } from './preferences.ts';

/**
 * The keys that show the small window from anywhere: `taken` by another program, `refused` by the
 * person when the desktop asked, `unavailable` on this desktop. `shown`: what the desktop calls
 * those that it gave.
 */
const globalKeys = z.strictObject({
  keys: z.string(),
  state: z.enum(['off', 'on', 'taken', 'refused', 'unavailable']),
  shown: z.optional(z.string()),
});
export type GlobalKeysState = ValueOf<typeof globalKeys>;

/** The small window that searches over whatever else is on the screen. */
export const quick = {
  /** Puts the small window away. */
  close: call(nothing, nothing),
  /** Puts it away and shows the large window, at a secret where one is named. */
  showWindow: call(z.strictObject({ path: z.optional(path) }), nothing),
  keys: call(nothing, globalKeys),
  /** Other keys, '' for none; where they are not to be had, those from before stay. */
  setKeys: call(z.strictObject({ keys: globalKeysText }), globalKeys),
} as const;

export const quickEvents = {
  /** The small window is shown, or put away: what it held is forgotten. */
  quick: z.strictObject({ shown: z.boolean() }),
  /** The large window is to show a secret. */
  goTo: z.strictObject({ path }),
} as const;

/** All that the small window may ask of main, as `group.method`. */
export const quickCalls = [
  'app.state',
  'app.preferences',
  'app.active',
  'secrets.browse',
  'secrets.get',
  'secrets.copy',
  'secrets.openAddress',
  'vault.unlock',
  'vault.cancelUnlock',
  'quickUnlock.unlock',
  'quick.close',
  'quick.showWindow',
] as const;

/** All that main tells it. */
export const quickHears = ['state', 'preferences', 'language', 'changed', 'fetchProgress', 'quick'] as const;

/** What follows the address of the app's page where the small window is wanted. */
export const quickQuery = '?quick';
