type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;

/** What is read only for us is written to by nobody: it goes straight into JSON. */
export function plain<T>(value: T): Plain<T> {
  return value as Plain<T>;
}
