import type { Want } from '../../shared/client.ts';
import type { Client } from '../backend/changes.ts';

/**
 * What the person said of single wishes, beside all policies. Forgotten at lock. Clients are told
 * apart by their keys: who comes later under a name that was free again begins with nothing.
 */
export class Grants {
  readonly #allowed = new Set<string>();
  readonly #denied = new Set<string>();

  allows(client: Client, want: Want): boolean {
    return this.#allowed.has(keyOf(client, want));
  }

  /** True when the person refused this already: nobody is asked the same twice. */
  refuses(client: Client, want: Want): boolean {
    return this.#denied.has(keyOf(client, want));
  }

  allow(client: Client, wants: readonly Want[]): void {
    for (const want of wants) note(this.#allowed, keyOf(client, want));
  }

  deny(client: Client, wants: readonly Want[]): void {
    for (const want of wants) note(this.#denied, keyOf(client, want));
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

function keyOf({ key }: Client, { permission, path }: Want): string {
  return `${key} ${permission} ${path}`;
}
