import type { EntryChoice, PlannedEntry } from '../../shared/import-plan.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { ParsedEntry, ParsedVersion, Problem } from './entry.ts';
import type { Standing } from './standing.ts';

interface Decided {
  readonly n: number;
  readonly path: string;
  readonly standing: Standing;
  readonly choice: EntryChoice;
}

/** What each entry of a file would become, in its order. Keeps names, and no value. */
export class Preview {
  readonly entries: PlannedEntry[] = [];
  readonly #isKept: boolean;
  /** The names and types of the entry before: those of one program mostly have the same. */
  #last: PlannedEntry['fields'] = [];

  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  add(entry: ParsedEntry, decided: Decided & { readonly versions: readonly ParsedVersion[] }): void {
    if (!this.#isKept) return;
    const { versions, ...rest } = decided;
    const fields = versions.at(-1)?.fields ?? [];
    const extras = (['deleted', 'archived', 'favourite'] as const).filter((one) => entry[one]);
    const all = [...extras, ...(entry.expires === undefined ? [] : (['expires'] as const))];
    this.entries.push({
      ...this.#plain(rest, entry.place ?? entry.id, fields),
      versions: versions.length,
      ...(entry.tags !== undefined && entry.tags.length > 0 && { tags: entry.tags.length }),
      ...(all.length > 0 && { extras: all }),
    });
  }

  /** The entries, each with what is told of it. */
  withNotes(notes: readonly Problem[]): PlannedEntry[] {
    const all = new Map<string, Problem[]>();
    for (const note of notes) all.set(note.place, [...(all.get(note.place) ?? []), note]);
    return this.entries.map((entry) => {
      const own = all.get(entry.place);
      return own === undefined ? entry : { ...entry, notes: own };
    });
  }

  /** A secret of an export of ours, which comes as it is. */
  addHistory(decided: Decided & { readonly place: string; readonly fields: readonly Field[] }): void {
    if (this.#isKept) this.entries.push(this.#plain(decided, decided.place, decided.fields));
  }

  #plain({ n, path, standing, choice }: Decided, place: string, fields: readonly Field[]): PlannedEntry {
    const { meets, differs = [] } = standing;
    if (!isAlike(this.#last, fields)) this.#last = fields.map(({ name, type }) => ({ name, type }));
    return {
      ...{ n, place, path, standing: standing.standing, choice, fields: this.#last, versions: 1 },
      ...(meets !== undefined && { meets }),
      ...(differs.length > 0 && { differs: [...differs] }),
    };
  }
}

function isAlike(a: PlannedEntry['fields'], b: readonly Field[]): boolean {
  return a.length === b.length && a.every(({ name, type }, i) => b[i]?.name === name && b[i]?.type === type);
}
