import type * as z from 'zod/mini';

/** What a setting holds as JSON; `undefined` where there is none, or none of that shape. */
export function parsedAs<T>(shape: z.ZodMiniType<T>, stored: string | undefined): T | undefined {
  if (stored === undefined) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    value = undefined;
  }
  // A note that cannot be read keeps nobody out.
  return shape.safeParse(value).data;
}
