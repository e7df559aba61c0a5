/** Gives each text a name that fits a format, none of them twice. */
export class FreshNames {
  readonly #taken = new Set<string>();
  readonly #changed: () => void;

  /** `changed` hears of each name that is not what the text simply gives. */
  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** The name itself, or with the first number that makes it another. */
  fresh(name: string, numbered: (n: number) => string): string {
    let free = name;
    for (let n = 2; this.#taken.has(free); n++) free = numbered(n);
    if (free !== name) this.#changed();
    this.#taken.add(free);
    return free;
  }
}
