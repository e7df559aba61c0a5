import * as z from 'zod/mini';
import { parsed } from '../../shared/parsed.ts';
import type { Vault } from '../vault/vault.ts';

/** So many are remembered of a vault. */
const most = 50;

const remembered = z.strictObject({ used: z.array(z.string()).check(z.maxLength(most)) });

/** Where what a vault seals lies on this machine. */
export interface SealedNote {
  keep(vault: Vault, note: unknown): void;
  load(vault: Vault): unknown;
  discard(vault: Vault): void;
}

/**
 * Which secrets of a vault were used last on this machine: copied, shown, edited, or opened in the
 * browser. Nothing is written to the vault for it; of a vault in memory it lasts until the lock.
 */
export class RecentlyUsed {
  readonly #note: () => Promise<SealedNote>;
  #of: { readonly vault: Vault; readonly paths: Promise<readonly string[]> } | undefined;

  constructor(note: () => Promise<SealedNote>) {
    this.#note = note;
  }

  /** Their paths, the last one first. */
  paths(vault: Vault): Promise<readonly string[]> {
    if (this.#of?.vault !== vault) this.#of = { vault, paths: this.#load(vault) };
    return this.#of.paths;
  }

  async note(vault: Vault, path: string): Promise<void> {
    const before = await this.paths(vault);
    if (before[0] === path) return;
    const used = [path, ...before.filter((one) => one !== path)].slice(0, most);
    this.#of = { vault, paths: Promise.resolve(used) };
    (await this.#note()).keep(vault, { used });
  }

  forget(): void {
    this.#of = undefined;
  }

  async #load(vault: Vault): Promise<readonly string[]> {
    return parsed(remembered, (await this.#note()).load(vault))?.used ?? [];
  }
}
