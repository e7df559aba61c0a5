import { isFavourite } from '../../shared/facet.ts';
import { dueStateOf, endDates } from '../../shared/health.ts';
import { compareNames } from '../../shared/natural.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import { type TemplateName, templateNames, templateOf } from '../../shared/templates.ts';
import type { TagCount } from './tags.ts';

/** How many secrets of a template there are. */
export interface TypeCount {
  readonly type: TemplateName;
  readonly secrets: number;
}

/** What live secrets have in common, counted once and then with each change. */
export class Facets {
  readonly #favourites = new Set<string>();
  /** Those with a day that is their last. */
  readonly #ending = new Map<string, SecretInfo>();
  readonly #tags = new Map<string, number>();
  readonly #types = new Map<TemplateName, number>();
  /** Until the next change. */
  #tagList: TagCount[] | undefined;

  constructor(infos: Iterable<SecretInfo>) {
    for (const info of infos) this.#add(info);
  }

  /** Takes up one change; `undefined`: there was none, or there is none any more. */
  replace(before: SecretInfo | undefined, after: SecretInfo | undefined): void {
    if (before !== undefined) this.#remove(before);
    if (after !== undefined) this.#add(after);
  }

  get favourites(): number {
    return this.#favourites.size;
  }

  /** The paths of those with a mark that is known without opening any. */
  *marked(mark: 'favourite' | 'expiring' | 'expired', now: number): Iterable<string> {
    if (mark === 'favourite') yield* this.#favourites;
    else for (const [path, info] of this.#ending) if (dueStateOf(info, now) === mark) yield path;
  }

  /** How many have ended, and how many will within their lead time. */
  due(now: number): { expired: number; expiring: number } {
    const counts = { expired: 0, expiring: 0 };
    for (const info of this.#ending.values()) {
      const state = dueStateOf(info, now);
      if (state !== undefined) counts[state] += 1;
    }
    return counts;
  }

  /** By name. */
  tags(): TagCount[] {
    this.#tagList ??= [...this.#tags]
      .map(([tag, secrets]) => ({ tag, secrets }))
      .sort((a, b) => compareNames(a.tag, b.tag));
    return this.#tagList;
  }

  /** The most frequent of very many, by name. */
  frequentTags(most: number): TagCount[] {
    const tags = this.tags();
    if (tags.length <= most) return tags;
    const frequent = new Set(tags.toSorted((a, b) => b.secrets - a.secrets).slice(0, most));
    return tags.filter((one) => frequent.has(one));
  }

  /** Those that there are, in the order in which a person is offered them. */
  types(): TypeCount[] {
    return templateNames.flatMap((type) => {
      const secrets = this.#types.get(type) ?? 0;
      return secrets === 0 ? [] : [{ type, secrets }];
    });
  }

  #add(info: SecretInfo): void {
    if (isFavourite(info)) this.#favourites.add(info.path);
    if (endDates(info).length > 0) this.#ending.set(info.path, info);
    this.#count(info, 1);
  }

  #remove(info: SecretInfo): void {
    this.#favourites.delete(info.path);
    this.#ending.delete(info.path);
    this.#count(info, -1);
  }

  #count({ tags, fields }: SecretInfo, step: 1 | -1): void {
    for (const tag of tags) count(this.#tags, tag, step);
    if (tags.length > 0) this.#tagList = undefined;
    const type = templateOf(fields.map(({ name }) => name));
    if (type !== undefined) count(this.#types, type, step);
  }
}

function count<Key>(counts: Map<Key, number>, key: Key, step: 1 | -1): void {
  const next = (counts.get(key) ?? 0) + step;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}
