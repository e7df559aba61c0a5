import { failureOf } from '../../shared/failure.ts';
import type { EntryChoice } from '../../shared/import-plan.ts';
import { defaultMaxVersions, limits } from '../../shared/secret.ts';
import type { Field, SecretInfo } from '../../shared/secret-schema.ts';
import type { Change } from '../backend/changes.ts';
import { checkFields } from '../backend/format/entry.ts';
import { type Bringing, Brought, bringing } from './brought.ts';
import { Choices } from './choices.ts';
import type { NoteOf, ParsedEntry, ParsedVersion, Problem } from './entry.ts';
import { uniqueFields } from './field-names.ts';
import type { PlannedHistory } from './histories.ts';
import { type Imported, importedOf, isSameTags, mark } from './imported.ts';
import { folderOf, pathOf } from './names.ts';
import { newerThan } from './newer.ts';
import { describedThen } from './older.ts';
import { customOf, endedOf, isHidden, isMetadataOther, metadataFault, tagsOf } from './plan-metadata.ts';
import { Preview } from './preview.ts';
import type { Known } from './sources.ts';
import { entryDigest, type Standing, standingOf } from './standing.ts';

type StoreChange = Extract<Change, { op: 'store' }>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** What is already in the vault, and where the import goes. */
export interface PlanOptions {
  /** Folder that everything comes under; '' for none. */
  readonly prefix: string;
  readonly infos: readonly SecretInfo[];
  /** Whether whoever imports may write over a secret that is there; missing: over every one. */
  readonly mayWrite?: ((path: string) => boolean) | undefined;
  /** What is wanted for entries that meet a secret; missing: as `Choices` has it. */
  readonly choices?: Choices | undefined;
  /** Keeps what each entry becomes; missing: only counts. */
  readonly preview?: boolean | undefined;
}

/**
 * Turns entries into changes. Decides alone: reads no vault and writes none. Every entry ends as a
 * secret, as a new version of one that it meets, as a skip or as a failure; `created`, `skipped`,
 * `failed` say which.
 */
export class Plan {
  readonly changes: Change[] = [];
  readonly skipped: Problem[] = [];
  readonly failed: Problem[] = [];
  readonly notes: Problem[] = [];
  /** What each entry becomes, where that is asked for. */
  readonly preview: Preview;
  created = 0;
  readonly #options: PlanOptions;
  readonly #choices: Choices;
  readonly #now: number;
  readonly #taken: Set<string>;
  readonly #there: ReadonlySet<string>;
  readonly #brought = new Brought();
  readonly #numbers = new Map<string, number>();
  #entries = 0;
  #last: { folders: readonly string[]; folder: string };

  /** `now`: when versions were written of which the file does not say it. */
  constructor(options: PlanOptions, now: number = Date.now()) {
    this.#options = options;
    this.#choices = options.choices ?? new Choices();
    this.preview = new Preview(options.preview === true);
    this.#now = now;
    this.#there = new Set(options.infos.map(({ path }) => path));
    this.#taken = new Set(this.#there);
    this.#last = { folders: [], folder: folderOf(options.prefix, []) };
  }

  /** `known`: the secret that this entry became before, or meets; missing when it is new. */
  add(entry: ParsedEntry, source: string, known?: Known): void {
    const place = placeOf(entry);
    const n = this.#entries++;
    const own = this.wantedPath(entry);
    const wanted = known?.info.path ?? own;
    if (this.#there.has(wanted) && this.#options.mayWrite?.(wanted) === false) {
      this.failed.push({ place, reason: 'not-writable' });
      return;
    }
    const brings = bringing(own, newestOf(entry), entryDigest(entry));
    const standing = this.#standing(entry, known, brings);
    const choice = this.#choices.of(n, standing);
    const isVersion = choice === 'version';
    const path = isVersion ? (standing.meets ?? wanted) : this.#pathFor(own, choice);
    // A secret that is met keeps its own name.
    const isNamed = isVersion && standing.isOwn !== true;
    const versions = entry.versions.map((version) => ready(version, entry, isNamed ? undefined : path));
    const fault = faultOf(versions) ?? (isVersion ? roomFault(known, versions, entry) : undefined);
    if (fault !== undefined) {
      this.failed.push({ place, ...fault });
      return;
    }
    this.preview.add(entry, { n, path, standing, choice, versions });
    if (choice !== 'skip') this.#noteNames(place, newestOf(entry), versions.at(-1)?.fields ?? []);
    if (choice === 'skip') this.skipped.push({ place, ...standing.told });
    else if (choice === 'both') this.#create(entry, versions, { path, source, brings });
    else if (known !== undefined) this.#renew(entry, versions, { path, source, known });
    else this.#renewBrought(entry, versions, path);
  }

  /** Notes what came of a secret of an export of ours; its change, where it has one. */
  addHistory(place: string, planned: PlannedHistory): Change | undefined {
    const { path, change, skipped, failed, notes, fields } = planned;
    const n = this.#entries++;
    if (failed !== undefined) this.failed.push(failed);
    else {
      if (skipped !== undefined) this.skipped.push({ place, reason: skipped });
      this.preview.addHistory({ n, place, path, fields, standing: planned.standing, choice: planned.choice });
    }
    if (change === undefined) return undefined;
    this.created += 1;
    this.notes.push(...notes);
    return change;
  }

  /** What is wanted for the history that comes next. */
  choiceOfNext(standing: Standing): EntryChoice {
    return this.#choices.of(this.#entries, standing);
  }

  /** The changes since the last call, to be written. */
  take(): Change[] {
    return this.changes.splice(0);
  }

  /** Where an entry would lie if nothing were in its way. */
  wantedPath({ whole, part, folders, title }: ParsedEntry): string {
    const { prefix } = this.#options;
    if (whole && prefix !== '') return part === undefined ? prefix : `${prefix} (${part})`;
    // Entries of one folder mostly stand together.
    if (!isSameWay(folders, this.#last.folders)) this.#last = { folders, folder: folderOf(prefix, folders) };
    return pathOf(this.#last.folder, title);
  }

  /** That path, or the first with a number behind it that nobody has. */
  freePath(wanted: string): string {
    const path = this.#freePath(wanted);
    this.#taken.add(path);
    return path;
  }

  /** Fields whose names no secret holds come under others; that a second one has a number is plain. */
  #noteNames(place: string, before: readonly Field[], after: readonly Field[]): void {
    for (const [i, { name }] of before.entries()) {
      const now = after[i]?.name;
      if (now !== undefined && (name === '' || name.length > limits.fieldName))
        this.notes.push({ place, reason: 'field-renamed', name: now });
    }
  }

  /** What is left out takes no number away. */
  #pathFor(wanted: string, choice: EntryChoice): string {
    return choice === 'skip' ? wanted : this.#freePath(wanted);
  }

  #standing(entry: ParsedEntry, known: Known | undefined, brings: Bringing): Standing {
    if (known === undefined) return standingOf(entry, this.#brought.find(brings));
    return standingOf(entry, known, brings.digest, isFresh(known, entry));
  }

  #create(
    entry: ParsedEntry,
    versions: readonly ParsedVersion[],
    { path, source, brings }: { path: string; source: string; brings: Bringing },
  ): void {
    this.created += 1;
    this.#taken.add(path);
    this.#store(path, versions, entry, source, undefined);
    if (entry.deleted) this.changes.push({ op: 'delete', path });
    // What is deleted here stands for nothing that comes alive.
    else this.#brought.note(brings, path);
  }

  /** A version of the secret that is there; what is deleted in the file's bin is not deleted here. */
  #renew(
    entry: ParsedEntry,
    versions: readonly ParsedVersion[],
    { path, source, known }: { path: string; source: string; known: Known },
  ): void {
    const fresh = freshOf(known, versions, entry);
    this.created += 1;
    if (fresh.length > 0) this.#store(path, fresh, entry, source, known);
    else this.#describe(path, entry, source, known);
  }

  /** A version of what this import itself brought. */
  #renewBrought({ tags }: ParsedEntry, versions: readonly ParsedVersion[], path: string): void {
    this.created += 1;
    const newest = versions.at(-1);
    if (newest === undefined) return;
    const all = tags === undefined ? undefined : tagsOf(tags).tags;
    const { fields, at = this.#now } = newest;
    this.changes.push({ op: 'store', path, fields, at, keepOlder: true, ...(all && { tags: all }) });
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
    const custom = customOf(entry, imported, source, known);
    const then = known === undefined ? describedThen(kept, { tags, custom }) : undefined;
    if (then?.isEndLost) this.notes.push({ place: placeOf(entry), reason: 'older-expiry' });
    for (const [n, { fields, at }] of kept.entries()) {
      const change: Writable<StoreChange> = { op: 'store', path, fields, custom, at: at ?? this.#now };
      Object.assign(change, then?.of(n));
      if (expect !== undefined) change.expect = expect++;
      else if (isFirst) change.fresh = true;
      // What is there was not brought by this import: it stays, also where that is more than the
      // secret keeps.
      if (known !== undefined) change.keepOlder = true;
      if (tags !== undefined) change.tags ??= tags;
      this.changes.push(change);
      if (isFirst && isLong)
        this.changes.push({ op: 'metadata', path, patch: { maxVersions: roomFor(kept.length) } });
      isFirst = false;
    }
    const unset = known === undefined ? [] : endedOf(entry, known);
    if (unset.length > 0) this.changes.push({ op: 'metadata', path, patch: { unset } });
  }

  /** What the file says anew beside the fields. */
  #describe(path: string, entry: ParsedEntry, source: string, known: Known): void {
    const imported = importedOf(entry, known.imported?.at ?? known.base?.created ?? 0);
    const tags = this.#tags(entry, imported, known);
    const patch = {
      set: customOf(entry, imported, source, known),
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

function newestOf({ versions }: ParsedEntry): readonly Field[] {
  return versions.at(-1)?.fields ?? [];
}

/** True when the file has something of this entry that its secret has not. */
function isFresh(known: Known, entry: ParsedEntry): boolean {
  const versions = entry.versions.map((version) => ready(version, entry, known.info.path));
  return freshOf(known, versions, entry).length > 0 || isMetadataOther(known, entry);
}

/** Versions that a secret keeps, so that the next changes push none of these out. */
function roomFor(versions: number): number {
  return Math.min(versions + defaultMaxVersions, limits.maxVersions);
}

/** Where a person finds an entry in the file. */
export function placeOf({ place, id }: ParsedEntry): string {
  return place ?? id;
}

/**
 * A version with names that fit, and with the title where the path does not show it; without a path
 * the title is left out.
 */
function ready(
  version: ParsedVersion,
  { title, whole }: ParsedEntry,
  path: string | undefined,
): ParsedVersion {
  const shown = path?.slice(path.lastIndexOf('/') + 1);
  const isShown = shown === undefined || whole || title.trim() === '' || shown === title.normalize('NFC');
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

/** Why a secret that is there cannot take these versions, or `undefined`. */
function roomFault(
  known: Known | undefined,
  versions: readonly ParsedVersion[],
  entry: ParsedEntry,
): NoteOf | undefined {
  if (known === undefined) return undefined;
  const isFull = known.info.versions.length + freshOf(known, versions, entry).length > limits.maxVersions;
  if (isFull) return { reason: 'too-many-versions', count: limits.maxVersions };
  return metadataFault(known);
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
