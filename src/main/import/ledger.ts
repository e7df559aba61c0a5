import type { Field } from '../../shared/secret-schema.ts';
import type { AuditChange, Change } from '../backend/changes.ts';
import { Digests, digestOf } from './digest.ts';

/** What an import has written: of each version how many fields it had, and a digest of them. */
export class Ledger {
  readonly #digests = new Digests();
  readonly #fields: number[] = [];
  /** The versions of a secret, by their numbers in here. */
  readonly #byPath = new Map<string, number | number[]>();

  get paths(): number {
    return this.#byPath.size;
  }

  /** Notes what a change writes, and hands it on. */
  note<C extends Change | AuditChange>(change: C): C {
    if (change.op === 'store') this.#add(change.path, change.fields);
    else if (change.op === 'merge')
      for (const { fields } of change.versions) if (fields !== undefined) this.#add(change.path, fields);
    return change;
  }

  names(): IterableIterator<string> {
    return this.#byPath.keys();
  }

  /** Versions that were written to a secret; none where it is not of this import. */
  versions(path: string): number {
    return this.#of(path).length;
  }

  /** Of the fields that were written to a secret: how many, and how many are in these versions. */
  compare(path: string, versions: readonly (readonly Field[])[]): { fields: number; there: number } {
    const found = versions.map((fields) => digestOf(fields, [], ''));
    let [fields, there] = [0, 0];
    for (const number of this.#of(path)) {
      const count = this.#fields[number] ?? 0;
      fields += count;
      if (found.some((digest) => this.#digests.has(number, digest))) there += count;
    }
    return { fields, there };
  }

  #of(path: string): readonly number[] {
    const numbers = this.#byPath.get(path) ?? [];
    return typeof numbers === 'number' ? [numbers] : numbers;
  }

  #add(path: string, fields: readonly Field[]): void {
    const number = this.#digests.add(digestOf(fields, [], ''));
    this.#fields.push(fields.length);
    const before = this.#byPath.get(path);
    this.#byPath.set(path, before === undefined ? number : [before, number].flat());
  }
}
