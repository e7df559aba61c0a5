import { fail } from '../../shared/failure.ts';
import type { ExportedFile, ExportedSecret, ExportSource } from '../export/source.ts';
import type { Vault } from '../vault/vault.ts';

/** Characters of values in one answer, and secrets. */
const atOnce = { characters: 4_000_000, secrets: 1_000 };

/** What a program was allowed to export, given piece by piece on the connection that asked. */
export class ExportUnderWay {
  readonly #vault: Vault;
  readonly #source: ExportSource;
  readonly #may: (path: string) => Promise<boolean>;
  readonly #files = new Map<string, ExportedFile>();

  /** `may`: whether what was allowed still is. */
  constructor(vault: Vault, source: ExportSource, may: (path: string) => Promise<boolean>) {
    this.#vault = vault;
    this.#source = source;
    this.#may = may;
  }

  /** Secrets from the one of that number on; `denied` where one of them may not be had any more. */
  async secrets(vault: Vault, from: number): Promise<{ secrets: ExportedSecret[]; end: boolean }> {
    this.#refuseOther(vault);
    const secrets: ExportedSecret[] = [];
    let left = atOnce.characters;
    for await (const secret of this.#source.secrets(undefined, from)) {
      if (!(await this.#may(secret.path))) fail({ code: 'denied', reason: 'policy' });
      for (const file of secret.files.values()) this.#files.set(file.digest, file);
      secrets.push(secret);
      left -= sizeOf(secret);
      if (left < 0 || secrets.length === atOnce.secrets) break;
    }
    const { length } = await this.#source.entries();
    return { secrets, end: from + secrets.length >= length };
  }

  /** One piece of a long file of a secret that was given already. */
  async piece(vault: Vault, digest: string, piece: number): Promise<Uint8Array> {
    this.#refuseOther(vault);
    const file = this.#files.get(digest) ?? fail({ code: 'not-found', what: 'field', name: digest });
    for await (const bytes of file.pieces(piece)) return bytes;
    return new Uint8Array();
  }

  // The vault may have been locked since, and another one opened.
  #refuseOther(vault: Vault): void {
    if (vault !== this.#vault) fail({ code: 'not-found', what: 'export', name: '' });
  }
}

function sizeOf({ versions }: ExportedSecret): number {
  return versions
    .flatMap(({ fields = [] }) => fields)
    .reduce((sum, { name, value }) => sum + name.length + value.length, 0);
}
