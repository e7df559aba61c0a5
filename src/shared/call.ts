import * as z from 'zod/mini';
import { placeKinds } from './place.ts';
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

export const nothing = z.void();
export const text = (max: number) => z.string().check(z.maxLength(max));
export const count = z.int().check(z.nonnegative());
export const time = z.int();
export const file = text(4_096);
export const path = text(limits.path);
/** Where a vault lies: any kind of place. */
export const place = z.strictObject({ kind: z.enum(placeKinds), location: file });
