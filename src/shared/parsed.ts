import type * as z from 'zod/mini';
import type { Immutable } from './immutable.ts';

/** What a schema lets through. */
export type ValueOf<Schema extends z.ZodMiniType> = Immutable<z.infer<Schema>>;

/** A value that a schema lets through; `undefined` when it does not. */
export function parsed<Schema extends z.ZodMiniType>(
  schema: Schema,
  value: unknown,
): ValueOf<Schema> | undefined {
  const result = schema.safeParse(value);
  // Parsed by nobody else, and an optional member that is missing stays missing.
  return result.success ? (result.data as ValueOf<Schema>) : undefined;
}

/** The same members without those that are `undefined`: a missing one is missing. */
export function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
