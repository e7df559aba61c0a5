import { compareNames } from '../../shared/natural.ts';
import { comparePaths, folderOf, titleOf } from '../../shared/path.ts';
import type { Sort } from '../../shared/rows.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';

type Compare = (a: SecretInfo, b: SecretInfo) => number;

/** Secrets sorted, and merged, between two pauses: a few milliseconds' work. */
const run = 512;
const stride = 4_096;

/** A list of secrets in an order of its own. Equal ones stand by their paths. */
export class Order {
  readonly #compare: Compare;
  readonly #steps: Generator<void, SecretInfo[]>;
  /** Changes that came while it was still being sorted. */
  #later: [SecretInfo | undefined, SecretInfo | undefined][] = [];
  #sorted: SecretInfo[] | undefined;

  /** Nothing is sorted yet. Without `sort` they stand by their paths alone. */
  constructor(infos: readonly SecretInfo[], sort: Sort | undefined) {
    this.#compare = byPath(sort === undefined ? () => 0 : compares[sort]);
    this.#steps = sortSlowly(infos, this.#compare);
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

  /** All of them; does what is left of the sorting at once. */
  get infos(): readonly SecretInfo[] {
    while (this.step());
    return this.#sorted as SecretInfo[];
  }

  /** Takes a secret out as it was, and in as it is. */
  replace(before: SecretInfo | undefined, after: SecretInfo | undefined): void {
    const sorted = this.#sorted;
    if (sorted === undefined) return void this.#later.push([before, after]);
    if (before !== undefined) {
      const at = this.#placeOf(sorted, before);
      if (sorted[at]?.path === before.path) sorted.splice(at, 1);
    }
    if (after !== undefined) sorted.splice(this.#placeOf(sorted, after), 0, after);
  }

  #placeOf(sorted: readonly SecretInfo[], info: SecretInfo): number {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(sorted[middle] as SecretInfo, info) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const compares: Record<Sort, Compare> = {
  title: (a, b) => compareNames(titleOf(a.path), titleOf(b.path)),
  folder: (a, b) =>
    compareNames(folderOf(a.path), folderOf(b.path)) || compareNames(titleOf(a.path), titleOf(b.path)),
  updated: (a, b) => b.updated - a.updated,
  created: (a, b) => b.created - a.created,
};

function byPath(compare: Compare): Compare {
  return (a, b) => compare(a, b) || comparePaths(a.path, b.path);
}

/** Merge sort with pauses: 100,000 titles take longer than a window may wait. */
function* sortSlowly(infos: readonly SecretInfo[], compare: Compare): Generator<void, SecretInfo[]> {
  let from = infos.slice();
  for (let at = 0; at < from.length; at += run) {
    const sorted = from.slice(at, at + run).sort(compare);
    for (let i = 0; i < sorted.length; i++) from[at + i] = sorted[i] as SecretInfo;
    yield;
  }
  let into = new Array<SecretInfo>(from.length);
  for (let width = run; width < from.length; width *= 2) {
    for (let at = 0; at < from.length; at += 2 * width) yield* merge({ from, into, at, width, compare });
    [from, into] = [into, from];
  }
  return from;
}

interface Merge {
  readonly from: readonly SecretInfo[];
  readonly into: SecretInfo[];
  readonly at: number;
  readonly width: number;
  readonly compare: Compare;
}

function* merge({ from, into, at, width, compare }: Merge): Generator<void, void> {
  const middle = Math.min(at + width, from.length);
  const end = Math.min(at + 2 * width, from.length);
  let [left, right] = [at, middle];
  for (let to = at; to < end; to++) {
    const takesLeft =
      left < middle && (right >= end || compare(from[left] as SecretInfo, from[right] as SecretInfo) <= 0);
    into[to] = from[takesLeft ? left++ : right++] as SecretInfo;
    if (to % stride === stride - 1) yield;
  }
}
