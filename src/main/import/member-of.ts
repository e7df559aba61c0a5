/**
 * A member of a list by a name out of a file, which may be one that every object has, such as
 * `constructor`; `undefined`: there is none.
 */
export function memberOf<T>(of: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(of, name) ? of[name] : undefined;
}
