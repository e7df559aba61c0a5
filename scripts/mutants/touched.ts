import { spawnSync } from 'node:child_process';
import type { Mutant } from './row.ts';

/** What differs from where the branch left `main`, or on `main` itself from the commit before. */
export class Change {
  readonly #checkout: string;
  readonly #base: string;
  readonly #files: ReadonlySet<string>;

  constructor(checkout: string) {
    this.#checkout = checkout;
    const head = this.#git('rev-parse', 'HEAD').trim();
    const fork = this.#git('merge-base', 'HEAD', 'main').trim();
    this.#base = fork !== '' && fork !== head ? fork : 'HEAD~1';
    const changed = this.#git('diff', '--name-only', '-z', this.#base);
    const untracked = this.#git('ls-files', '-z', '--others', '--exclude-standard');
    this.#files = new Set(`${changed}${untracked}`.split('\0').filter((file) => file !== ''));
  }

  /** A row whose code or tests changed, or that is new in its list. */
  touches(mutant: Mutant, list: string): boolean {
    if (this.#files.has(mutant.file) || mutant.tests.some((test) => this.#files.has(test))) return true;
    return this.#files.has(list) && !this.#before(list).includes(mutant.means);
  }

  readonly #lists = new Map<string, string>();

  #before(list: string): string {
    const known = this.#lists.get(list) ?? this.#git('show', `${this.#base}:${list}`);
    this.#lists.set(list, known);
    return known;
  }

  /**
   * Empty where git refuses: no branch `main` in a clone of one branch, no commit before the first.
   */
  #git(...args: string[]): string {
    const { stdout, status } = spawnSync('git', args, { cwd: this.#checkout, encoding: 'utf8' });
    return status === 0 ? stdout : '';
  }
}
