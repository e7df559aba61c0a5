import type { Want } from '../../shared/client.ts';

/** What the person said of single wishes, beside all policies. Forgotten at lock. */
export class Grants {
  readonly #allowed = new Set<string>();
  readonly #denied = new Set<string>();

  allows(spiffeId: string, want: Want): boolean {
    return this.#allowed.has(keyOf(spiffeId, want));
  }

  /** True when the person refused this already: nobody is asked the same twice. */
  refuses(spiffeId: string, want: Want): boolean {
    return this.#denied.has(keyOf(spiffeId, want));
  }

  allow(spiffeId: string, wants: readonly Want[]): void {
    for (const want of wants) note(this.#allowed, keyOf(spiffeId, want));
  }

  deny(spiffeId: string, wants: readonly Want[]): void {
    for (const want of wants) note(this.#denied, keyOf(spiffeId, want));
  }

  /** All of a client that is revoked. */
  drop(spiffeId: string): void {
    for (const set of [this.#allowed, this.#denied])
      for (const key of set) if (key.startsWith(`${spiffeId} `)) set.delete(key);
  }

  forget(): void {
    this.#allowed.clear();
    this.#denied.clear();
  }
}

/** Answers kept; more than a person gives between two locks. */
const most = 10_000;

function note(set: Set<string>, key: string): void {
  if (set.size >= most) set.clear();
  set.add(key);
}

function keyOf(spiffeId: string, { permission, path }: Want): string {
  return `${spiffeId} ${permission} ${path}`;
}
