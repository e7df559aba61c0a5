import { comparePaths } from '../../shared/path.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { isForgiven, Layer, type LayerHits, type Marked } from './layer.ts';
import type { Term } from './query.ts';
import { sortInfos } from './sorted.ts';

/**
 * So many changed secrets are indexed anew at the next query after a change: about two
 * milliseconds' work.
 */
const maxRecent = 500;

export interface SearchRequest {
  readonly terms: readonly Term[];
  /** '' for all. */
  readonly folder: string;
  readonly offset: number;
  readonly limit: number;
  readonly marked: Marked;
}

/** `total` is exact. */
export interface Hits {
  readonly total: number;
  /** Nothing was found as it was typed: these are it but for one slip in a word. */
  readonly nearly?: true;
  readonly infos: SecretInfo[];
}

/**
 * Ranked search: a large layer that is built once, and a small one over it with what has changed
 * since. Rank of a secret: the sum over the terms of the best place (`ranks`) each was found in;
 * ties in path order.
 */
export class Search {
  readonly #base: Layer;
  readonly #changed = new Map<string, SecretInfo>();
  #recent: Layer | undefined;

  /** `infos` in path order; kept, so it must not change. Nothing is indexed yet. */
  constructor(infos: readonly SecretInfo[]) {
    this.#base = new Layer(infos);
  }

  /**
   * Does a few milliseconds of the building; false when all is done. A query does what is left at
   * once.
   */
  step(): boolean {
    return this.#base.step();
  }

  /** Takes a change up; false when there were too many and a new `Search` is better. */
  replace(path: string, info: SecretInfo | undefined): boolean {
    this.#base.drop(path);
    this.#recent = undefined;
    if (info === undefined) this.#changed.delete(path);
    else this.#changed.set(path, info);
    return this.#changed.size <= maxRecent;
  }

  find(request: SearchRequest): Hits {
    const hits = this.#find(request, false);
    if (hits.total > 0 || !request.terms.some(isForgiven)) return hits;
    const near = this.#find(request, true);
    return near.total === 0 ? near : { ...near, nearly: true };
  }

  #find({ terms, folder, offset, limit, marked }: SearchRequest, nearly: boolean): Hits {
    const end = offset + limit;
    const how = { marked, nearly };
    const base = this.#base.search(terms, folder, end, how);
    if (this.#changed.size === 0)
      return { total: base.total, infos: pick(this.#base, base.ids.subarray(offset)) };
    this.#recent ??= new Layer(sortInfos([...this.#changed.values()]));
    const recent = this.#recent.search(terms, folder, end, how);
    const infos = merge(this.#base, base, this.#recent, recent).slice(offset, end);
    return { total: base.total + recent.total, infos };
  }
}

function pick(layer: Layer, ids: Uint32Array): SecretInfo[] {
  return Array.from(ids, (id) => layer.infos[id] as SecretInfo);
}

/** Two ranked lists as one. */
function merge(a: Layer, ahits: LayerHits, b: Layer, bhits: LayerHits): SecretInfo[] {
  const left = pick(a, ahits.ids);
  const right = pick(b, bhits.ids);
  const merged: SecretInfo[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    const [x, y] = [left[i] as SecretInfo, right[j] as SecretInfo];
    const byRank = scoreAt(ahits, i) - scoreAt(bhits, j);
    if (byRank < 0 || (byRank === 0 && comparePaths(x.path, y.path) < 0)) {
      merged.push(x);
      i++;
    } else {
      merged.push(y);
      j++;
    }
  }
  return merged.concat(left.slice(i), right.slice(j));
}

function scoreAt({ scores, ids }: LayerHits, place: number): number {
  return scores[ids[place] as number] as number;
}
