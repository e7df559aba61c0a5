/**
 * `Other` where it is made like `English`: the same names, lists for lists, and texts that take as
 * many values. Elsewhere `never`, so that a language that `satisfies Alike<…>` is refused where it
 * differs.
 */
export type Alike<English, Other> = [English, Other] extends [Other, English]
  ? Other
  : Differing<English, Other>;

type Differing<English, Other> = English extends (...args: infer Taken) => unknown
  ? Other extends (...args: infer Given) => unknown
    ? Taken['length'] extends Given['length']
      ? Other
      : never
    : never
  : English extends readonly unknown[]
    ? Other
    : English extends object
      ? {
          readonly [Name in keyof English]: Name extends keyof Other
            ? Alike<English[Name], Other[Name]>
            : never;
        }
      : Other;
