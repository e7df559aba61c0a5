import { fail } from '../../../shared/failure.ts';
import type { PendingSet, RecoveryStatus } from '../../../shared/recovery-schema.ts';
import { randomInt } from '../../crypto/primitives.ts';
import type { Sheet } from '../../recovery/sheet.ts';
import type { NewSet } from '../../vault/recovery.ts';
import type { Session } from '../session.ts';
import type { Paper, Papers } from './papers.ts';

export interface FreshSetOptions {
  readonly session: Session;
  readonly papers: Papers;
  readonly progress: (done: number, total: number) => void;
}

/** Words asked of a sheet that is proven by typing. */
const asked = 3;
/** The words before it are the same on every sheet of a set: they prove nothing of one. */
const firstOwnWord = 4;

interface Issued {
  readonly set: string;
  readonly shares: readonly (readonly string[])[];
  readonly paper: Paper;
  readonly questions: Map<number, readonly number[]>;
}

/**
 * A set that was made here: its sheets can be shown and printed until it counts, or the vault
 * locks.
 */
export class FreshSet {
  readonly #options: FreshSetOptions;
  #issued: Issued | undefined;

  constructor(options: FreshSetOptions) {
    this.#options = options;
  }

  /**
   * Makes a set and reads every sheet of it back from its pixels; one that does not read is never
   * offered.
   */
  async issue(wanted: NewSet, paper: Paper): Promise<RecoveryStatus> {
    const { papers, progress } = this.#options;
    this.#issued = undefined;
    const { shares, status } = await this.#recovery.issue(wanted);
    const pending = status.pending ?? fail({ code: 'internal', reference: 'issued-nothing' });
    const issued = { set: pending.set, shares, paper, questions: new Map<number, readonly number[]>() };
    try {
      await papers.proof(await this.#sheetsOf(issued, []), paper, progress);
    } catch (error) {
      await this.#recovery.abandon();
      throw error;
    }
    this.#issued = issued;
    return status;
  }

  async sheet(number: number) {
    const [found] = await this.#sheetsOf(this.#atHand(), [number]);
    const sheet = found ?? noSuchSheet();
    const { words, holder } = sheet;
    return { sheet: number, words: [...words], code: this.#options.papers.code(sheet), holder };
  }

  async print(numbers: readonly number[]): Promise<boolean> {
    const issued = this.#atHand();
    return this.#options.papers.print(await this.#sheetsOf(issued, numbers), issued.paper);
  }

  async save(numbers: readonly number[], each: boolean) {
    const issued = this.#atHand();
    return this.#options.papers.save(await this.#sheetsOf(issued, numbers), issued.paper, each);
  }

  ask(sheet: number): number[] {
    const { shares, questions } = this.#atHand();
    const words = shares[sheet - 1] ?? noSuchSheet();
    const positions = new Set<number>();
    while (positions.size < asked) positions.add(firstOwnWord + randomInt(words.length - firstOwnWord + 1));
    const sorted = [...positions].sort((a, b) => a - b);
    questions.set(sheet, sorted);
    return sorted;
  }

  /**
   * Three words for a question of `ask`; a wrong one is named by its place and may be tried again.
   */
  async answer(sheet: number, words: readonly string[]): Promise<RecoveryStatus> {
    const { shares, questions } = this.#atHand();
    const positions = questions.get(sheet) ?? fail({ code: 'bad-input', what: 'sheet', reason: 'not-asked' });
    const wrong = positions.filter((at, i) => !isWord(words[i] ?? '', shares[sheet - 1]?.[at - 1] ?? ''));
    if (wrong.length > 0) fail({ code: 'share-refused', reason: 'not-genuine', sheet, words: wrong });
    questions.delete(sheet);
    return this.#recovery.markProven([sheet]);
  }

  /** True while this set's sheets can be shown. */
  has({ set }: PendingSet): boolean {
    return this.#issued?.set === set;
  }

  /** True while any set's sheets can be shown: after a lock they cannot. */
  get isAtHand(): boolean {
    return this.#issued !== undefined;
  }

  forget(): void {
    this.#issued = undefined;
  }

  get #recovery() {
    return this.#options.session.vault.recovery;
  }

  #atHand(): Issued {
    return this.#issued ?? fail({ code: 'no-set', what: 'pending' });
  }

  /** The sheets of these numbers; of all when none is named. */
  async #sheetsOf({ set, shares }: Issued, numbers: readonly number[]): Promise<Sheet[]> {
    const { session } = this.#options;
    const { pending, lines } = await this.#recovery.status();
    if (pending?.set !== set) return fail({ code: 'no-set', what: 'pending' });
    const wanted = numbers.length === 0 ? shares.map((_words, i) => i + 1) : numbers;
    return wanted.map((sheet) => ({
      vaultName: session.name,
      vault: session.vault.id,
      set,
      created: pending.created,
      sheet,
      shares: pending.shares,
      threshold: pending.threshold,
      holder: pending.holders[sheet - 1]?.name ?? '',
      words: shares[sheet - 1] ?? noSuchSheet(),
      lines,
    }));
  }
}

function noSuchSheet(): never {
  fail({ code: 'bad-input', what: 'sheet', reason: 'unknown' });
}

/** Four letters name a word of the list. */
function isWord(typed: string, word: string): boolean {
  const plain = typed.normalize('NFKC').trim().toLowerCase();
  return plain === word || (plain.length >= 4 && word.startsWith(plain));
}
