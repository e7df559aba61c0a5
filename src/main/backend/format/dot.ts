/**
 * One write: a number that is greater than any its author had seen, and the author's line
 * (format.md, 20). Without a line it is of the one that all share.
 */
export type Dot = readonly [stamp: number] | readonly [stamp: number, by: string];

/** When something with a name was written last. */
export type Dotted =
  | readonly [name: string, stamp: number]
  | readonly [name: string, stamp: number, by: string];

/** The newest write of each line, by the line's id, that a head includes. */
export type Seen = ReadonlyMap<string, number>;

/** A line's id in a dot. */
export function lineOf([, by = '']: Dot): string {
  return by;
}

export function dotOn(line: string, stamp: number): Dot {
  return line === '' ? [stamp] : [stamp, line];
}

/** The dot of what has a name. */
export function dotIn([, stamp, by = '']: Dotted): Dot {
  return dotOn(by, stamp);
}

/** Dots by the names that they stand with. */
export function dotsOf(dotted: readonly Dotted[] | undefined): ReadonlyMap<string, Dot> {
  return new Map(dotted?.map((one) => [one[0], dotIn(one)]));
}

/** Whether a head includes these writes. What has none is older than all lines. */
export function includes(seen: Seen, dots: readonly Dot[] = []): boolean {
  return dots.every((dot) => (seen.get(lineOf(dot)) ?? -1) >= dot[0]);
}

/**
 * Below 0 where `a` was written before `b`, as far as anybody can tell; the same on every device.
 */
export function byStamp(a: Dot | undefined, b: Dot | undefined): number {
  const [x, y] = [a ?? ([-1] as const), b ?? ([-1] as const)];
  if (x[0] !== y[0]) return x[0] - y[0];
  return lineOf(x) < lineOf(y) ? -1 : lineOf(x) > lineOf(y) ? 1 : 0;
}

/** The last writes of both, in one order. */
export function unitedDots(a: readonly Dot[] = [], b: readonly Dot[] = []): readonly Dot[] {
  const last = new Map<string, number>();
  for (const dot of [...a, ...b]) last.set(lineOf(dot), Math.max(dot[0], last.get(lineOf(dot)) ?? 0));
  return [...last].sort(([x], [y]) => (x < y ? -1 : 1)).map(([line, stamp]) => dotOn(line, stamp));
}

export function sameDots(a: readonly Dot[] = [], b: readonly Dot[] = []): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
