import { fail } from '../../shared/failure.ts';
import type { Taken } from '../../shared/import-undo.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';

/** A way back from what was done: of all of it, or of nothing. */
export interface Back {
  /** To how many secrets it was done. */
  readonly secrets: number;
  /** Those that must be by then as they are now: of a move none, for it takes any change along. */
  readonly paths: readonly string[];
  readonly run: () => Promise<unknown>;
}

/** A way back that looks at each secret by itself: what has changed since stays. */
export interface BackOfEach {
  readonly each: () => Promise<Taken>;
}

interface Parts {
  /** What is known of a secret; `undefined`: there is none. */
  readonly find: (paths: readonly string[]) => Promise<readonly (SecretInfo | undefined)[]>;
  /** Takes up what other programs wrote. */
  readonly refresh: () => Promise<unknown>;
}

const nothing: Taken = { secrets: 0, stays: [] };

/**
 * Takes back what was done last: once, and only as long as the secrets are as that left them. The
 * one way back for all that the window does to secrets.
 */
export class Undo {
  readonly #parts: Parts;
  #last = 0;
  #back: ((Back & { readonly stamps: readonly string[] }) | BackOfEach) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** To be called after what was done: the number by which it is taken back. */
  async keep(back: Back | BackOfEach): Promise<number> {
    this.#back = 'each' in back ? back : { ...back, stamps: await this.#stamps(back.paths) };
    this.#last += 1;
    return this.#last;
  }

  /**
   * In one commit; for how many secrets, 0 where it was taken back or something else was done since.
   * `conflict` where one of them has changed: then nothing is done.
   */
  async take(undo: number): Promise<Taken> {
    const back = undo === this.#last ? this.#back : undefined;
    if (back === undefined) return nothing;
    const taken = 'each' in back ? await back.each() : await this.#takeAll(back);
    this.#back = undefined;
    return taken;
  }

  async #takeAll({ secrets, paths, stamps, run }: Back & { stamps: readonly string[] }): Promise<Taken> {
    await this.#parts.refresh();
    const now = await this.#stamps(paths);
    if (now.some((stamp, at) => stamp !== stamps[at])) {
      this.#back = undefined;
      fail({ code: 'conflict', expected: 0, found: 0 });
    }
    await run();
    return { ...nothing, secrets };
  }

  async #stamps(paths: readonly string[]): Promise<string[]> {
    return (await this.#parts.find(paths)).map(stampOf);
  }
}

// Every write changes it.
function stampOf(info: SecretInfo | undefined): string {
  if (info === undefined) return '';
  const { updated, newest, current, versions, tags } = info;
  return [updated, newest, current, versions.length, ...tags].join(' ');
}
