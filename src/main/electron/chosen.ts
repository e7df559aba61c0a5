import { extname } from 'node:path';
import { fileAt, type Place, printPlace } from '../../shared/place.ts';
import type { Chosen } from '../ipc/chosen.ts';

/** A new vault's path with the ending that makes it one to double-click. */
export function withEnding(path: string): string {
  return extname(path).toLowerCase() === '.holdfast' ? path : `${path}.holdfast`;
}

/** Files and places that a person chose, in any Unicode spelling; `besides` knows more of them. */
export class ChosenFiles implements Chosen {
  readonly #names = new Set<string>();
  readonly #besides: () => readonly (string | Place)[];

  constructor(besides: () => readonly (string | Place)[]) {
    this.#besides = besides;
  }

  add(one: string | Place): void {
    this.#names.add(nameOf(one));
  }

  has(one: string | Place): boolean {
    const name = nameOf(one);
    return this.#names.has(name) || this.#besides().some((other) => nameOf(other) === name);
  }
}

// The path of a file is the place of a vault in it.
function nameOf(one: string | Place): string {
  return printPlace(typeof one === 'string' ? fileAt(one) : one).normalize('NFC');
}
