import { limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { few, isNamedBefore } from '../backend/format/entry.ts';

/**
 * Fields with names that a version may hold: none empty, none twice, none too long; nothing is
 * dropped.
 */
export function uniqueFields(fields: readonly Field[]): readonly Field[] {
  if (fields.length <= few && fields.every(isFit)) return fields;
  const taken = new Set<string>();
  return fields.map((field) => {
    const name = freeName(field.name === '' ? 'unnamed' : field.name, taken);
    taken.add(name);
    return name === field.name ? field : { ...field, name };
  });
}

function isFit({ name }: Field, at: number, fields: readonly Field[]): boolean {
  return name !== '' && name.length <= limits.fieldName && !isNamedBefore(fields, at);
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.length > limits.fieldName ? `${cut(wanted, limits.fieldName - 1)}…` : wanted;
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) {
    const suffix = ` (${n})`;
    const name = cut(base, limits.fieldName - suffix.length) + suffix;
    if (!taken.has(name)) return name;
  }
}

/** The first `length` characters, without half a surrogate pair at the end. */
export function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]/.test(text[length - 1] ?? '') ? length - 1 : length;
  return text.slice(0, end);
}
