import type { ObjectId } from '../../../shared/brand.ts';
import { fail } from '../../../shared/failure.ts';
import type { FieldType } from '../../../shared/secret.ts';
import type { IndexedField } from '../../../shared/secret-schema.ts';
import { padJsonParts } from '../../crypto/padding.ts';
import type { Entry, VersionEntry } from './entry.ts';
import { isStoredEntry, type StoredEntry, type StoredVersion } from './page-shape.ts';
import { membersOf } from './shapes.ts';

/** A page splits above this many entries, or above this many characters of JSON. */
export const maxEntries = 160;
export const maxCharacters = 256 * 1024;
/** Bits of an address that pages may use; beyond it a page just grows. */
export const maxBits = 64;

/** The entries whose addresses start with the page's bits. */
export type Page = ReadonlyMap<string, Entry>;

/** The page's JSON: its entries in path order. */
export function pageText(page: Page): string {
  return `{"entries":[${[...page.values()].map(entryText).join(',')}]}`;
}

/** The bytes of `pageText`, padded, of entries whose JSON is there already. */
export function paddedPage(entries: readonly Uint8Array[]): Uint8Array {
  return padJsonParts([
    opening,
    ...entries.flatMap((entry, i) => (i === 0 ? [entry] : [comma, entry])),
    closing,
  ]);
}

const opening = Buffer.from('{"entries":[');
const comma = Buffer.from(',');
const closing = Buffer.from(']}');

/** One entry's JSON, as it stands in its page. */
export function entryText(entry: Entry): string {
  return JSON.stringify(storeEntry(entry));
}

/** Whether a page with this entry could be read again. */
export function isStorable(entry: Entry): boolean {
  return isStoredEntry(storeEntry(entry));
}

/** The entry of `entryText`. */
export function parseEntryText(text: string): Entry {
  return parseEntry(JSON.parse(text) as StoredEntry);
}

/**
 * About how many characters `entryText` gives: what decides a split, without the cost of the text.
 */
export function entrySize({ path, fields, versions, custom, tags, events, import: mark }: Entry): number {
  let size = 150 + path.length + versions.length * 90;
  if (mark !== undefined) size += mark.before === undefined ? 40 : JSON.stringify(mark).length;
  for (const { attachments = [] } of versions) size += attachments.length * 160;
  for (const { name, value } of fields) size += 16 + name.length + (value?.length ?? 0);
  for (const [key, value] of custom) size += 6 + key.length + value.length;
  for (const tag of tags) size += 3 + tag.length;
  if (events) size += JSON.stringify(events).length;
  return size;
}

/** A page from JSON that was authenticated; `damaged` where it does not have its shape. */
export function parsePage(json: unknown, object?: string): Page {
  const entries = membersOf(json)?.['entries'];
  if (!Array.isArray(entries) || !entries.every(isStoredEntry)) return damaged(object);
  const page = new Map(entries.map((stored) => [stored.path, parseEntry(stored)]));
  return page.size === entries.length ? page : damaged(object);
}

function damaged(object: string | undefined): never {
  return fail({ code: 'damaged', part: 'page', ...(object !== undefined && { object }) });
}

const nextEntry = Buffer.from('},{"path":"');

/**
 * One entry, read off the text of its page: a whole parse takes fifty times as long. `undefined`
 * where the text does not say it in our own order, which is no proof that it is not there.
 */
export function entryIn(text: Uint8Array, path: string): Entry | undefined {
  const page = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const at = page.indexOf(`{"path":${JSON.stringify(path)},`);
  if (at === -1) return undefined;
  const next = page.indexOf(nextEntry, at);
  const end = next === -1 ? page.lastIndexOf(closing) : next + 1;
  try {
    const stored: unknown = JSON.parse(page.toString('utf8', at, end));
    return isStoredEntry(stored) && stored.path === path ? parseEntry(stored) : undefined;
  } catch {
    // Members of a later build, in an order of its own.
    return undefined;
  }
}

/** The JSON in a page's text, or in a part of it; `damaged` where it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return damaged(undefined);
  }
}

// Members that this build does not know (a later one's) are carried along.
function storeEntry({ tags, custom, fields, versions, ...rest }: Entry): StoredEntry {
  return {
    ...rest,
    ...(tags.length > 0 && { tags }),
    ...(custom.length > 0 && { custom }),
    fields: fields.map(({ name, type, value }) => (value === undefined ? [name, type] : [name, type, value])),
    versions: versions.map(storeVersion),
  };
}

function storeVersion({ ref, ...version }: VersionEntry): StoredVersion {
  return ref === undefined ? version : { ...version, id: ref.id, term: ref.term };
}

function parseEntry(stored: StoredEntry): Entry {
  const { tags = [], custom = [], fields, versions, ...rest } = stored;
  return { ...rest, tags, custom, fields: fields.map(parseField), versions: versions.map(parseVersion) };
}

function parseField([name, type, value]:
  | StoredEntry['fields'][number]
  | [string, FieldType, string?]): IndexedField {
  return value === undefined ? { name, type } : { name, type, value };
}

function parseVersion({ id, term, ...rest }: StoredVersion): VersionEntry {
  return id === undefined || term === undefined ? rest : { ...rest, ref: { id: id as ObjectId, term } };
}

const byteBits = Array.from({ length: 256 }, (_, byte) => byte.toString(2).padStart(8, '0'));

/** The first bits of an address, `wanted` or a few more, as '0' and '1'. */
export function bitsOf(address: Uint8Array, wanted: number = maxBits): string {
  let bits = '';
  for (let i = 0; i < wanted / 8; i++) bits += byteBits[address[i] as number];
  return bits;
}
