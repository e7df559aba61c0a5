import { defined } from '../../../shared/parsed.ts';
import type { Entry, ImportMark } from './entry.ts';

/**
 * The entry with what an undo of the import has to know: what a secret was before it, and whether
 * anybody else has changed it since. `run`: the import that makes this change; missing: none does.
 */
export function withMark(entry: Entry, old: Entry | undefined, run: string | undefined): Entry {
  if (run === undefined) return asChanged(entry);
  if (old?.import?.run === run) return entry;
  return { ...entry, import: { run, ...(old && { before: stateOf(old) }) } };
}

function asChanged(entry: Entry): Entry {
  const { import: mark } = entry;
  return mark === undefined || mark.changed ? entry : { ...entry, import: { ...mark, changed: true } };
}

function stateOf({ newest, max, tags, custom }: Entry): NonNullable<ImportMark['before']> {
  return {
    newest,
    ...defined({ max }),
    ...(tags.length > 0 && { tags }),
    ...(custom.length > 0 && { custom }),
  };
}

/** The entry without what the import of its mark did beside its versions. */
export function asBefore({ import: mark, max: _, ...entry }: Entry): Entry {
  const { max, tags = [], custom = [] } = mark?.before ?? { newest: 0 };
  return { ...entry, ...defined({ max }), tags, custom };
}

/**
 * Of two copies of one secret, whichever is ours: an import is undone only where nothing else was
 * done to it in either.
 */
export function joinMarks(
  ours: ImportMark | undefined,
  theirs: ImportMark | undefined,
): ImportMark | undefined {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) return ours;
  const [first, second] = [ours, theirs].filter((mark) => mark !== undefined).sort(byText);
  const mark = second ?? first;
  return mark && { ...mark, changed: true };
}

function byText(a: ImportMark, b: ImportMark): number {
  const [x, y] = [JSON.stringify(a), JSON.stringify(b)];
  return x === y ? 0 : x < y ? -1 : 1;
}
