import * as z from 'zod/mini';
import { importEncodings } from '../../shared/formats.ts';
import { importMapping } from '../../shared/import-columns.ts';
import { importNote, importRefusal } from '../../shared/import-note.ts';
import { defined } from '../../shared/parsed.ts';
import { isFieldType } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { formats, type Item, importLimits, type ParsedEntry, type ParsedVersion } from './entry.ts';
import { historyOf } from './history.ts';

const count = z.int().check(z.minimum(0));
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/**
 * Batches that are taken before the parser hears of it: each message to it is a turn of the
 * system's scheduler.
 */
export const moreAfter = 4;

/** What the parser is told. Key file in base64. */
export const instruction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('parse'),
    /** The file's name, and how many bytes it has. */
    name: z.string(),
    size: count.check(z.maximum(importLimits.file)),
    format: z.optional(z.enum(formats)),
    password: z.optional(z.string()),
    keyFile: z.optional(z.string()),
    encoding: z.optional(z.enum(importEncodings)),
    map: z.optional(importMapping),
  }),
  /** What was wanted, from there on. */
  z.strictObject({ type: z.literal('bytes'), bytes }),
  /** So many more batches may come. */
  z.strictObject({ type: z.literal('more'), batches: z.int().check(z.minimum(1)) }),
]);

/** What the parser says; its items are `packItems`'s. */
export const parserMessage = z.discriminatedUnion('type', [
  /** It needs the bytes of the file from there on. */
  z.strictObject({ type: z.literal('want'), at: count }),
  z.strictObject({
    type: z.literal('batch'),
    items: bytes,
    done: count,
    total: count,
  }),
  z.strictObject({ type: z.literal('end'), format: z.enum(formats), read: count }),
  z.strictObject({
    type: z.literal('refused'),
    ...importRefusal,
  }),
]);

export type Instruction = z.infer<typeof instruction>;
export type ParserMessage = z.infer<typeof parserMessage>;

/** An item as text: of what waits for its turn, objects would cost the collector of garbage more. */
export function packItem(item: Item): string {
  return JSON.stringify(toWire(item));
}

/** Items of one batch, each by `packItem`, as bytes. */
export function packItems(items: readonly string[]): Uint8Array {
  return Buffer.from(`[${items.join(',')}]`, 'utf8');
}

/** The items of `packItems`; `undefined` for anything else. */
export function unpackItems(bytes: Uint8Array): Item[] | undefined {
  const wires = parsed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  if (!Array.isArray(wires)) return undefined;
  const items: Item[] = [];
  for (const wire of wires) {
    const item = fromWire(wire);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * An item on its way. Entries are by far the most of all that is said, so they go without the names
 * of their members.
 */
export function toWire(item: Item): unknown {
  if (item.kind !== 'entry') return item;
  const { id, title, folders, versions, ...rest } = item.entry;
  const wire = [id, title, folders, versions.map(versionToWire)];
  for (const _ in rest) return [...wire, rest];
  return wire;
}

/** The item of `toWire`; `undefined` for anything else. */
export function fromWire(value: unknown): Item | undefined {
  if (!Array.isArray(value)) return isOther(value) ? value : undefined;
  const [id, title, folders, wires, rest] = value as unknown[];
  if (typeof id !== 'string' || typeof title !== 'string' || !isTexts(folders)) return undefined;
  const versions = versionsFromWire(wires);
  if (versions === undefined) return undefined;
  if (value.length === 4) return { kind: 'entry', entry: { id, title, folders, versions } };
  return isRest(rest) ? { kind: 'entry', entry: { id, title, folders, versions, ...rest } } : undefined;
}

/**
 * When it was written, or null, or all that it says beside its fields; then name, type and value of
 * one field after the other.
 */
function versionToWire({ at, fields, tags, expires }: ParsedVersion): unknown {
  const isMore = tags !== undefined || expires !== undefined;
  const wire: unknown[] = [isMore ? defined({ at, tags, expires }) : (at ?? null)];
  for (const { name, type, value } of fields) wire.push(name, type, value);
  return wire;
}

function versionsFromWire(wires: unknown): ParsedVersion[] | undefined {
  if (!Array.isArray(wires) || wires.length === 0) return undefined;
  const versions: ParsedVersion[] = [];
  for (const wire of wires) {
    const version = versionFromWire(wire);
    if (version === undefined) return undefined;
    versions.push(version);
  }
  return versions;
}

function versionFromWire(wire: unknown): ParsedVersion | undefined {
  if (!Array.isArray(wire) || wire.length % 3 !== 1) return undefined;
  const about = aboutOf(wire[0]);
  if (about === undefined) return undefined;
  const fields: Field[] = [];
  for (let i = 1; i < wire.length; i += 3) {
    const name: unknown = wire[i];
    const type: unknown = wire[i + 1];
    const value: unknown = wire[i + 2];
    if (typeof name !== 'string' || typeof value !== 'string' || !isFieldType(type)) return undefined;
    fields.push({ name, type, value });
  }
  return { ...about, fields };
}

type About = Omit<ParsedVersion, 'fields'>;
const none: About = {};
const aboutMembers: ReadonlySet<string> = new Set(['at', 'tags', 'expires']);

function aboutOf(value: unknown): About | undefined {
  if (value === null) return none;
  if (isTime(value)) return { at: value };
  if (!isObject(value) || !Object.keys(value).every((key) => aboutMembers.has(key))) return undefined;
  const { at, tags, expires } = value as Partial<Record<keyof About, unknown>>;
  const isWhole =
    (at === undefined || isTime(at)) &&
    (tags === undefined || isTexts(tags)) &&
    (expires === undefined || expires === null || isTime(expires));
  return isWhole ? (value as About) : undefined;
}

type Rest = Omit<ParsedEntry, 'id' | 'title' | 'folders' | 'versions'>;
const restMembers: ReadonlySet<string> = new Set([
  'place',
  'whole',
  'part',
  'tags',
  'expires',
  'created',
  'favourite',
  'archived',
  'deleted',
]);

function isRest(value: unknown): value is Rest {
  if (!isObject(value) || !Object.keys(value).every((key) => restMembers.has(key))) return false;
  const { place, whole, part, tags, expires, created, favourite, archived, deleted } = value as Partial<
    Record<keyof Rest, unknown>
  >;
  return (
    (place === undefined || typeof place === 'string') &&
    (whole === undefined || whole === true) &&
    (part === undefined || Number.isSafeInteger(part)) &&
    (deleted === undefined || deleted === true) &&
    (favourite === undefined || favourite === true) &&
    (archived === undefined || archived === true) &&
    (created === undefined || isTime(created)) &&
    (tags === undefined || isTexts(tags)) &&
    (expires === undefined || isTime(expires))
  );
}

function isOther(value: unknown): value is Exclude<Item, { kind: 'entry' }> {
  if (!isObject(value)) return false;
  if (value['kind'] === 'history') return historyOf(value['history']) !== undefined;
  const isKnown = value['kind'] === 'skipped' || value['kind'] === 'failed' || value['kind'] === 'note';
  return isKnown && importNote.safeParse(value['problem']).success;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
