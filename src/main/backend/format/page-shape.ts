import { pathFault } from '../../../shared/path.ts';
import { type FieldType, latestTime, limits } from '../../../shared/secret.ts';
import type { SecretEvent } from '../../../shared/secret-schema.ts';
import type { Attachment } from './attachment.ts';
import { isCount, isListOf, isListOrNone, isText, isWithin } from './checks.ts';
import type { Dot } from './dot.ts';
import type { ImportMark } from './entry.ts';
import { isEvent } from './event-shape.ts';
import { isId, isNamed, isTerm, isTime, isTwice, membersOf } from './shapes.ts';

// What lies in the sealed JSON: format.md, 6.
export interface StoredVersion {
  n: number;
  created: number;
  expires?: number;
  deleted?: number;
  attachments?: readonly Attachment[];
  id?: string;
  term?: number;
  was?: string;
}

export interface StoredEntry {
  path: string;
  created: number;
  updated: number;
  newest: number;
  max?: number;
  cas?: true;
  expire?: number;
  tags?: readonly string[];
  custom?: readonly (readonly [string, string])[];
  indexed: number;
  written?: readonly Dot[];
  events?: readonly SecretEvent[];
  import?: ImportMark;
  fields: (readonly [string, FieldType] | readonly [string, FieldType, string])[];
  versions: StoredVersion[];
}

/**
 * Whether that is an entry of an index page (format.md, 6). By hand: a vault's 100,000 entries are
 * looked at when it is unlocked.
 */
export function isStoredEntry(json: unknown): json is StoredEntry {
  const entry = membersOf(json);
  return (
    entry !== undefined &&
    pathFault(entry['path']) === undefined &&
    isTime(entry['created']) &&
    isTime(entry['updated']) &&
    isCount(entry['newest']) &&
    hasRules(entry) &&
    isListOrNone(entry['written'], mostDots, isDot) &&
    hasNotes(entry) &&
    isListOrNone(entry['events'], limits.events, isEvent) &&
    isMarkOrNone(entry['import']) &&
    isCount(entry['indexed']) &&
    areFields(entry['fields']) &&
    areVersions(entry['versions'], entry['newest'] as number)
  );
}

function hasNotes({ tags, custom }: Readonly<Record<string, unknown>>): boolean {
  return (
    isListOrNone(tags, limits.tags, (tag) => isText(tag, limits.tag)) &&
    isListOrNone(custom, limits.custom, isPair)
  );
}

function isMarkOrNone(mark: unknown): boolean {
  if (mark === undefined) return true;
  const { run, changed, before } = membersOf(mark) ?? {};
  const isMark = isText(run, longestRun) && (changed === undefined || changed === true);
  return isMark && (before === undefined || isBefore(membersOf(before)));
}

const longestRun = 64;

function isBefore(before: Readonly<Record<string, unknown>> | undefined): boolean {
  if (before === undefined) return false;
  const { newest, max } = before;
  const kept = max === undefined || isWithin(max, 1, limits.maxVersions);
  return isCount(newest) && kept && hasNotes(before);
}

/** Devices that wrote one secret apart. */
const mostDots = 4_096;

function isDot(dot: unknown): boolean {
  return Array.isArray(dot) && isCount(dot[0]) && (dot.length === 1 || (dot.length === 2 && isId(dot[1])));
}

function hasRules({ max, cas, expire }: Readonly<Record<string, unknown>>): boolean {
  return (
    (max === undefined || isWithin(max, 1, limits.maxVersions)) &&
    (cas === undefined || cas === true) &&
    (expire === undefined || isWithin(expire, 1, latestTime))
  );
}

function areFields(fields: unknown): boolean {
  return (
    isListOf(fields, limits.fields, isIndexedField) &&
    !isTwice((fields as string[][]).map(([name]) => ({ name: name as string })))
  );
}

function isIndexedField(field: unknown): boolean {
  if (!Array.isArray(field) || !isNamed(field)) return false;
  return field.length === 2 || (field.length === 3 && typeof field[2] === 'string');
}

function areVersions(versions: unknown, newest: number): boolean {
  let last = 0;
  // More than `max` are there for as long as nothing is stored, and after a merge.
  return isListOf(versions, Number.POSITIVE_INFINITY, (version) => {
    const n = numberOf(version);
    const follows = n !== undefined && n > last && n <= newest;
    last = n ?? last;
    return follows;
  });
}

/** A version's number; `undefined` where it does not have its shape. */
function numberOf(json: unknown): number | undefined {
  const version = membersOf(json);
  if (version === undefined || 'ref' in version) return undefined;
  const { n, created, expires, deleted, id, term, attachments, was } = version;
  const stands = id === undefined ? term === undefined : isId(id) && isTerm(term);
  const holds =
    isListOrNone(attachments, limits.attachments, isAttachment) &&
    (id !== undefined || attachments === undefined);
  const isMarked = was === undefined || (typeof was === 'string' && /^[0-9a-f]{8}$/.test(was));
  const timed = isTime(created) && isTimeOrNone(expires) && isTimeOrNone(deleted);
  return isWithin(n, 1, Number.MAX_SAFE_INTEGER) && stands && holds && isMarked && timed
    ? (n as number)
    : undefined;
}

function isAttachment(json: unknown): boolean {
  const { key, size, digest } = membersOf(json) ?? {};
  return (
    typeof key === 'string' &&
    /^[A-Za-z0-9_-]{43}$/.test(key) &&
    isWithin(size, 1, limits.attachment) &&
    typeof digest === 'string' &&
    /^[0-9a-f]{64}$/.test(digest)
  );
}

function isTimeOrNone(value: unknown): boolean {
  return value === undefined || isTime(value);
}

function isPair(pair: unknown): boolean {
  return (
    Array.isArray(pair) &&
    pair.length === 2 &&
    isText(pair[0], limits.customKey) &&
    isText(pair[1], limits.customValue)
  );
}
