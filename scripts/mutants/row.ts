/** A small change of meaning, planted to see which test notices it. */
export interface Mutant {
  readonly file: string;
  /** What stands in the file, exactly once. */
  readonly text: string;
  readonly becomes: string;
  /** What the change would mean to a person, in one line. */
  readonly means: string;
  /** Test files, the likeliest to notice first; one of them must fail. */
  readonly tests: readonly string[];
  /** Only tests whose full name matches this: for suites that take long. */
  readonly only?: string;
  /** Why the change means the same: it is not run. */
  readonly equivalent?: string;
  /** Why no unit test can notice it, and what does. */
  readonly survives?: string;
}

/** The text of the file with the change in it; throws where the row no longer fits. */
export function planted(source: string, { file, text, becomes }: Mutant): string {
  const parts = source.split(text);
  if (parts.length === 1) throw new Error(`${file} no longer contains: ${text}`);
  if (parts.length > 2) throw new Error(`${file} contains ${parts.length - 1} times: ${text}`);
  if (text === becomes) throw new Error(`${file} would stay as it is: ${text}`);
  return parts.join(becomes);
}

/**
 * A row as it is written: the text, what it becomes, what that would mean, and where it differs
 * from its neighbours.
 */
export type Row = readonly [
  text: string,
  becomes: string,
  means: string,
  rest?: Partial<Pick<Mutant, 'tests' | 'only' | 'equivalent' | 'survives'>>,
];

/** The rows of one file, with the tests that must notice. */
export function inFile(file: string, tests: readonly string[], rows: readonly Row[]): Mutant[] {
  return rows.map(([text, becomes, means, rest]) => ({ file, text, becomes, means, tests, ...rest }));
}
