import * as z from 'zod/mini';
import { call, nothing } from './call.ts';
import { state } from './contract-state.ts';
import { preferences } from './preferences.ts';

export const app = {
  state: call(nothing, state),
  about: call(
    nothing,
    z.strictObject({
      version: z.string(),
      electron: z.string(),
      logFile: z.string(),
      /** The system can keep the window out of screenshots. */
      hidesFromCapture: z.boolean(),
    }),
  ),
  preferences: call(nothing, preferences),
  /** These members; the others stay. */
  setPreferences: call(z.partial(preferences), preferences),
  showLog: call(nothing, nothing),
  /** Of everything that ships; `undefined` where this is no package. */
  licences: call(nothing, z.optional(z.string())),
  /** Opens the page of releases in the browser: the app itself asks nobody. */
  showReleases: call(nothing, nothing),
  /** The window tells that a person is there; auto-lock counts from it. */
  active: call(nothing, nothing),
  /** The window tells that something was marked in it: on X11 that is as good as copied. */
  marked: call(nothing, nothing),
  /** Whether the system starts the app at login; `undefined`: it cannot be had here. */
  loginStart: call(nothing, z.optional(z.boolean())),
  setLoginStart: call(z.strictObject({ on: z.boolean() }), z.optional(z.boolean())),
};
