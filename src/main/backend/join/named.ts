import { byStamp, type Dot, includes, type Seen } from '../format/dot.ts';

/**
 * Things with names as one line has them, and who wrote each last; of what was removed the removal.
 */
export interface NamedSide<T> {
  readonly items: ReadonlyMap<string, T>;
  readonly dots: ReadonlyMap<string, Dot>;
  readonly seen: Seen;
}

export interface JoinedNames<T> {
  readonly items: ReadonlyMap<string, T>;
  readonly dots: ReadonlyMap<string, Dot>;
  /** What was written apart on both, and differs. */
  readonly met: readonly string[];
}

interface One<T> {
  readonly item: T | undefined;
  readonly dot: Dot | undefined;
}

/**
 * The names of both lines: for each the later write, by what each line has seen. Where they were
 * written apart, a removal counts, else the greater stamp.
 */
export function joinNamed<T>(ours: NamedSide<T>, theirs: NamedSide<T>): JoinedNames<T> {
  const items = new Map<string, T>();
  const dots = new Map<string, Dot>();
  const met: string[] = [];
  for (const name of new Set([ours, theirs].flatMap((side) => [...side.items.keys(), ...side.dots.keys()]))) {
    const [o, t] = [oneOf(ours, name), oneOf(theirs, name)];
    const side = later(o.dot, t.dot, ours.seen, theirs.seen);
    // By one write: a join of more than may be took it away on one line.
    const isOne = byStamp(o.dot, t.dot) === 0;
    const { item, dot } = side === 'apart' || isOne ? ofApart(o, t) : side === 'theirs' ? t : o;
    if (side === 'apart' && differ(o, t)) met.push(name);
    if (item !== undefined) items.set(name, item);
    if (dot !== undefined) dots.set(name, dot);
  }
  return { items, dots, met };
}

function oneOf<T>({ items, dots }: NamedSide<T>, name: string): One<T> {
  return { item: items.get(name), dot: dots.get(name) };
}

function later(
  o: Dot | undefined,
  t: Dot | undefined,
  ours: Seen,
  theirs: Seen,
): 'ours' | 'theirs' | 'apart' {
  if (t === undefined || byStamp(o, t) === 0) return 'ours';
  if (o === undefined) return 'theirs';
  const [included, includesTheirs] = [includes(theirs, [o]), includes(ours, [t])];
  if (included === includesTheirs) return 'apart';
  return included ? 'theirs' : 'ours';
}

// A right that was taken away does not come back because another device did not know of it.
function ofApart<T>(o: One<T>, t: One<T>): One<T> {
  if ((o.item === undefined) !== (t.item === undefined)) return o.item === undefined ? o : t;
  return byStamp(t.dot, o.dot) > 0 ? t : o;
}

function differ<T>(o: One<T>, t: One<T>): boolean {
  return JSON.stringify(o.item) !== JSON.stringify(t.item);
}
