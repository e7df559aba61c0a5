import { type ImportReport, previewed } from '../../shared/contract.ts';
import { favouriteMark } from '../../shared/facet.ts';
import { failureOf } from '../../shared/failure.ts';
import { defaultMaxVersions, limits } from '../../shared/secret.ts';
import type { Field, SecretInfo } from '../../shared/secret-schema.ts';
import type { Change } from '../backend/changes.ts';
import { checkFields } from '../backend/format/entry.ts';
import type { NoteOf, ParsedEntry, ParsedVersion, Problem } from './entry.ts';
import { uniqueFields } from './field-names.ts';
import type { PlannedHistory } from './histories.ts';
import {
  type Imported,
  importedKey,
  importedOf,
  importedText,
  isSameMetadata,
  isSameTags,
  mark,
} from './imported.ts';
import { folderOf, pathOf } from './names.ts';
import { newerThan } from './newer.ts';
import type { Known } from './sources.ts';

type StoreChange = Extract<Change, { op: 'store' }>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

type Preview = NonNullable<ImportReport['preview']>[number];

/** What is already in the vault, and where the import goes. */
export interface PlanOptions {
  /** Folder that everything comes under; '' for none. */
  readonly prefix: string;
  readonly infos: readonly SecretInfo[];
  /** Whether whoever imports may write over a secret that is there; missing: over every one. */
  readonly mayWrite?: ((path: string) => boolean) | undefined;
}

/**
 * Turns entries into changes. Decides alone: reads no vault and writes none. Every entry ends as a
 * secret, as a new version of one that came from the same entry before, as a skip or as a failure;
 * `created`, `skipped`, `failed` say which.
 */
export class Plan {
  readonly changes: Change[] = [];
  readonly skipped: Problem[] = [];
  readonly failed: Problem[] = [];
  readonly notes: Problem[] = [];
  /** What the first entries become. */
  readonly preview: Preview[] = [];
  created = 0;
  readonly #options: PlanOptions;
  readonly #now: number;
  readonly #taken: Set<string>;
  readonly #there: ReadonlySet<string>;
  readonly #numbers = new Map<string, number>();
  #last: { folders: readonly string[]; folder: string };

  /** `now`: when versions were written of which the file does not say it. */
  constructor(options: PlanOptions, now: number = Date.now()) {
    this.#options = options;
    this.#now = now;
    this.#there = new Set(options.infos.map(({ path }) => path));
    this.#taken = new Set(this.#there);
    this.#last = { folders: [], folder: folderOf(options.prefix, []) };
  }

  /**
   * `known`: the secret that this entry became before, with the fields of its versions; missing
   * when it is new.
   */
  add(entry: ParsedEntry, source: string, known?: Known): void {
    const place = placeOf(entry);
    const wanted = known?.info.path ?? this.#wantedPath(entry);
    if (this.#there.has(wanted) && this.#options.mayWrite?.(wanted) === false) {
      this.failed.push({ place, reason: 'not-writable' });
      return;
    }
    const path = known === undefined ? this.#freePath(wanted) : wanted;
    const versions = entry.versions.map((version) => ready(version, entry, path));
    const fault = faultOf(versions) ?? metadataFault(known);
    if (fault !== undefined) {
      this.failed.push({ place, ...fault });
      return;
    }
    const fresh = known === undefined ? versions : freshOf(known, versions, entry);
    const isOther = known !== undefined && isMetadataOther(known, entry);
    if (fresh.length === 0 && !isOther) {
      const isGone = known !== undefined && isHidden(known) && !entry.deleted;
      const reason = isGone ? 'deleted-here' : 'already-imported';
      this.skipped.push({ place, reason });
      return;
    }
    if (known !== undefined && known.info.versions.length + fresh.length > limits.maxVersions) {
      this.failed.push({ place, reason: 'too-many-versions', count: limits.maxVersions });
      return;
    }
    this.created += 1;
    if (this.preview.length < previewed) this.preview.push(previewOf(place, path, versions));
    this.#taken.add(path);
    if (fresh.length > 0) this.#store(path, fresh, entry, source, known);
    else this.#describe(path, entry, known as Known);
    // What came before is the person's, whatever the file's bin says of it now.
    if (known === undefined && entry.deleted) this.changes.push({ op: 'delete', path });
  }

  /** Notes what came of a secret of an export of ours; its change, where it has one. */
  addHistory(place: string, planned: PlannedHistory): Change | undefined {
    const { path, change, skipped, failed, notes, fields } = planned;
    if (failed !== undefined) this.failed.push(failed);
    else if (skipped !== undefined) this.skipped.push({ place, reason: skipped });
    if (change === undefined) return undefined;
    this.created += 1;
    this.notes.push(...notes);
    if (this.preview.length < previewed) this.preview.push(previewOf(place, path, [{ fields }]));
    return change;
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
    // A new secret keeps all that its entry had, as far as any secret may.
    const isLong = known === undefined && versions.length > defaultMaxVersions;
    const max = isLong ? limits.maxVersions : (known?.info.maxVersions ?? defaultMaxVersions);
    if (versions.length > max) this.notes.push({ place: placeOf(entry), reason: 'history-cut', count: max });
    const kept = versions.length > max ? versions.slice(-max) : versions;
    let expect = known?.info.newest;
    let isFirst = true;
    const imported = importedOf(entry, kept.at(-1)?.at ?? this.#now);
    const tags = this.#tags(entry, imported, known);
    const custom = customOf(entry, imported, known === undefined ? source : undefined, known);
    for (const { fields, at } of kept) {
      const change: Writable<StoreChange> = { op: 'store', path, fields, custom, at: at ?? this.#now };
      if (expect !== undefined) change.expect = expect++;
      else if (isFirst) change.fresh = true;
      // What is there was not brought by this import: it stays, also where that is more than the
      // secret keeps.
      if (known !== undefined) change.keepOlder = true;
      if (tags !== undefined) change.tags = tags;
      this.changes.push(change);
      if (isFirst && isLong)
        this.changes.push({ op: 'metadata', path, patch: { maxVersions: roomFor(kept.length) } });
      isFirst = false;
    }
    const unset = known === undefined ? [] : endedOf(entry, known);
    if (unset.length > 0) this.changes.push({ op: 'metadata', path, patch: { unset } });
  }

  /** What the file says anew beside the fields. */
  #describe(path: string, entry: ParsedEntry, known: Known): void {
    const imported = importedOf(entry, known.imported?.at ?? 0);
    const tags = this.#tags(entry, imported, known);
    const patch = {
      set: customOf(entry, imported, undefined, known),
      unset: endedOf(entry, known),
      ...(tags !== undefined && { tags }),
    };
    this.changes.push({ op: 'metadata', path, patch });
  }

  /**
   * The file's tags and those that the person added; `undefined`: the file's are those of the last
   * import.
   */
  #tags(entry: ParsedEntry, imported: Imported, known: Known | undefined): readonly string[] | undefined {
    const before = known?.imported;
    if (entry.tags === undefined && (before === undefined || before.tags.length === 0)) return undefined;
    if (before !== undefined && isSameTags(before, imported)) return undefined;
    const { tags, lost } = tagsOf(entry.tags ?? []);
    if (lost > 0) this.notes.push({ place: placeOf(entry), reason: 'tags-lost', count: lost });
    const own = known?.info.tags.filter((tag) => before?.tags.includes(mark(tag)) !== true) ?? [];
    return [...new Set([...tags, ...own])].slice(0, limits.tags);
  }

  #wantedPath({ whole, folders, title }: ParsedEntry): string {
    const { prefix } = this.#options;
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

function previewOf(place: string, path: string, versions: readonly ParsedVersion[]): Preview {
  return { place, path, fields: versions.at(-1)?.fields.map(({ name }) => name) ?? [] };
}

/** Versions that a secret keeps, so that the next changes push none of these out. */
function roomFor(versions: number): number {
  return Math.min(versions + defaultMaxVersions, limits.maxVersions);
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

/**
 * Why these versions cannot be kept, or `undefined`. A transaction is all or nothing: no bad one
 * may get into it.
 */
function faultOf(versions: readonly ParsedVersion[]): NoteOf | undefined {
  for (const { fields } of versions) {
    if (fields.some(({ name, value }) => !name.isWellFormed() || !value.isWellFormed()))
      return { reason: 'not-unicode' };
    try {
      checkFields(fields);
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined) throw error;
      return failure.code === 'too-large' ? { reason: 'too-large', what: failure.what } : { reason: 'unfit' };
    }
  }
  return undefined;
}

/**
 * The versions to write. A title that changed alone is one: it is a field wherever the path does
 * not show it.
 */
function freshOf(
  known: Known,
  versions: readonly ParsedVersion[],
  { title }: ParsedEntry,
): readonly ParsedVersion[] {
  const fresh = newerThan(known, versions, title);
  const isRenamed = known.imported !== undefined && known.imported.title !== mark(title);
  return fresh.length === 0 && isRenamed && !isHidden(known) ? versions.slice(-1) : fresh;
}

/**
 * True when tags, expiry or title are other ones than the last import brought. What is deleted
 * stays as it is.
 */
function isMetadataOther(known: Known, entry: ParsedEntry): boolean {
  const before = known.imported;
  return before !== undefined && !isHidden(known) && !isSameMetadata(before, importedOf(entry, 0));
}

/** True when nothing can be read of what the last import brought. */
function isHidden({ base }: Known): boolean {
  return base?.fields === undefined;
}

/** A secret whose metadata has no room left would refuse the whole import. */
function metadataFault(known: Known | undefined): NoteOf | undefined {
  if (known === undefined) return undefined;
  const keys = new Set(known.info.custom.map(([key]) => key));
  return keys.add(importedKey).add('expires').size > limits.custom
    ? { reason: 'too-large', what: 'metadata' }
    : undefined;
}

/**
 * What goes into the secret's metadata: where it came from, what came, when it ends unless the
 * person said otherwise.
 */
function customOf(
  { expires, created, favourite, archived }: ParsedEntry,
  imported: Imported,
  source: string | undefined,
  known: Known | undefined,
): [string, string][] {
  const pairs: [string, string][] = [];
  if (source !== undefined) pairs.push(['source', source]);
  pairs.push([importedKey, importedText(imported)]);
  // What the person made of it since stays theirs.
  if (known === undefined) {
    if (favourite) pairs.push([...favouriteMark]);
    if (archived) pairs.push(['archived', 'yes']);
    if (created !== undefined) pairs.push(['created', new Date(created).toISOString()]);
  }
  if (expires !== undefined && known?.imported?.expires !== imported.expires)
    pairs.push(['expires', new Date(expires).toISOString()]);
  return pairs;
}

/**
 * The expiry, when the last import brought it, the person left it so and the file has none any
 * more.
 */
function endedOf({ expires }: ParsedEntry, { imported, info }: Known): string[] {
  if (expires !== undefined || imported === undefined || imported.expires === '') return [];
  const now = info.custom.find(([key]) => key === 'expires')?.[1];
  return now === new Date(Number(imported.expires)).toISOString() ? ['expires'] : [];
}

function tagsOf(all: readonly string[]): { tags: readonly string[]; lost: number } {
  const wanted = [...new Set(all.map((tag) => tag.toWellFormed().normalize('NFC')))];
  const tags = wanted.filter((tag) => tag.length <= limits.tag).slice(0, limits.tags);
  return { tags, lost: wanted.length - tags.length };
}
