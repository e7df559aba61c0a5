import { type FieldType, limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { type Item, importLimits, type ParsedEntry, type Reading, type Source } from './entry.ts';
import { refuseForeign } from './foreign.ts';
import { JsonScan } from './json-scan.ts';
import { refuse } from './refuse.ts';
import { baseName, decodeText } from './text.ts';
import { titleFor } from './titles.ts';

/** An object or an array of objects that is being read. */
interface Frame {
  readonly array: boolean;
  /** Path segments down to here. */
  readonly path: readonly string[];
  readonly pointer: string;
  fields: Field[];
  members: number;
  /** True once there are more leaves than a secret has fields: then each is a secret of its own. */
  split: boolean;
}

/**
 * JSON: an object with leaves is a secret named by the way to it, its leaves are the fields. Arrays
 * of plain values are one field with the array's text; arrays that hold objects are folders, their
 * objects named by `name` or `title` or their number. A key `a/b` is a way as well.
 */
export function readJson({ bytes, name, encoding }: Source): Reading {
  const text = decodeText(bytes, encoding);
  refuseForeign(text);
  const scan = new JsonScan(text);
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const item of read(scan, baseName(name, '.json'))) {
      done += 1;
      yield item;
    }
  };
  return {
    items: items(),
    // How many there are is known at the end: by what was read so far, the rest is as the beginning.
    get total() {
      return Math.max(done, Math.round((done * text.length) / Math.max(scan.at, 1)));
    },
    done: () => done,
  };
}

function* read(scan: JsonScan, file: string): Generator<Item> {
  const stack: Frame[] = [];
  const opening = scan.peek();
  if (opening === '{' || opening === '[') stack.push(openFrame(scan, [], ''));
  else yield entry([], '', file, [{ name: 'value', type: 'secret', value: scalar(scan) }]);
  for (let frame = stack.at(-1); frame !== undefined; frame = stack.at(-1)) {
    if (scan.takes(frame.array ? ']' : '}')) {
      stack.pop();
      if (frame.fields.length > 0) yield entry(frame.path, frame.pointer, file, frame.fields);
      continue;
    }
    if (frame.members > 0) scan.take(',');
    frame.members += 1;
    const key = frame.array ? String(frame.members) : keyOf(scan);
    const pointer = `${frame.pointer}/${pointerPart(key)}`;
    if (opensFrame(scan)) {
      if (stack.length >= importLimits.depth) refuse('malformed', { part: 'nesting' });
      const segment = frame.array ? (titleInside(scan) ?? key) : key;
      stack.push(openFrame(scan, [...frame.path, ...segments(segment)], pointer));
      continue;
    }
    const value = scalar(scan);
    if (frame.split) yield leaf(frame, key, pointer, value, file);
    else {
      frame.fields.push({ name: key, type: typeOfKey(key), value });
      if (frame.fields.length > limits.fields) yield* splitUp(frame, file);
    }
  }
  if (scan.peek() !== '') scan.refuse();
}

function openFrame(scan: JsonScan, path: readonly string[], pointer: string): Frame {
  const array = scan.peek() === '[';
  scan.at += 1;
  return { array, path, pointer, fields: [], members: 0, split: false };
}

function keyOf(scan: JsonScan): string {
  const key = scan.string();
  scan.take(':');
  return key;
}

function opensFrame(scan: JsonScan): boolean {
  const next = scan.peek();
  return next === '{' ? endOfEmpty(scan) === undefined : next === '[' && scan.plainEnd() === undefined;
}

const empty = /\{\s*\}/y;

/** Where the object that opens here ends if it has no member: that is a value, too. */
function endOfEmpty(scan: JsonScan): number | undefined {
  empty.lastIndex = scan.at;
  return empty.test(scan.text) ? empty.lastIndex : undefined;
}

/**
 * A leaf's text: a string's content, null as nothing, numbers, arrays and empty objects as they are
 * written.
 */
function scalar(scan: JsonScan): string {
  const next = scan.peek();
  if (next === '"') return scan.string();
  if (next === '[') return plainArray(scan);
  if (next === '{') {
    scan.at = endOfEmpty(scan) ?? scan.refuse();
    return '{}';
  }
  const text = scan.literal();
  return text === 'null' ? '' : text;
}

function plainArray(scan: JsonScan): string {
  const end = scan.plainEnd() ?? scan.refuse();
  const text = scan.text.slice(scan.at, end);
  try {
    JSON.parse(text);
  } catch {
    return scan.refuse();
  }
  scan.at = end;
  return text;
}

/**
 * The text of `name` or `title` among the first leaves of the object here, or `undefined`. Takes
 * nothing.
 */
function titleInside(scan: JsonScan): string | undefined {
  if (scan.peek() !== '{') return undefined;
  const ahead = new JsonScan(scan.text);
  ahead.at = scan.at + 1;
  for (let n = 0; n < 20 && ahead.peek() === '"'; n++) {
    const key = keyOf(ahead).toLowerCase();
    if (opensFrame(ahead)) return undefined;
    const isText = ahead.peek() === '"';
    const value = scalar(ahead);
    if (isText && (key === 'name' || key === 'title') && value.trim() !== '') return value;
    if (!ahead.takes(',')) return undefined;
  }
  return undefined;
}

/**
 * `a/b` is the way a, b; where that is no clean way the key stays whole. An array's numbers are
 * clean.
 */
function segments(key: string): readonly string[] {
  if (!key.includes('/')) return [key];
  const parts = key.split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..') ? parts : [key];
}

function entry(path: readonly string[], pointer: string, file: string, fields: readonly Field[]): Item {
  const title = path.at(-1);
  const versions = [{ fields }];
  if (title === undefined)
    return {
      kind: 'entry',
      entry: { id: pointer, folders: [], title: file, whole: true, place: '/', versions },
    };
  const folders = path.slice(0, -1);
  const parsed: ParsedEntry = { id: pointer, folders, title: titleFor(title, fields), versions };
  return { kind: 'entry', entry: parsed };
}

function leaf(frame: Frame, key: string, pointer: string, value: string, file: string): Item {
  return entry([...frame.path, ...segments(key)], pointer, file, [
    { name: 'value', type: typeOfKey(key), value },
  ]);
}

function* splitUp(frame: Frame, file: string): Generator<Item> {
  frame.split = true;
  const { fields } = frame;
  frame.fields = [];
  for (const { name, value } of fields)
    yield leaf(frame, name, `${frame.pointer}/${pointerPart(name)}`, value, file);
}

function pointerPart(key: string): string {
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

const types: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
  ...['username', 'user', 'login', 'email'].map((key) => [key, 'text'] as const),
  ...['url', 'uri', 'website'].map((key) => [key, 'url'] as const),
  ...['note', 'notes', 'comment', 'description'].map((key) => [key, 'note'] as const),
]);

/** Secret unless the key is one of the few that everybody shows. */
export function typeOfKey(key: string): FieldType {
  return types.get(key) ?? types.get(key.toLowerCase()) ?? 'secret';
}
