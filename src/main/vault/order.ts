import { comparePaths, folderOf, titleOf } from '../../shared/path.ts';
import type { OwnSort } from '../../shared/rows.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { compareSortables, type Sortable, sortable } from '../../shared/sort-key.ts';

/** A secret, and by what it is ordered: names, each once what is before it is equal, or a time. */
interface Ordered {
  readonly info: SecretInfo;
  readonly names: readonly Sortable[];
  readonly time: number;
}
type By = (info: SecretInfo) => Partial<Ordered>;

/** Secrets looked at, or merged, between two pauses: a few milliseconds' work. */
const run = 512;
const stride = 4_096;

const by: Record<OwnSort, By> = {
  title: ({ path }) => ({ names: [sortable(titleOf(path))] }),
  folder: ({ path }) => ({ names: [sortable(folderOf(path)), sortable(titleOf(path))] }),
  updated: ({ updated }) => ({ time: updated }),
  created: ({ created }) => ({ time: created }),
};

/** A list of secrets in an order of its own. Equal ones stand by their paths. */
export class Order {
  readonly #by: By;
  readonly #steps: Generator<void, Ordered[]>;
  /** Changes that came while it was still being sorted. */
  #later: [SecretInfo | undefined, SecretInfo | undefined][] = [];
  #sorted: Ordered[] | undefined;

  /** Nothing is sorted yet. Without `sort` they stand by their paths alone. */
  constructor(infos: readonly SecretInfo[], sort: OwnSort | undefined) {
    this.#by = sort === undefined ? () => ({}) : by[sort];
    this.#steps = sortSlowly(infos, (info) => this.#ordered(info));
  }

  /** Does a few milliseconds of the sorting; false when all is done. */
  step(): boolean {
    if (this.#sorted !== undefined) return false;
    const { done, value } = this.#steps.next();
    if (done !== true) return true;
    this.#sorted = value;
    for (const [before, after] of this.#later.splice(0)) this.replace(before, after);
    return false;
  }

  /** How many there are. Like all that follows it does what is left of the sorting at once. */
  get length(): number {
    return this.#all.length;
  }

  slice(from: number, to: number): SecretInfo[] {
    return this.#all.slice(from, to).map(({ info }) => info);
  }

  /** The place of a secret; `undefined`: it is not here. */
  placeOf(path: string): number | undefined {
    const at = this.#all.findIndex(({ info }) => info.path === path);
    return at < 0 ? undefined : at;
  }

  /** Takes a secret out as it was, and in as it is. */
  replace(before: SecretInfo | undefined, after: SecretInfo | undefined): void {
    const sorted = this.#sorted;
    if (sorted === undefined) return void this.#later.push([before, after]);
    if (before !== undefined) {
      const at = placeIn(sorted, this.#ordered(before));
      if (sorted[at]?.info.path === before.path) sorted.splice(at, 1);
    }
    if (after === undefined) return;
    const ordered = this.#ordered(after);
    sorted.splice(placeIn(sorted, ordered), 0, ordered);
  }

  get #all(): readonly Ordered[] {
    while (this.step());
    return this.#sorted as Ordered[];
  }

  #ordered(info: SecretInfo): Ordered {
    return { info, names: [], time: 0, ...this.#by(info) };
  }
}

function compare(a: Ordered, b: Ordered): number {
  if (a.time !== b.time) return b.time - a.time;
  for (let i = 0; i < a.names.length; i++) {
    const order = compareSortables(a.names[i] as Sortable, b.names[i] as Sortable);
    if (order !== 0) return order;
  }
  return comparePaths(a.info.path, b.info.path);
}

function placeIn(sorted: readonly Ordered[], wanted: Ordered): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as Ordered, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Merge sort with pauses: 100,000 of them take longer than a window may wait. */
function* sortSlowly(
  infos: readonly SecretInfo[],
  ordered: (info: SecretInfo) => Ordered,
): Generator<void, Ordered[]> {
  let from: Ordered[] = [];
  for (let at = 0; at < infos.length; at += run) {
    from.push(
      ...infos
        .slice(at, at + run)
        .map(ordered)
        .sort(compare),
    );
    yield;
  }
  let into = new Array<Ordered>(from.length);
  for (let width = run; width < from.length; width *= 2) {
    for (let at = 0; at < from.length; at += 2 * width) yield* merge({ from, into, at, width });
    [from, into] = [into, from];
  }
  return from;
}

interface Merge {
  readonly from: readonly Ordered[];
  readonly into: Ordered[];
  readonly at: number;
  readonly width: number;
}

function* merge({ from, into, at, width }: Merge): Generator<void, void> {
  const middle = Math.min(at + width, from.length);
  const end = Math.min(at + 2 * width, from.length);
  let [left, right] = [at, middle];
  for (let to = at; to < end; to++) {
    const takesLeft =
      left < middle && (right >= end || compare(from[left] as Ordered, from[right] as Ordered) <= 0);
    into[to] = from[takesLeft ? left++ : right++] as Ordered;
    if (to % stride === stride - 1) yield;
  }
}
