import type { ImportColumn as Column } from '../../../shared/formats.ts';
import { type ImportMapping, severalColumns } from '../../../shared/import-columns.ts';
import type { FieldType } from '../../../shared/secret.ts';
import { knownName } from '../known-names.ts';
import { memberOf } from '../member-of.ts';
import { columnNames } from './column-names.ts';

export type { ImportColumn as Column } from '../../../shared/formats.ts';

/** A column, or the name and type of the field that it becomes. */
export type Target = Column | readonly [name: string, type: FieldType];
export type Targets = Readonly<Record<string, Target>>;

/** What a column is called everywhere. */
const usual: ReadonlyMap<string, Column> = new Map(
  Object.entries(columnNames).flatMap(([column, all]) =>
    all.map((name) => [name, column as Column] as const),
  ),
);

/** What a column of that name holds, in any of the languages known. */
export function usualColumn(name: string): Column | undefined {
  return usual.get(keyOf(name)) ?? usual.get(keyOf(name).replaceAll(' ', ''));
}

/** Small letters, with one space where the name has any of what stands between words. */
function keyOf(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** By what each column is called in a mapping. */
export function columnKeys(header: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return header.map((name, i) => {
    const key = name.toLowerCase();
    // No record holds the second.
    if (key === '' || key === '__proto__' || taken.has(key)) return `column ${i + 1}`;
    taken.add(key);
    return key;
  });
}

/**
 * What each column of a table holds; `undefined`: a field under the column's own name. `mapping`:
 * what a person says. Of several columns for one thing that an entry has once, the first is it.
 */
export function targetsOf(
  header: readonly string[],
  own: Targets = {},
  mapping: ImportMapping = {},
): readonly (Target | undefined)[] {
  const wanted = wantedOf(header, mapping);
  const taken = new Set<Target | undefined>(wanted);
  return header.map((name, i) => {
    const said = wanted[i];
    if (said === 'field') return [nameOf(name, i), 'text'];
    if (said === 'hidden') return [nameOf(name, i), 'secret'];
    if (said !== undefined) return said;
    const target = memberOf(own, name.toLowerCase()) ?? usualColumn(name);
    if (typeof target !== 'string') return target;
    if (taken.has(target) && !severalColumns.has(target)) return undefined;
    taken.add(target);
    return target;
  });
}

/** What is said of the first column of a name holds for the others where that can be. */
function wantedOf(header: readonly string[], mapping: ImportMapping): readonly (Column | undefined)[] {
  const keys = columnKeys(header);
  return header.map((name, i) => {
    const ofName = memberOf(mapping, name.toLowerCase());
    return memberOf(mapping, keys[i] ?? '') ?? (ofName && severalColumns.has(ofName) ? ofName : undefined);
  });
}

/** Names in a mapping that are no column's. */
export function columnsMissing(header: readonly string[], mapping: ImportMapping = {}): readonly string[] {
  const names = new Set([...columnKeys(header), ...header.map((name) => name.toLowerCase())]);
  return Object.keys(mapping).filter((name) => !names.has(name));
}

/** The name of the field that a column becomes. */
export function nameOf(name: string, i: number): string {
  return name === '' ? `column ${i + 1}` : name;
}

const shown =
  /e-?mail|phone|user|name|city|country|state|street|address|zip|postal|company|type|brand|category|date|bank|place|gender|title|class|authority|nationality/i;

/** The field that a column becomes which is none of an entry's usual parts. */
export function fieldOfColumn(name: string, i: number): readonly [name: string, type: FieldType] {
  return knownName(name) ?? [nameOf(name, i), typeOfColumn(name)];
}

/** The type of a column that is a field of its own: hidden unless its name says otherwise. */
export function typeOfColumn(name: string): FieldType {
  if (/\burls?\b|website/i.test(name)) return 'url';
  if (/\bnotes?\b|comment/i.test(name)) return 'note';
  return shown.test(name) && !/passw|secret|pin\b|door/i.test(name) ? 'text' : 'secret';
}
