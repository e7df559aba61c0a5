import { extname } from 'node:path';

/** A new vault's path with the ending that makes it one to double-click. */
export function withEnding(path: string): string {
  return extname(path).toLowerCase() === '.holdfast' ? path : `${path}.holdfast`;
}

/** Paths that a person chose, in any Unicode spelling; `besides` knows more of them. */
export class ChosenFiles {
  readonly #files = new Set<string>();
  readonly #besides: (file: string) => boolean;

  constructor(besides: (file: string) => boolean) {
    this.#besides = besides;
  }

  add(file: string): void {
    this.#files.add(file.normalize('NFC'));
  }

  has(file: string): boolean {
    return this.#files.has(file.normalize('NFC')) || this.#besides(file);
  }
}
