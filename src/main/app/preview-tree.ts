import type { PlannedEntry, PreviewAsked, PreviewPage } from '../../shared/import-plan.ts';
import { chosenFor, countsOf, rowsOf } from '../../shared/import-tree.ts';
import { rowsPerPage } from '../../shared/rows.ts';
import { inOrderOfNames } from '../../shared/sort-key.ts';

/** What an import would bring, for a window that looks at a page of it at a time. */
export class PreviewTree {
  readonly #entries: readonly PlannedEntry[];
  /** The rows of the look before: to scroll asks for many pages of one look. */
  #last: { readonly look: string; readonly rows: ReturnType<typeof rowsOf> } | undefined;
  #counted: { readonly choices: string; readonly counts: PreviewPage['counts'] } | undefined;

  constructor(entries: readonly PlannedEntry[]) {
    this.#entries = inOrderOfNames(entries, ({ path }) => path);
  }

  page({ page, closed, show, duplicates }: PreviewAsked): PreviewPage {
    const rows = this.#rows(closed, show);
    const each = new Map(duplicates.each);
    const shown = rows.slice(page * rowsPerPage, (page + 1) * rowsPerPage).map((row) => {
      const { entry } = row;
      return entry ? { ...row, entry: { ...entry, choice: chosenFor(entry, duplicates, each) } } : row;
    });
    return { total: rows.length, rows: shown, counts: this.#counts(duplicates) };
  }

  #rows(closed: readonly string[], show: PreviewAsked['show']) {
    const look = JSON.stringify([closed, show]);
    if (this.#last?.look !== look)
      this.#last = { look, rows: rowsOf(this.#entries, { closed: new Set(closed), show }) };
    return this.#last.rows;
  }

  #counts(duplicates: PreviewAsked['duplicates']) {
    const choices = JSON.stringify(duplicates);
    if (this.#counted?.choices !== choices)
      this.#counted = { choices, counts: countsOf(this.#entries, duplicates) };
    return this.#counted.counts;
  }
}
