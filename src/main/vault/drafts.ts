import fs from 'node:fs';
import path from 'node:path';
import { removeFile, replaceFile } from '../store/file.ts';
import type { Vault } from './vault.ts';

/**
 * What a person was typing when the window went away: one file a vault, outside of it, sealed under
 * the vault's own data key. Only the unlocked vault reads it. What does not open is as none.
 */
export class Drafts {
  readonly #folder: string;
  readonly #kind: string;

  /** `kind`: what is kept there, as its files end. */
  constructor(folder: string, kind = 'draft') {
    this.#folder = folder;
    this.#kind = kind;
  }

  /**
   * Keeps it in the place of what was kept before. A disk that refuses costs what is kept, not the
   * edit.
   */
  keep(vault: Vault, draft: unknown): void {
    const sealed = vault.drafts?.seal(JSON.stringify(draft));
    if (sealed === undefined) return;
    try {
      fs.mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      replaceFile(this.#file(vault), sealed);
    } catch {
      // Nothing is lost that a crash does not take too.
    }
  }

  /**
   * What was kept last; `undefined` where there is nothing that this vault can open. What keys of
   * before still opened is kept anew, under those of today.
   */
  load(vault: Vault): unknown {
    try {
      const sealed = fs.readFileSync(this.#file(vault));
      const draft = vault.drafts?.open(sealed);
      if (draft !== undefined && vault.drafts?.isOld(sealed) === true) this.keep(vault, draft);
      return draft;
    } catch {
      return undefined;
    }
  }

  discard(vault: Vault): void {
    removeFile(this.#file(vault));
  }

  #file(vault: Vault): string {
    return path.join(this.#folder, `${vault.id}.${this.#kind}`);
  }
}
