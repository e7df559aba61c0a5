import { aesCbcOpen, equal, sha256 } from '../../crypto/primitives.ts';
import { twofishCbcOpen } from '../../crypto/twofish.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { deriveKey, keyOfFile } from '../kdbx-key.ts';
import { refuse } from '../refuse.ts';
import { readingOf } from './codes.ts';

type Fields = ReadonlyMap<number, Uint8Array>;

const headerLength = 124;
/** Flags of the header that name the cipher, and what opens it. */
const ciphers: readonly (readonly [flag: number, open: typeof aesCbcOpen])[] = [
  [2, aesCbcOpen],
  [8, twofishCbcOpen],
];

/** A database of KeePass 1. https://keepass.info/help/base/repair.html */
export async function readKdb(source: Source): Promise<Reading> {
  const { bytes } = source;
  if (bytes.length < headerLength) bad('header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const number = (at: number) => view.getUint32(at, true);
  const version = number(12) >>> 16;
  if (version > 3) refuse('newer-version', { version });
  if (version < 3) bad('header');
  const flags = number(8);
  const [, decrypt] = ciphers.find(([flag]) => (flags & flag) !== 0) ?? refuse('keepass-cipher');
  const content = await open(source, number(120), decrypt);
  const { records: groups, end } = recordsIn(content, 0, number(48));
  const { records: entries } = recordsIn(content, end, number(52));
  const ways = waysOf(groups);
  return readingOf(
    entries.filter((entry) => !isOwn(entry)),
    (entry) => draftOf(entry, ways.get(numberIn(entry, 2)) ?? []),
  );
}

async function open(source: Source, rounds: number, decrypt: typeof aesCbcOpen): Promise<Uint8Array> {
  const { bytes } = source;
  const part = (from: number, to: number) => bytes.subarray(from, to);
  for (const key of keysOf(source)) {
    const transformed = await deriveKey(key, { kind: 'aes', salt: part(88, 120), rounds });
    const opened = decrypt(sha256(part(16, 32), transformed), part(32, 48), bytes.subarray(headerLength));
    if (opened !== undefined && equal(sha256(opened), part(56, 88))) return opened;
  }
  return refuse('wrong-password');
}

/** A password was written in the encoding of Windows, or as UTF-8 by other programs. */
function keysOf({ password, keyFile }: Source): Uint8Array[] {
  const file = keyFile && keyOfFile(keyFile);
  if (password === undefined || (password === '' && file !== undefined))
    return file === undefined ? refuse('wrong-password') : [file];
  const utf8 = Buffer.from(password);
  const texts = [latinOf(password), utf8].filter((text) => text !== undefined);
  return texts.map((text) => (file === undefined ? sha256(text) : sha256(sha256(text), file)));
}

const windows = new Map(
  Array.from({ length: 128 }, (_, i): [string, number] => [
    new TextDecoder('windows-1252').decode(new Uint8Array([i + 128])),
    i + 128,
  ]),
);

/** `undefined`: it has characters that Windows-1252 lacks. */
function latinOf(text: string): Uint8Array | undefined {
  const bytes = [...text].map((letter) =>
    letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : windows.get(letter),
  );
  return bytes.every((byte) => byte !== undefined) ? Uint8Array.from(bytes) : undefined;
}

/** Records of fields, each with two bytes of kind and four of length; kind 0xFFFF ends one. */
function recordsIn(content: Uint8Array, from: number, count: number): { records: Fields[]; end: number } {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const records: Fields[] = [];
  let at = from;
  while (records.length < count) {
    const fields = new Map<number, Uint8Array>();
    for (;;) {
      if (at + 6 > content.length) bad('content');
      const kind = view.getUint16(at, true);
      const start = at + 6;
      at = start + view.getUint32(at + 2, true);
      if (at > content.length) bad('content');
      if (kind === 0xffff) break;
      fields.set(kind, content.subarray(start, at));
    }
    records.push(fields);
  }
  return { records, end: at };
}

/** Groups stand in the order of their tree, each with its depth. */
function waysOf(groups: readonly Fields[]): ReadonlyMap<number, readonly string[]> {
  const ways = new Map<number, readonly string[]>();
  let way: string[] = [];
  for (const group of groups) {
    const deep = group.get(8)?.[0] ?? 0;
    way = [...way.slice(0, deep), textIn(group, 2)];
    ways.set(numberIn(group, 1), way);
  }
  return ways;
}

function draftOf(entry: Fields, folders: readonly string[]): Draft {
  const draft = new Draft(Buffer.from(entry.get(1) ?? []).toString('hex'), folders, textIn(entry, 4));
  if (folders[0] === 'Backup') draft.about.deleted = true;
  const [created, changed, expires] = [9, 10, 12].map((kind) => timeIn(entry.get(kind)));
  if (created !== undefined) draft.about.created = created;
  if (expires !== undefined && expires < never) draft.about.expires = expires;
  draft.changed = changed;
  draft.add('username', textIn(entry, 6)).add('password', textIn(entry, 7), 'secret');
  draft.add('url', textIn(entry, 5), 'url').add('notes', textIn(entry, 8), 'note');
  const file = entry.get(14);
  if (file !== undefined && file.length > 0) draft.attach(textIn(entry, 13) || 'attachment', file);
  return draft;
}

/** What the program keeps for itself among the entries. */
function isOwn(entry: Fields): boolean {
  return textIn(entry, 4) === 'Meta-Info' && textIn(entry, 6) === 'SYSTEM' && textIn(entry, 5) === '$';
}

function textIn(fields: Fields, kind: number): string {
  return Buffer.from(fields.get(kind) ?? [])
    .toString('utf8')
    .replace(/\0+$/, '');
}

function numberIn(fields: Fields, kind: number): number {
  const bytes = fields.get(kind);
  return bytes?.length === 4 ? Buffer.from(bytes).readUInt32LE() : 0;
}

/** What stands for an entry that never expires is a day in 2999. */
const never = Date.UTC(2999, 0, 1);

/** Five bytes: 14 bits of year, 4 of month, 5 of day and hour, 6 of minute and second. */
function timeIn(bytes: Uint8Array | undefined): number | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = bytes ?? [];
  const year = (a << 6) | (b >> 2);
  if (bytes?.length !== 5 || year < 1971) return undefined;
  const month = ((b & 3) << 2) | (c >> 6);
  const hour = ((c & 1) << 4) | (d >> 4);
  return Date.UTC(year, month - 1, (c >> 1) & 31, hour, ((d & 15) << 2) | (e >> 6), e & 63);
}

function bad(part: 'header' | 'content'): never {
  return refuse('malformed', { part });
}
