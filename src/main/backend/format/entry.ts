import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import { defaultMaxVersions, isCovered, isFieldType, limits } from '../../../shared/secret.ts';
import type {
  Field,
  IndexedField,
  SecretEvent,
  SecretInfo,
  VersionInfo,
} from '../../../shared/secret-schema.ts';
import type { Attachment } from './attachment.ts';
import type { Dot } from './dot.ts';

/** Where a version's fields lie: an object and the data-key term that sealed it. */
export interface Ref {
  readonly id: ObjectId;
  readonly term: number;
}

/**
 * One version as its entry lists it. `ref` is missing once destroyed. `expires`: it counts as
 * deleted from then on. `deleted`: a delete took it; what one delete took has one time, which no
 * other delete of the secret has.
 */
export interface VersionEntry {
  readonly n: number;
  readonly created: number;
  readonly expires?: number;
  readonly deleted?: number;
  readonly ref?: Ref;
  /**
   * What the id of the object that first held it begins with, where that is not `ref`'s: it was
   * sealed anew, or is destroyed.
   */
  readonly was?: string;
  /** The long files of its fields; none where it is destroyed. */
  readonly attachments?: readonly Attachment[];
}

/** All that the index holds of a secret; never changed in place. */
export interface Entry {
  readonly path: string;
  readonly created: number;
  readonly updated: number;
  /** Highest number ever given. */
  readonly newest: number;
  readonly max?: number;
  readonly cas?: true;
  readonly expire?: number;
  readonly tags: readonly string[];
  readonly custom: readonly (readonly [string, string])[];
  /** Ascending. */
  readonly versions: readonly VersionEntry[];
  /** The version that `fields` were taken from. */
  readonly indexed: number;
  readonly fields: readonly IndexedField[];
  /**
   * The last writes of it that none of the others had seen: one, or several where devices wrote
   * apart. Missing: older than all lines.
   */
  readonly written?: readonly Dot[];
  /** What was done beside the versions, the newest last. */
  readonly events?: readonly SecretEvent[];
  /** The last import that wrote it; missing: none did. */
  readonly import?: ImportMark;
}

/** Whether any of its versions has a long file. */
export function hasFiles({ versions }: Entry): boolean {
  return versions.some(({ attachments = [] }) => attachments.length > 0);
}

/** What an undo of an import has to know of a secret. */
export interface ImportMark {
  readonly run: string;
  /** Somebody else has changed the secret since. */
  readonly changed?: true;
  /** What was there before; missing: nothing. */
  readonly before?: {
    readonly newest: number;
    readonly max?: number;
    readonly tags?: Entry['tags'];
    readonly custom?: Entry['custom'];
  };
}

/** Hex digits that tell versions of one time apart. */
const markDigits = 8;

/**
 * What tells a version from another one of its time, on every device and for good; `undefined` of
 * one that was destroyed by a build that did not note it.
 */
export function markOf({ ref, was }: Pick<VersionEntry, 'ref' | 'was'>): string | undefined {
  return was ?? ref?.id.slice(0, markDigits);
}

/** A version without all that it held. */
export function destroyed({ n, created, ...held }: VersionEntry): VersionEntry {
  const was = markOf(held);
  return { n, created, ...(was !== undefined && { was }) };
}

/** A version that another object holds from now on. */
export function heldBy(ref: Ref, version: VersionEntry): VersionEntry {
  const was = markOf(version);
  const { was: _, ...rest } = version;
  return { ...rest, ref, ...(was !== undefined && was !== markOf({ ref }) && { was }) };
}

/** True when the version can be read at `now`. */
export function isLive(version: VersionEntry, now: number): boolean {
  return version.ref !== undefined && version.deleted === undefined && !isExpired(version, now);
}

/** True when the version's own time is up. */
export function isExpired({ expires }: VersionEntry, now: number): boolean {
  return expires !== undefined && expires <= now;
}

/** The version that decides what the secret is: the highest that is not destroyed. */
export function topOf({ versions }: Pick<Entry, 'versions'>): VersionEntry | undefined {
  return versions.findLast(({ ref }) => ref !== undefined);
}

/**
 * The current version's number; 0 where that one is deleted or has expired, for then the secret
 * counts as deleted.
 */
export function currentOf(entry: Pick<Entry, 'versions'>, now: number): number {
  const top = topOf(entry);
  return top !== undefined && isLive(top, now) ? top.n : 0;
}

/** True when nothing is left of any version: such a secret is in no list. */
export function isDestroyed(entry: Entry): boolean {
  return topOf(entry) === undefined;
}

/**
 * What a load may read: `undefined` when none is asked for and none is current; one asked for that
 * is not live fails by name.
 */
export function readableRef(entry: Entry, asked: number | undefined, now: number): Ref | undefined {
  if (asked === undefined && currentOf(entry, now) === 0) return undefined;
  return readableVersion(entry, asked, now).ref;
}

/** The version that is asked for, or the current one; `not-found` where it is not live. */
export function readableVersion(entry: Entry, asked: number | undefined, now: number): VersionEntry {
  const wanted = asked ?? currentOf(entry, now);
  if (asked === undefined && wanted === 0) return fail({ code: 'not-found', what: 'live', name: entry.path });
  const version = entry.versions.find(({ n }) => n === wanted);
  if (version?.ref !== undefined && isLive(version, now)) return version;
  return fail({ code: 'not-found', what: 'version', name: `${entry.path} version ${wanted}` });
}

/** The entry as the layers above see it. */
export function infoOf(entry: Entry, now: number): SecretInfo {
  const current = currentOf(entry, now);
  return {
    path: entry.path,
    created: entry.created,
    updated: entry.updated,
    current,
    oldest: entry.versions[0]?.n ?? 0,
    newest: entry.newest,
    versions: entry.versions.map(versionInfo),
    maxVersions: entry.max ?? defaultMaxVersions,
    casRequired: entry.cas === true,
    ...(entry.expire !== undefined && { deleteVersionAfter: entry.expire }),
    tags: entry.tags,
    custom: entry.custom,
    ...(entry.events && { events: entry.events }),
    fields: current !== 0 && current === entry.indexed ? entry.fields : [],
  };
}

function versionInfo(version: VersionEntry): VersionInfo {
  const { n, created, ref } = version;
  if (ref === undefined) return { version: n, created, destroyed: true };
  const deleted = version.deleted ?? version.expires;
  return deleted === undefined ? { version: n, created } : { version: n, created, deleted };
}

/** The fields as the index keeps them: no hidden value, no long one. */
export function indexFields(fields: readonly Field[]): IndexedField[] {
  return fields.map(({ name, type, value }) =>
    isCovered({ type, value }) ? { name, type } : { name, type, value },
  );
}

/** Up to so many fields are compared with each other more quickly than through a set. */
export const few = 16;

/** True when a field before that one has its name. */
export function isNamedBefore(fields: readonly { readonly name: string }[], at: number): boolean {
  const name = fields[at]?.name;
  for (let i = 0; i < at; i++) if (fields[i]?.name === name) return true;
  return false;
}

/** Refuses fields that no version may hold: `bad-input` or `too-large`. */
export function checkFields(fields: readonly Field[]): void {
  if (fields.length > limits.fields) fail({ code: 'too-large', what: 'fields', limit: limits.fields });
  const names = fields.length > few ? new Set<string>() : undefined;
  let size = 0;
  let at = 0;
  for (const { name, type, value } of fields) {
    if (typeof name !== 'string' || name === '')
      fail({ code: 'bad-input', what: 'field-name', reason: 'empty' });
    if (name.length > limits.fieldName)
      fail({ code: 'too-large', what: 'field-name', limit: limits.fieldName });
    if (names?.has(name) ?? isNamedBefore(fields, at))
      fail({ code: 'bad-input', what: 'field-name', reason: 'duplicate' });
    if (!isFieldType(type)) fail({ code: 'bad-input', what: 'field-type', reason: 'unknown' });
    if (typeof value !== 'string') fail({ code: 'bad-input', what: 'field-value', reason: 'not-text' });
    names?.add(name);
    at += 1;
    size += name.length + value.length;
  }
  if (size > limits.version) fail({ code: 'too-large', what: 'secret', limit: limits.version });
}

/** Tags trimmed, without doubles, in the order given. */
export function checkTags(tags: readonly string[]): string[] {
  const kept = [...new Set(tags.map((tag) => tag.trim().normalize('NFC')))].filter((tag) => tag !== '');
  if (kept.length > limits.tags) fail({ code: 'too-large', what: 'tags', limit: limits.tags });
  for (const tag of kept)
    if (tag.length > limits.tag) fail({ code: 'too-large', what: 'tag', limit: limits.tag });
  return kept;
}
