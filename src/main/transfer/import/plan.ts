import { failureOf } from '../../../shared/failure.ts';
import { defaultMaxVersions, type Field, limits, type SecretInfo } from '../../../shared/secret.ts';
import type { Change } from '../../backend/backend.ts';
import { checkFields } from '../../backend/entry.ts';
import type { ParsedEntry, ParsedVersion, Problem } from './entry.ts';
import { uniqueFields } from './field-names.ts';
import { folderOf, pathOf } from './names.ts';
import type { Known } from './sources.ts';

type StoreChange = Extract<Change, { op: 'store' }>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is already in the vault, and where the import goes. */
export interface Ground {
  /** Folder that everything comes under; '' for none. */
  readonly prefix: string;
  readonly infos: readonly SecretInfo[];
  /** Whether whoever imports may write over a secret that is there; missing: over every one. */
  readonly mayWrite?: ((path: string) => boolean) | undefined;
}

/**
 * Turns entries into changes. Decides alone: reads no vault and writes none. Every entry ends as a secret, as a new
 * version of one that came from the same entry before, as a skip or as a failure; `created`, `skipped`, `failed` say which.
 */
export class Plan {
  readonly changes: Change[] = [];
  readonly skipped: Problem[] = [];
  readonly failed: Problem[] = [];
  readonly notes: Problem[] = [];
  created = 0;
  readonly #ground: Ground;
  readonly #taken: Set<string>;
  readonly #there: ReadonlySet<string>;
  readonly #numbers = new Map<string, number>();
  #last: { folders: readonly string[]; folder: string };

  constructor(ground: Ground) {
    this.#ground = ground;
    this.#there = new Set(ground.infos.map(({ path }) => path));
    this.#taken = new Set(this.#there);
    this.#last = { folders: [], folder: folderOf(ground.prefix, []) };
  }

  /** `known`: the secret that this entry became before, with the fields of its versions; missing when it is new. */
  add(entry: ParsedEntry, source: string, known?: Known): void {
    const place = placeOf(entry);
    const wanted = known?.info.path ?? this.#wantedPath(entry);
    if (this.#there.has(wanted) && this.#ground.mayWrite?.(wanted) === false) {
      this.failed.push({ place, reason: 'a secret is there that may not be written to' });
      return;
    }
    const path = known === undefined ? this.#freePath(wanted) : wanted;
    const versions = entry.versions.map((version) => ready(version, entry, path));
    const fault = faultOf(versions);
    if (fault !== undefined) {
      this.failed.push({ place, reason: fault });
      return;
    }
    const fresh = known === undefined ? versions : newerThan(known, versions, entry.title);
    if (fresh.length === 0) {
      this.skipped.push({ place, reason: 'already imported' });
      return;
    }
    if ((known?.info.versions.length ?? 0) + fresh.length > limits.maxVersions) {
      this.failed.push({ place, reason: `more than ${limits.maxVersions} versions` });
      return;
    }
    this.created += 1;
    this.#taken.add(path);
    this.#store(path, fresh, entry, source, known);
  }

  /** The changes since the last call, to be written. */
  take(): Change[] {
    return this.changes.splice(0);
  }

  #store(
    path: string,
    versions: readonly ParsedVersion[],
    entry: ParsedEntry,
    source: string,
    known: Known | undefined,
  ): void {
    const max = known?.info.maxVersions ?? defaultMaxVersions;
    if (versions.length > max)
      this.notes.push({
        place: placeOf(entry),
        reason: `history longer than ${max} versions: the oldest were left out`,
      });
    const { tags, lost } = entry.tags === undefined ? noTags : tagsOf(entry.tags);
    if (lost > 0) this.notes.push({ place: placeOf(entry), reason: `${lost} tags too long or too many` });
    let expect = known === undefined ? 0 : known.info.current || known.info.newest;
    let next = (known?.info.newest ?? 0) + 1;
    const custom = customOf(entry, known === undefined ? source : undefined);
    const kept = versions.length > max ? versions.slice(-max) : versions;
    for (const { fields, at } of kept) {
      // What is there was not brought by this import: it stays, also where that is more than the secret keeps.
      const change: Writable<StoreChange> = { op: 'store', path, fields, expect };
      if (known !== undefined) change.keepOlder = true;
      if (tags !== undefined) change.tags = tags;
      if (custom.length > 0) change.custom = custom;
      if (at !== undefined) change.at = at;
      this.changes.push(change);
      expect = next;
      next += 1;
    }
  }

  #wantedPath({ whole, folders, title }: ParsedEntry): string {
    const { prefix } = this.#ground;
    if (whole && prefix !== '') return prefix;
    // Entries of one folder mostly stand together.
    if (!isSameWay(folders, this.#last.folders)) this.#last = { folders, folder: folderOf(prefix, folders) };
    return pathOf(this.#last.folder, title);
  }

  /** That path, or the first with a number behind it that nobody has. */
  #freePath(wanted: string): string {
    if (!this.#taken.has(wanted)) return wanted;
    for (let n = this.#numbers.get(wanted) ?? 2; ; n++) {
      const path = `${wanted} (${n})`;
      if (this.#taken.has(path)) continue;
      this.#numbers.set(wanted, n + 1);
      return path;
    }
  }
}

function isSameWay(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** Where a person finds an entry in the file. */
export function placeOf({ place, id }: ParsedEntry): string {
  return place ?? id;
}

/** A version with names that fit, and with the title where the path does not show it. */
function ready(version: ParsedVersion, { title, whole }: ParsedEntry, path: string): ParsedVersion {
  const shown = path.slice(path.lastIndexOf('/') + 1);
  const isShown = whole || title.trim() === '' || shown === title.normalize('NFC');
  const wanted: readonly Field[] = isShown
    ? version.fields
    : [...version.fields, { name: 'title', type: 'text', value: title }];
  const fields = uniqueFields(wanted);
  return fields === version.fields ? version : { ...version, fields };
}

/** Why these versions cannot be kept, or `undefined`. A transaction is all or nothing: no bad one may get into it. */
function faultOf(versions: readonly ParsedVersion[]): string | undefined {
  for (const { fields } of versions) {
    if (fields.some(({ name, value }) => !name.isWellFormed() || !value.isWellFormed()))
      return 'not Unicode text';
    try {
      checkFields(fields);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      return failure.code === 'too-large' ? `too large: ${failure.what}` : 'refused';
    }
  }
  return undefined;
}

/** The versions that came after the newest one that the vault has had; none when that is the last. */
function newerThan(known: Known, versions: readonly ParsedVersion[], title: string): ParsedVersion[] {
  // A deleted version cannot be read: that it was written at the same time has to do.
  const isThere = ({ fields, at }: ParsedVersion) =>
    known.versions.some((old) => sameFields(old, fields, title)) ||
    (at !== undefined && known.hidden.has(at));
  const last = versions.findLastIndex(isThere);
  // Without a time nothing tells whether it is what the person deleted, and that must not come back by itself.
  if (last === -1 && known.newestHidden && versions.at(-1)?.at === undefined) return [];
  return versions.slice(last + 1);
}

/** Whether two versions say the same; a title that we had added does not count. */
export function sameFields(a: readonly Field[], b: readonly Field[], title: string): boolean {
  const isOurs = ({ name, value }: Field) => name.startsWith('title') && value === title;
  const [left, right] = [a.filter((field) => !isOurs(field)), b.filter((field) => !isOurs(field))];
  return (
    left.length === right.length &&
    left.every(({ name, type, value }, i) => {
      const other = right[i];
      return other !== undefined && name === other.name && type === other.type && value === other.value;
    })
  );
}

/** What goes into the secret's metadata: where it came from, when it ends. */
function customOf({ expires }: ParsedEntry, source: string | undefined): [string, string][] {
  const pairs: [string, string][] = [];
  if (source !== undefined) pairs.push(['source', source]);
  if (expires !== undefined) pairs.push(['expires', new Date(expires).toISOString()]);
  return pairs;
}

const noTags = { tags: undefined, lost: 0 };

function tagsOf(all: readonly string[]): { tags: readonly string[]; lost: number } {
  const wanted = [...new Set(all.map((tag) => tag.toWellFormed().normalize('NFC')))];
  const tags = wanted.filter((tag) => tag.length <= limits.tag).slice(0, limits.tags);
  return { tags, lost: wanted.length - tags.length };
}
