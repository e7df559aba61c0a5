import * as z from 'zod/mini';
import { call, count, frame, nothing, text } from './call.ts';
import { otpKinds, otpLimits } from './otp.ts';
import type { ValueOf } from './parsed.ts';
import { recoveryLimits } from './recovery.ts';
import { limits } from './secret.ts';

const picture = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= recoveryLimits.picture,
);

const typedLimit = 1024 * 1024;

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
  /** Addresses that were typed, one a line. */
  fromText: call(z.strictObject({ text: text(typedLimit) }), found),
  /**
   * Makes a secret in `folder` of each account whose token is given, in one write: `there` says how
   * many the vault has already. `undo`: the number by which all are taken back.
   */
  store: call(
    z.strictObject({
      tokens: z.array(z.string()).check(z.maxLength(otpLimits.accounts)),
      folder: text(limits.path),
    }),
    z.strictObject({ created: count, there: count, failed: count, undo: count }),
  ),
  /** Forgets the pictures of an export that were read so far. */
  forget: call(nothing, nothing),
} as const;
