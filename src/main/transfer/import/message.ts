import * as z from 'zod/mini';
import { importFaults } from '../../../shared/failure.ts';
import { type Field, fieldTypes } from '../../../shared/secret.ts';
import { formats, type Item, type ParsedEntry, type Problem } from './entry.ts';

const count = z.int().check(z.minimum(0));

/** What the parser is told. Key file in base64. */
export const instruction = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('parse'),
    file: z.string(),
    format: z.optional(z.enum(formats)),
    password: z.optional(z.string()),
    keyFile: z.optional(z.string()),
  }),
  /** One more batch may come. */
  z.strictObject({ type: z.literal('more') }),
]);

/** What the parser says. Entries are by far the most of it, so they are checked by hand. */
export const parserMessage = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('batch'),
    items: z.array(z.custom<Item>(isItem)),
    done: count,
    total: count,
  }),
  z.strictObject({ type: z.literal('end'), format: z.enum(formats), read: count }),
  z.strictObject({
    type: z.literal('refused'),
    reason: z.enum(importFaults),
    place: z.optional(z.string().check(z.maxLength(200))),
  }),
]);

export type Instruction = z.infer<typeof instruction>;
export type ParserMessage = z.infer<typeof parserMessage>;

function isItem(value: unknown): boolean {
  if (!isObject(value)) return false;
  if (value['kind'] === 'entry') return isEntry(value['entry']);
  const isKnown = value['kind'] === 'skipped' || value['kind'] === 'failed' || value['kind'] === 'note';
  return isKnown && isProblem(value['problem']);
}

function isEntry(value: unknown): boolean {
  if (!isObject(value)) return false;
  const entry = value as Partial<Record<keyof ParsedEntry, unknown>>;
  return (
    typeof entry.id === 'string' &&
    typeof entry.title === 'string' &&
    isTexts(entry.folders) &&
    (entry.place === undefined || typeof entry.place === 'string') &&
    (entry.whole === undefined || entry.whole === true) &&
    (entry.tags === undefined || isTexts(entry.tags)) &&
    (entry.expires === undefined || isTime(entry.expires)) &&
    Array.isArray(entry.versions) &&
    entry.versions.length > 0 &&
    entry.versions.every(isVersion)
  );
}

function isVersion(value: unknown): boolean {
  if (!isObject(value) || !Array.isArray(value['fields'])) return false;
  return (value['at'] === undefined || isTime(value['at'])) && value['fields'].every(isField);
}

function isField(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { name, type, value: content } = value as Partial<Record<keyof Field, unknown>>;
  return (
    typeof name === 'string' &&
    typeof content === 'string' &&
    (fieldTypes as readonly unknown[]).includes(type)
  );
}

function isProblem(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { place, reason } = value as Partial<Record<keyof Problem, unknown>>;
  return typeof place === 'string' && typeof reason === 'string';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
