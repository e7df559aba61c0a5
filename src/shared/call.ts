import * as z from 'zod/mini';
import { placeKinds } from './place.ts';
import { recoveryLimits } from './recovery.ts';
import { limits } from './secret.ts';

/** One IPC call: both ends parse with these. `output` is a leak guard as much as a type. */
export interface Call<In extends z.ZodMiniType = z.ZodMiniType, Out extends z.ZodMiniType = z.ZodMiniType> {
  readonly input: In;
  readonly output: Out;
}
export function call<In extends z.ZodMiniType, Out extends z.ZodMiniType>(
  input: In,
  output: Out,
): Call<In, Out> {
  return { input, output };
}

/** A file of a drop, as the page has it. */
export interface DroppedFile {
  readonly name: string;
}
/** A call with files that a person dropped: the bridge, not the page, says where they lie. */
export interface FilesCall<Out extends z.ZodMiniType = z.ZodMiniType> extends Call<typeof filePaths, Out> {
  readonly takesFiles: true;
}
export function filesCall<Out extends z.ZodMiniType>(output: Out): FilesCall<Out> {
  return { input: filePaths, output, takesFiles: true };
}
export function takesFiles(call: Call): call is FilesCall {
  return 'takesFiles' in call;
}

export const nothing = z.void();
export const text = (max: number) => z.string().check(z.maxLength(max));
export const count = z.int().check(z.nonnegative());
export const time = z.int();
export const file = text(4_096);
export const passphrase = text(4_096);
/** Files that are imported at once. */
const mostFiles = 1_000;
const filePaths = z.array(file).check(z.maxLength(mostFiles));
export const path = text(limits.path);
/** A picture of the camera: the brightness of each pixel, a byte each. */
export const frame = z.strictObject({
  width: z.int().check(z.minimum(1), z.maximum(4_096)),
  height: z.int().check(z.minimum(1), z.maximum(4_096)),
  grey: z.custom<Uint8Array>(
    (value) => value instanceof Uint8Array && value.length <= recoveryLimits.picture,
  ),
});
/** Where a vault lies: any kind of place. */
export const place = z.strictObject({ kind: z.enum(placeKinds), location: file });
