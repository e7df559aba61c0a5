import { basename } from 'node:path';
import type { ImportReport } from '../../shared/contract.ts';
import { fail } from '../../shared/failure.ts';
import type { ImportSource } from '../../shared/import-source.ts';
import type { ImportRequest } from '../import/import.ts';
import type { Stamp } from '../import/source-file.ts';
import type { Vault } from '../vault/vault.ts';

type Request = Pick<ImportRequest, 'file' | 'password' | 'keyFile' | 'beside'>;

interface Stamped {
  readonly file: string;
  readonly stamp: Stamp;
}

function isPlain(request: Request | undefined): boolean {
  return request?.password === undefined && request?.keyFile === undefined;
}

function filesOf(request: Request) {
  const { file, beside = [] } = request;
  return [file, ...beside].map((one) => ({ name: basename(one), isPlain: isPlain(request) }));
}

/** The files of each vault's last import, which may be deleted where all of them came in. */
export class ImportSources {
  readonly #files = new WeakMap<Vault, readonly Stamped[]>();

  /** Runs an import of the files; `source` of its report is them where they may be deleted. */
  async during(
    vault: Vault,
    requests: readonly Request[],
    run: () => Promise<ImportReport>,
  ): Promise<ImportReport> {
    const { isWholly, sourceOf, stampOf } = await import('../import/source-file.ts');
    const names = requests.flatMap(({ file, beside = [] }) => [file, ...beside]);
    this.#files.delete(vault);
    const files: Stamped[] = [];
    for (const file of names) {
      const stamp = await stampOf(file);
      if (stamp !== undefined) files.push({ file, stamp });
    }
    const report = await run();
    const [first] = names;
    if (first === undefined || files.length < names.length || !isWholly(report)) return report;
    this.#files.set(vault, files);
    const [, ...others] = requests.flatMap((request) => filesOf(request));
    const source: ImportSource = await sourceOf(first, isPlain(requests[0]));
    return { ...report, source: { ...source, ...(others.length > 0 && { others }) } };
  }

  /** `source-kept` where it is not as it was read, or not all of it is in the vault. */
  async delete(vault: Vault): Promise<void> {
    const { deleteSource } = await import('../import/source-file.ts');
    const files = this.#files.get(vault) ?? fail({ code: 'source-kept', reason: 'incomplete' });
    for (const { file, stamp } of files) await deleteSource(file, stamp);
  }
}
