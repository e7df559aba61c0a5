import type { DuplicateChoices, EntryChoice } from '../../shared/import-plan.ts';
import type { Standing } from './standing.ts';

/** What a person wants for entries that meet something, by how they stand and one by one. */
export class Choices {
  readonly #wanted: DuplicateChoices;
  readonly #each: ReadonlyMap<number, EntryChoice>;

  constructor(wanted: DuplicateChoices = {}) {
    this.#wanted = wanted;
    this.#each = new Map(wanted.each);
  }

  /** Of what meets nothing there can be no version. */
  of(n: number, standing: Standing): EntryChoice {
    const wanted = this.#each.get(n) ?? this.#usual(standing);
    return wanted === 'version' && standing.standing === 'new' ? 'both' : wanted;
  }

  #usual({ standing, isOwn, isNewer, isElsewhere }: Standing): EntryChoice {
    if (standing === 'new') return 'both';
    // Who has it in two folders of one file may mean it.
    if (standing === 'same') return this.#wanted.same ?? (isElsewhere ? 'both' : 'skip');
    const { changed = 'newer' } = this.#wanted;
    if (changed !== 'newer') return changed;
    return isOwn || isNewer ? 'version' : 'both';
  }
}
