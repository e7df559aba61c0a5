import * as z from 'zod/mini';
import { count } from './call.ts';
import { otpKinds } from './otp.ts';
import type { ValueOf } from './parsed.ts';
import { fieldName } from './secret-schema.ts';

/** A one-time code that was taken, and how long it lasts. */
export const otpCode = z.strictObject({
  field: fieldName,
  kind: z.enum(otpKinds),
  code: z.string(),
  /** Of one by time: seconds that a code lasts, and milliseconds that are left of this one. */
  period: z.optional(count),
  left: z.optional(count),
  /** Of one by counter: where it stands now. */
  counter: z.optional(count),
  /**
   * What the clock of this machine is behind that of the service with the vault, in ms (less than
   * 0: ahead), where that is so much that codes may be refused.
   */
  behind: z.optional(z.int()),
});
export type OtpCode = ValueOf<typeof otpCode>;

/** A field of one-time codes as it is shown: `code` is missing where taking one is a write. */
export const shownOtp = z.strictObject({
  ...otpCode.shape,
  code: z.optional(z.string()),
  issuer: z.string(),
  account: z.string(),
});
export type ShownOtp = ValueOf<typeof shownOtp>;
