/**
 * A value that nobody changes in place, as a schema describes it: every member and list read only,
 * however deep. An optional member is there or it is missing; a schema's own type says `undefined`
 * too.
 */
export type Immutable<T> = T extends Leaf
  ? T
  : T extends readonly unknown[]
    ? { readonly [K in keyof T]: Immutable<T[K]> }
    : T extends object
      ? {
          readonly [K in keyof T]: IsOptional<T, K> extends true
            ? Immutable<Exclude<T[K], undefined>>
            : Immutable<T[K]>;
        }
      : T;

type Leaf =
  | string
  | number
  | boolean
  | bigint
  | symbol
  | null
  | undefined
  | Uint8Array
  | ((...args: never[]) => unknown);
type IsOptional<T, K extends keyof T> = T extends Record<K, T[K]> ? false : true;
