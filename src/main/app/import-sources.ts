import { basename } from 'node:path';
import type { ImportReport } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';
import type { ImportSource } from '../../shared/import-source.ts';
import type { Stamp } from '../import/source-file.ts';
import type { Vault } from '../vault/vault.ts';

interface Request {
  readonly file: string;
  readonly password?: string | undefined;
  readonly keyFile?: string | undefined;
  /** Files that were read with it. */
  readonly beside: readonly string[];
}

interface Stamped {
  readonly file: string;
  readonly stamp: Stamp;
}

/** The file of each vault's last import, which may be deleted where all of it came in. */
export class ImportSources {
  readonly #files = new WeakMap<Vault, readonly Stamped[]>();

  /** Runs an import of the file; `source` of its report is the file where it may be deleted. */
  async during(vault: Vault, request: Request, run: () => Promise<ImportReport>): Promise<ImportReport> {
    const { isWholly, sourceOf, stampOf } = await import('../import/source-file.ts');
    const { file, password, keyFile, beside } = request;
    this.#files.delete(vault);
    const files: Stamped[] = [];
    for (const one of [file, ...beside]) {
      const stamp = await stampOf(one);
      if (stamp !== undefined) files.push({ file: one, stamp });
    }
    const report = await run();
    if (files.length <= beside.length || !isWholly(report)) return report;
    this.#files.set(vault, files);
    const isPlain = password === undefined && keyFile === undefined;
    const source: ImportSource = await sourceOf(file, isPlain);
    const others = beside.map((one) => basename(one));
    return { ...report, source: { ...source, name: [source.name, ...others].join(', ') } };
  }

  /** `source-kept` where it is not as it was read, or not all of it is in the vault. */
  async delete(vault: Vault): Promise<void> {
    const { deleteSource } = await import('../import/source-file.ts');
    const files = this.#files.get(vault) ?? fail({ code: 'source-kept', reason: 'incomplete' });
    for (const { file, stamp } of files) await deleteSource(file, stamp);
  }
}
