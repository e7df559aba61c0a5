import type { Failure } from '../failure.ts';
import { failureSchema, parseFailure } from '../failure-schema.ts';

/** A name in made failures: nothing that a text of ours has. */
export const madeName = 'prod/db/orders';

interface Schema {
  readonly def: Def;
}

interface Def {
  readonly type: string;
  readonly options?: readonly Schema[];
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly values?: readonly string[];
  readonly entries?: Readonly<Record<string, string>>;
  readonly innerType?: Schema;
  readonly element?: Schema;
}

/**
 * Failures with each reason of each closed list, once without what may be missing and once with all
 * of it.
 */
export function everyFailure(): Failure[] {
  const schema = failureSchema as unknown as Schema;
  const made = [false, true].flatMap((isFull) => madeOf(schema, isFull));
  const texts = new Set(made.map((one) => JSON.stringify(one)));
  return [...texts].map((text) => parseFailure(JSON.parse(text)) ?? never(text));
}

function madeOf({ def }: Schema, isFull: boolean): unknown[] {
  switch (def.type) {
    case 'union':
      return (def.options ?? []).flatMap((option) => madeOf(option, isFull));
    case 'object':
      return objects(Object.entries(def.shape ?? {}), isFull);
    case 'literal':
      return [...(def.values ?? [])];
    case 'enum':
      return Object.values(def.entries ?? {});
    case 'optional':
      return isFull && def.innerType !== undefined ? madeOf(def.innerType, isFull) : [undefined];
    case 'array':
      return def.element === undefined ? [] : [madeOf(def.element, isFull)];
    case 'number':
      return [3];
    case 'string':
      return [madeName];
    default:
      throw new Error(`a failure holds what is not made here: ${def.type}`);
  }
}

function objects(members: readonly [string, Schema][], isFull: boolean): unknown[] {
  return members.reduce<object[]>(
    (made, [name, schema]) =>
      madeOf(schema, isFull).flatMap((value) => made.map((one) => ({ ...one, [name]: value }))),
    [{}],
  );
}

function never(text: string): never {
  throw new Error(`made, and refused: ${text}`);
}
