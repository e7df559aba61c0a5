import { importLimits } from './entry.ts';
import { JsonScan } from './json-scan.ts';
import { refuse } from './refuse.ts';

/** A number, true, false or null as it is written: an import changes no digit. */
export class Literal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Json = string | Literal | readonly Json[] | Members;

/** A value that nobody has taken, and the way to it. */
export interface Leaf {
  readonly name: string;
  readonly value: string;
}

/**
 * The members of an object. A reader takes those it knows; `rest` are the others, so that what a
 * format has beyond its documents arrives as well.
 */
export class Members {
  readonly #all: readonly (readonly [string, Json])[];
  readonly #taken = new Set<string>();

  constructor(all: readonly (readonly [string, Json])[]) {
    this.#all = all;
  }

  /** The last member of that name; `undefined` for none and for null. */
  take(name: string): Json | undefined {
    this.#taken.add(name);
    return this.peek(name);
  }

  /** The same, and it stays. */
  peek(name: string): Json | undefined {
    const value = this.#all.findLast(([key]) => key === name)?.[1];
    return value instanceof Literal && value.text === 'null' ? undefined : value;
  }

  /** A text or a literal as text; '' for anything else, which is not taken. */
  text(name: string): string {
    const value = this.peek(name);
    if (value !== undefined && typeof value !== 'string' && !(value instanceof Literal)) return '';
    this.#taken.add(name);
    return value instanceof Literal ? value.text : (value ?? '');
  }

  isTrue(name: string): boolean {
    return ['true', '1'].includes(this.text(name));
  }

  /** The object of that name, or one without members. */
  inner(name: string): Members {
    const value = this.peek(name);
    if (!(value instanceof Members)) return new Members([]);
    this.#taken.add(name);
    return value;
  }

  /** The objects of an array. */
  list(name: string): readonly Members[] {
    const value = this.peek(name);
    if (!Array.isArray(value) || !value.every((one) => one instanceof Members)) return [];
    this.#taken.add(name);
    return value;
  }

  /** The texts of an array, or one text. */
  texts(name: string): readonly string[] {
    const value = this.peek(name);
    const all = Array.isArray(value) ? (value as readonly Json[]) : value === undefined ? [] : [value];
    if (!all.every((one) => typeof one === 'string' || one instanceof Literal)) return [];
    this.#taken.add(name);
    return all.map((one) => (one instanceof Literal ? one.text : (one as string)));
  }

  /** Members that say nothing of an entry. */
  drop(...names: readonly string[]): this {
    for (const name of names) {
      this.#taken.add(name);
      const value = this.peek(name);
      if (value instanceof Members) value.drop(...value.names());
      else if (Array.isArray(value))
        for (const one of value as readonly Json[]) if (one instanceof Members) one.drop(...one.names());
    }
    return this;
  }

  /** The same as `rest`, and it is taken then. */
  takeRest(before = ''): readonly Leaf[] {
    const leaves = [...this.rest(before)];
    this.drop(...this.names());
    return leaves;
  }

  names(): string[] {
    return [...new Set(this.#all.map(([name]) => name))];
  }

  entries(): readonly (readonly [string, Json])[] {
    return this.#all;
  }

  /** Whatever nobody took and is not empty: null, false and '' say nothing. */
  *rest(before = ''): Generator<Leaf> {
    for (const [name, value] of this.#all) {
      const way = before === '' ? name : `${before}.${name}`;
      if (!this.#taken.has(name)) yield* leavesOf(value, way);
      else if (value instanceof Members) yield* value.rest(way);
      else if (Array.isArray(value))
        for (const [i, one] of (value as readonly Json[]).entries())
          if (one instanceof Members) yield* one.rest(`${way}.${i + 1}`);
    }
  }
}

function* leavesOf(value: Json, name: string): Generator<Leaf> {
  if (value instanceof Members) yield* value.rest(name);
  else if (typeof value === 'string' || value instanceof Literal) {
    const text = typeof value === 'string' ? value : value.text;
    const isEmpty = value instanceof Literal ? text === 'null' || text === 'false' : text === '';
    if (!isEmpty) yield { name, value: text };
  } else for (const [i, one] of value.entries()) yield* leavesOf(one, `${name}.${i + 1}`);
}

/** A value as text: a text as it is, nothing for null, anything else as JSON. */
export function textOfJson(value: Json): string {
  if (typeof value === 'string') return value;
  if (value instanceof Literal) return value.text === 'null' ? '' : value.text;
  return printed(value);
}

/** The JSON of a value: one of ours, or whatever JSON says of another. */
export function printed(value: unknown): string {
  if (value instanceof Literal) return value.text;
  if (Array.isArray(value)) return `[${value.map(printed).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = value instanceof Members ? value.entries() : Object.entries(value);
  return `{${members.map(([name, one]) => `${JSON.stringify(name)}:${printed(one)}`).join(',')}}`;
}

/** Parses a JSON text; refuses with the line and column where it is none. */
export function parseJson(text: string): Json {
  const scan = new JsonScan(text);
  const value = valueAt(scan, 0);
  if (scan.peek() !== '') scan.refuse();
  return value;
}

/** The object that a text is. */
export function parseObject(text: string): Members {
  const value = parseJson(text);
  return value instanceof Members ? value : refuse('malformed');
}

function valueAt(scan: JsonScan, depth: number): Json {
  if (depth > importLimits.depth) refuse('malformed', { part: 'nesting' });
  const next = scan.peek();
  if (next === '"') return scan.string();
  if (next === '{') return membersOf(scan, depth);
  if (next === '[') return listOf(scan, depth);
  return new Literal(scan.literal());
}

function membersOf(scan: JsonScan, depth: number): Members {
  const all: [string, Json][] = [];
  scan.take('{');
  while (!scan.takes('}')) {
    if (all.length > 0) scan.take(',');
    const name = scan.string();
    scan.take(':');
    all.push([name, valueAt(scan, depth + 1)]);
  }
  return new Members(all);
}

function listOf(scan: JsonScan, depth: number): readonly Json[] {
  const all: Json[] = [];
  scan.take('[');
  while (!scan.takes(']')) {
    if (all.length > 0) scan.take(',');
    all.push(valueAt(scan, depth + 1));
  }
  return all;
}
