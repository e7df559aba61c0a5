import type { Field } from '../../shared/secret-schema.ts';
import type { AuditChange, Change } from '../backend/changes.ts';
import { contentDigest } from '../backend/format/content.ts';
import { Described } from './described.ts';
import { Digests } from './digest.ts';
import { asKept } from './newer.ts';

/** What an import has written: of each version how many fields it had, and a digest of them. */
export class Ledger {
  /** What was written beside the versions. */
  readonly described = new Described();
  readonly #digests = new Digests();
  readonly #fields: number[] = [];
  /** Those that were found in the vault. */
  readonly #seen: boolean[] = [];
  /** How many were not. */
  #left = 0;
  /** The versions of a secret, by their numbers in here. */
  readonly #byPath = new Map<string, number | number[]>();

  get paths(): number {
    return this.#byPath.size;
  }

  /** Of all that was written. */
  get fields(): number {
    return this.#fields.reduce((sum, count) => sum + count, 0);
  }

  /** Notes what a change writes, and hands it on. */
  note<C extends Change | AuditChange>(change: C): C {
    this.described.note(change);
    if (change.op === 'store') this.#add(change.path, change.fields);
    else if (change.op === 'merge')
      for (const { fields } of change.versions) if (fields !== undefined) this.#add(change.path, fields);
    return change;
  }

  /** Versions that were written to a secret; none where it is not of this import. */
  versions(path: string): number {
    const numbers = this.#byPath.get(path);
    return typeof numbers === 'number' ? 1 : (numbers?.length ?? 0);
  }

  /** Nothing has been looked for in the vault yet. */
  begin(): void {
    this.#seen.fill(false);
    this.#left = this.#seen.length;
  }

  /** Notes that a version of this secret with that `contentDigest` is in the vault. */
  see(path: string, digest: string): void {
    const numbers = this.#byPath.get(path);
    if (typeof numbers === 'number') this.#see(numbers, digest);
    else for (const number of numbers ?? []) this.#see(number, digest);
  }

  isSeen(path: string): boolean {
    return this.#of(path).every((number) => this.#seen[number]);
  }

  /** The secrets of which a version was not found yet. */
  unseen(): string[] {
    return this.#left === 0 ? [] : [...this.#byPath.keys()].filter((path) => !this.isSeen(path));
  }

  #see(number: number, digest: string): void {
    if (this.#seen[number] || !this.#digests.has(number, digest)) return;
    this.#seen[number] = true;
    this.#left -= 1;
  }

  #of(path: string): readonly number[] {
    const numbers = this.#byPath.get(path) ?? [];
    return typeof numbers === 'number' ? [numbers] : numbers;
  }

  #add(path: string, fields: readonly Field[]): void {
    const number = this.#digests.add(contentDigest(fields.map(asKept)));
    this.#fields.push(fields.length);
    this.#seen.push(false);
    const before = this.#byPath.get(path);
    this.#byPath.set(path, before === undefined ? number : [before, number].flat());
  }
}
