/**
 * Makes a thing when it is first asked for. Chromium's formats load their languages, which the
 * first screen need not wait for.
 */
export function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
