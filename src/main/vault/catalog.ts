import { setImmediate } from 'node:timers/promises';
import type { FacetCounts, Folder, Row } from '../../shared/contract.ts';
import { type Facet, facetKey, isFavourite, isIn } from '../../shared/facet.ts';
import { dayMs, dueStateOf } from '../../shared/health.ts';
import { comparePaths, normalFolder, titleOf } from '../../shared/path.ts';
import type { Sort } from '../../shared/rows.ts';
import type { IndexedField, SecretInfo } from '../../shared/secret-schema.ts';
import { templateOf } from '../../shared/templates.ts';
import { Expiry, expired } from './expiry.ts';
import { Facets } from './facets.ts';
import { FolderTree } from './folders.ts';
import { type Mark, parseQuery, type Term } from './query.ts';
import type { Hits } from './search.ts';
import { type Listed, SecretIndex } from './secret-index.ts';
import type { TagCount } from './tags.ts';

/** The paths of live secrets with such a password, as `healthOf` says. */
export type Judgement = Readonly<Record<'weak' | 'reused', readonly string[]>>;

/** More tags than these are found by typing. */
const mostTags = 200;

/**
 * What to list: under `folder` ('' is all), ranked by `query` when it is not blank, only live or
 * only deleted ones; of live ones only those of `facet`.
 */
export interface Browse {
  readonly folder: string;
  readonly query: string;
  readonly deleted: boolean;
  readonly facet?: Facet | undefined;
  /** Of what no query ranks; missing: by path. */
  readonly sort?: Sort | undefined;
  readonly offset: number;
  readonly limit: number;
}

type Place = Pick<Browse, 'folder' | 'deleted' | 'facet' | 'sort'>;

/**
 * What the window browses: all that is known of the secrets without opening one, in code point
 * order of the paths. Holds plaintext: `clear` it at lock. Wholly destroyed secrets are not in it.
 */
export class Catalog {
  readonly #live: SecretIndex;
  readonly #deleted: SecretIndex;
  readonly #expiry = new Expiry();
  readonly #now: () => number;
  /** Secrets of a damaged vault that are missing here, for they cannot be read. */
  readonly unread: number;
  #tree: FolderTree | undefined;
  #facets: Facets | undefined;
  #used: readonly string[] = [];
  #judgement: Judgement = { weak: [], reused: [] };

  constructor(infos: readonly SecretInfo[], now: () => number = Date.now, unread = 0) {
    this.#now = now;
    this.unread = unread;
    this.#live = new SecretIndex(infos.filter(isLive), (mark) => this.#marked(mark));
    this.#deleted = new SecretIndex(infos.filter(isDeleted), () => []);
    for (const info of this.#live.infos) this.#expiry.note(info.path, info);
  }

  /**
   * When something in it next counts as deleted because its time is up; infinite where nothing
   * does.
   */
  get nextExpiry(): number {
    return this.#expiry.next;
  }

  /** Every secret that is listed anywhere, deleted ones too, in path order. */
  all(): readonly SecretInfo[] {
    this.#settle();
    if (this.#deleted.infos.length === 0) return this.#live.infos.slice();
    return [...this.#live.infos, ...this.#deleted.infos].sort((a, b) => comparePaths(a.path, b.path));
  }

  /** Takes up one change; `undefined` when there is no such secret any more. */
  replace(path: string, info: SecretInfo | undefined): void {
    const live = info !== undefined && isLive(info) ? info : undefined;
    this.#expiry.note(path, live);
    const before = this.#live.replace(path, live);
    this.#facets?.replace(before, live);
    this.#deleted.replace(path, info !== undefined && isDeleted(info) ? info : undefined);
    if (before === undefined && live !== undefined) this.#tree?.add(path);
    if (before !== undefined && live === undefined) this.#tree?.remove(path);
  }

  /**
   * The folders directly under one that hold a live secret, with the number of those anywhere
   * below.
   */
  folders(parent: string): Folder[] {
    return this.#folderTree().under(normalFolder(parent));
  }

  /** The paths of up to `most` folders that hold a live secret, each before those in it. */
  folderPaths(most: number): string[] {
    return this.#folderTree().paths(most);
  }

  #folderTree(): FolderTree {
    this.#settle();
    if (this.#tree === undefined) {
      this.#tree = new FolderTree();
      for (const info of this.#live.infos) this.#tree.add(info.path);
    }
    return this.#tree;
  }

  /** A window of the list; `total` is exact. */
  browse({ query, offset, limit, ...place }: Browse): { total: number; rows: Row[]; nearly?: true } {
    this.#settle();
    const hits = this.#page(place, parseQuery(query), offset, limit);
    const { total, infos, nearly } = hits;
    return { total, rows: infos.map((info) => toRow(info, this.#now())), ...(nearly && { nearly }) };
  }

  /** Which row of a folder's list a secret is, counted from 0; `undefined` when it is not in it. */
  indexOf(path: string, place: Place): number | undefined {
    this.#settle();
    if (place.sort !== 'used') return this.#index(place).indexIn(this.#listed(place), path);
    const at = this.#usedFirst(place).findIndex((info) => info.path === path);
    return at < 0 ? undefined : at;
  }

  /** Learns which secrets were used last, the last one first. */
  noteUsed(paths: readonly string[]): void {
    this.#used = paths;
  }

  /** The live ones of these paths, as far as there are so many. */
  rowsOf(paths: readonly string[], most: number): Row[] {
    this.#settle();
    const infos = paths.flatMap((path) => this.#live.find(path) ?? []).slice(0, most);
    return infos.map((info) => toRow(info, this.#now()));
  }

  /** The tags of all live secrets, by name. */
  tags(): TagCount[] {
    return this.#facetsNow().tags();
  }

  /** One secret, live or deleted; `undefined` where it is in no list. */
  find(path: string): SecretInfo | undefined {
    this.#settle();
    return this.#live.find(path) ?? this.#deleted.find(path);
  }

  /** All of a list, in any order. */
  whole(wanted: Omit<Browse, 'sort' | 'offset' | 'limit'>): readonly SecretInfo[] {
    return this.found(wanted).infos;
  }

  /** All that a query finds, in the order of its ranks. */
  found({ query, ...place }: Omit<Browse, 'sort' | 'offset' | 'limit'>): Hits {
    this.#settle();
    const index = this.#index(place);
    return index.page(this.#listed(place), parseQuery(query), 0, index.infos.length);
  }

  /**
   * Sorts a list in slices of a few milliseconds. Not needed: the first look at it does what is left
   * of it.
   */
  async arrange(place: Place, pause = () => setImmediate()): Promise<void> {
    await this.#index(place).arrange(this.#listed(place), pause);
  }

  /** How many secrets have ended or soon will, by what the index knows of them. */
  due(): { expired: number; expiring: number } {
    return this.#facetsNow().due(this.#now());
  }

  /** How many secrets have what in common. */
  facets(): FacetCounts {
    const facets = this.#facetsNow();
    const { expired, expiring } = facets.due(this.#now());
    return {
      favourites: facets.favourites,
      due: expired + expiring,
      tags: facets.frequentTags(mostTags),
      types: facets.types(),
    };
  }

  /** How many secrets there are, and how many deleted ones. */
  get counts(): { readonly all: number; readonly deleted: number } {
    this.#settle();
    return { all: this.#live.infos.length, deleted: this.#deleted.infos.length };
  }

  /**
   * Builds the search index in slices of a few milliseconds. Not needed: the first query does what
   * is left of it.
   */
  async prepare(pause: () => Promise<void> = () => setImmediate()): Promise<void> {
    await this.#live.prepare(pause);
    await this.#deleted.prepare(pause);
  }

  /** Forgets everything. */
  clear(): void {
    this.#live.clear();
    this.#deleted.clear();
    this.#expiry.clear();
    this.#tree = undefined;
    this.#facets = undefined;
    this.#used = [];
    this.#judgement = { weak: [], reused: [] };
  }

  /** Learns what was found when passwords were looked through. */
  judge(judgement: Judgement): void {
    this.#judgement = judgement;
  }

  #marked(mark: Mark): Iterable<string> {
    if (mark === 'weak' || mark === 'reused') return this.#judgement[mark];
    return this.#facetsNow().marked(mark, this.#now());
  }

  #page(place: Place, terms: readonly Term[], offset: number, limit: number): Hits {
    if (place.sort !== 'used' || terms.length > 0)
      return this.#index(place).page(this.#listed(place), terms, offset, limit);
    const infos = this.#usedFirst(place);
    return { total: infos.length, infos: infos.slice(offset, offset + limit) };
  }

  #usedFirst(place: Place): readonly SecretInfo[] {
    const index = this.#index(place);
    const { infos } = index.page(this.#listed(place), [], 0, index.infos.length);
    const turns = new Map(this.#used.map((path, turn) => [path, turn]));
    const turnOf = ({ path }: SecretInfo) => turns.get(path) ?? turns.size;
    const used = infos.filter(({ path }) => turns.has(path)).sort((a, b) => turnOf(a) - turnOf(b));
    return [...used, ...infos.filter(({ path }) => !turns.has(path))];
  }

  #index({ deleted }: Pick<Place, 'deleted'>): SecretIndex {
    return deleted ? this.#deleted : this.#live;
  }

  #listed({ folder, deleted, facet, sort }: Place): Listed {
    const list = { folder: normalFolder(folder), sort: sort === 'used' ? 'title' : sort };
    if (facet === undefined || deleted) return list;
    const now = this.#now();
    // What has ended is another list each day, and the same all day long.
    const key = `${facetKey(facet)} ${Math.floor(now / dayMs)}`;
    return { ...list, filter: { key, holds: (info) => isIn(facet, info, now) } };
  }

  #facetsNow(): Facets {
    this.#settle();
    this.#facets ??= new Facets(this.#live.infos);
    return this.#facets;
  }

  // What has expired since the last look.
  #settle(): void {
    for (const path of this.#expiry.take(this.#now())) {
      const info = this.#live.find(path);
      if (info !== undefined) this.replace(path, expired(info));
    }
  }
}

function dueState(info: SecretInfo, now: number): Pick<Row, 'due'> {
  const state = dueStateOf(info, now);
  return state === undefined ? {} : { due: state };
}

/** True for a secret that gives one-time codes. */
export function hasOtp({ fields }: SecretInfo): boolean {
  return fields.some(({ type }) => type === 'otp');
}

function isLive(info: SecretInfo): boolean {
  return info.current > 0;
}

function isDeleted(info: SecretInfo): boolean {
  return info.current === 0 && info.versions.some((version) => version.destroyed !== true);
}

function toRow(info: SecretInfo, now: number): Row {
  const template = templateOf(info.fields.map(({ name }) => name));
  return {
    path: info.path,
    title: titleOf(info.path),
    subtitle: subtitleOf(info.fields),
    created: info.created,
    updated: info.updated,
    deleted: info.current === 0,
    tags: [...info.tags],
    ...(hasOtp(info) && { otp: true as const }),
    ...(isFavourite(info) && { favourite: true as const }),
    ...dueState(info, now),
    ...(template !== undefined && { template }),
  };
}

/** Whose it is: the name of a person, else the user name, else the address. */
function subtitleOf(fields: readonly IndexedField[]): string {
  const named = (name: string) => fields.find((field) => field.name === name)?.value;
  const person = [named('first-name'), named('last-name')].filter(Boolean).join(' ');
  return person || firstValue(fields, 'text') || firstValue(fields, 'url') || '';
}

function firstValue(fields: readonly IndexedField[], type: 'text' | 'url'): string | undefined {
  return fields.find((field) => field.type === type && field.value)?.value;
}
