/**
 * Who asks, as prompts and noes are counted: the key that was proven or is offered, and the
 * process, 0 where the kernel does not tell it.
 */
export interface Asker {
  readonly key: string;
  readonly pid: number;
}

/** How long nobody is asked after the second no in a row. */
const silence = 60_000;
const most = 1_000;

interface Heard {
  readonly noes: number;
  readonly at: number;
}

/** The noes that the person gave without a yes between them, by key and by process. */
export class Noes {
  readonly #heard = new Map<string, Heard>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  heard(asker: Asker, yes: boolean): void {
    for (const who of namesOf(asker)) {
      const noes = (this.#heard.get(who)?.noes ?? 0) + 1;
      this.#heard.delete(who);
      if (!yes) this.#heard.set(who, { noes, at: this.#now() });
    }
    // Whoever was told no longest ago is forgotten.
    for (const who of this.#heard.keys()) if (this.#heard.size > most) this.#heard.delete(who);
  }

  /** True for a minute after the second no. */
  silences(asker: Asker): boolean {
    return namesOf(asker).some((who) => {
      const { noes, at } = this.#heard.get(who) ?? { noes: 0, at: 0 };
      return noes >= 2 && this.#now() - at < silence;
    });
  }

  forget(): void {
    this.#heard.clear();
  }
}

function namesOf({ key, pid }: Asker): string[] {
  return pid === 0 ? [`key ${key}`] : [`key ${key}`, `process ${pid}`];
}
