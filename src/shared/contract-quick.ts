import * as z from 'zod/mini';
import { call, nothing, path } from './call.ts';

/** The small window that searches over whatever else is on the screen. */
export const quick = {
  /** Puts the small window away. */
  close: call(nothing, nothing),
  /** Puts it away and shows the large window, at a secret where one is named. */
  showWindow: call(z.strictObject({ path: z.optional(path) }), nothing),
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
  'quick.close',
  'quick.showWindow',
] as const;

/** All that main tells it. */
export const quickHears = ['state', 'preferences', 'language', 'changed', 'fetchProgress', 'quick'] as const;

/** What follows the address of the app's page where the small window is wanted. */
export const quickQuery = '?quick';
