import type { ImportReport } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';
import type { ImportSource } from '../../shared/import-source.ts';
import type { Stamp } from '../import/source-file.ts';
import type { Vault } from '../vault/vault.ts';

interface Request {
  readonly file: string;
  readonly password?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** The file of each vault's last import, which may be deleted where all of it came in. */
export class ImportSources {
  readonly #files = new WeakMap<Vault, { readonly file: string; readonly stamp: Stamp }>();

  /** Runs an import of the file; `source` of its report is the file where it may be deleted. */
  async during(vault: Vault, request: Request, run: () => Promise<ImportReport>): Promise<ImportReport> {
    const { isWholly, sourceOf, stampOf } = await import('../import/source-file.ts');
    const { file, password, keyFile } = request;
    this.#files.delete(vault);
    const stamp = await stampOf(file);
    const report = await run();
    if (stamp === undefined || !isWholly(report)) return report;
    this.#files.set(vault, { file, stamp });
    const isPlain = password === undefined && keyFile === undefined;
    const source: ImportSource = await sourceOf(file, isPlain);
    return { ...report, source };
  }

  /** `source-kept` where it is not as it was read, or not all of it is in the vault. */
  async delete(vault: Vault): Promise<void> {
    const { deleteSource } = await import('../import/source-file.ts');
    const found = this.#files.get(vault) ?? fail({ code: 'source-kept', reason: 'incomplete' });
    await deleteSource(found.file, found.stamp);
  }
}
