import * as z from 'zod/mini';
import { call, nothing, passphrase, text } from './call.ts';
import { state } from './contract-state.ts';
import { quickUnlockFaults } from './failure-reasons.ts';
import type { ValueOf } from './parsed.ts';
import { pinLimits, quickMeans, systemAskers } from './quick-unlock.ts';

const hours = z.int().check(z.minimum(1), z.maximum(24));
const pin = text(pinLimits.most);
const fault = z.optional(z.enum(quickUnlockFaults));

/** What is set for the open vault, and why a means cannot be had; missing: it can. */
const options = z.strictObject({
  set: z.optional(z.strictObject({ means: z.enum(quickMeans), hours })),
  pin: fault,
  system: fault,
  asker: z.enum(systemAskers),
});
export type QuickOptions = ValueOf<typeof options>;

/** Opening a vault again in the session in which its passphrase was typed. */
export const quickUnlock = {
  options: call(nothing, options),
  /** `wrong-passphrase`, `quick-unlock`. */
  setPin: call(z.strictObject({ passphrase, pin, hours }), options),
  setSystem: call(z.strictObject({ passphrase, hours }), options),
  turnOff: call(nothing, options),
  /** `quick-unlock`, `older-copy`; with the PIN where that is what is set. */
  unlock: call(z.strictObject({ pin: z.optional(pin) }), state),
  /** Locks every vault, and asks for the passphrase of each the next time. */
  lockAndForget: call(nothing, state),
};
