import type { ImportColumn as Column } from '../../../shared/formats.ts';
import type { FieldType } from '../../../shared/secret.ts';
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

/**
 * What each column of a table holds; `undefined`: a field under the column's own name. Of several
 * columns for one thing that an entry has once, the first is it.
 */
export function targetsOf(header: readonly string[], own: Targets = {}): readonly (Target | undefined)[] {
  const taken = new Set<Target>();
  return header.map((name) => {
    const target = own[name.toLowerCase()] ?? usualColumn(name);
    if (typeof target !== 'string') return target;
    if (taken.has(target) && !several.has(target)) return undefined;
    taken.add(target);
    return target;
  });
}

const several: ReadonlySet<Target> = new Set(['url', 'tags', 'skip']);

const shown =
  /e-?mail|phone|user|name|city|country|state|street|address|zip|postal|company|type|brand|category|date|bank|place|gender|title|class|authority|nationality/i;

/** The type of a column that is a field of its own: hidden unless its name says otherwise. */
export function typeOfColumn(name: string): FieldType {
  if (/\burls?\b|website/i.test(name)) return 'url';
  if (/\bnotes?\b|comment/i.test(name)) return 'note';
  return shown.test(name) && !/passw|secret|pin\b/i.test(name) ? 'text' : 'secret';
}
