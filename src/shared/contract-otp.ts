import * as z from 'zod/mini';
import { call, count, frame, nothing } from './call.ts';
import { otpKinds } from './otp.ts';
import type { ValueOf } from './parsed.ts';
import { recoveryLimits } from './recovery.ts';

const picture = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= recoveryLimits.picture,
);

/** What was read: never what codes are made from, but a token that a form takes for it. */
const found = z.strictObject({
  codes: z.array(
    z.strictObject({
      token: z.string(),
      kind: z.enum(otpKinds),
      issuer: z.string(),
      account: z.string(),
    }),
  ),
  /** Of an export in several pictures: how many were read, and how many there are. */
  have: count,
  of: count,
  /** Accounts that no field can hold. */
  refused: count,
});
export type FoundOtp = ValueOf<typeof found>;

/** What one-time codes are made from, read by main. Also `picture-refused`. */
export const otp = {
  /** A picture or PDF with square codes. */
  fromPicture: call(z.strictObject({ bytes: picture }), found),
  /**
   * One grey picture of the camera, a byte a pixel; `found` is missing while there is no code in it
   * that was not seen before.
   */
  fromFrame: call(frame, z.strictObject({ found: z.optional(found) })),
  /** Lets this window, and no other page, use the camera until it is turned off again. */
  camera: call(z.strictObject({ on: z.boolean() }), nothing),
  /** The picture or text on the clipboard. */
  fromClipboard: call(nothing, found),
  /** Forgets the pictures of an export that were read so far. */
  forget: call(nothing, nothing),
} as const;
