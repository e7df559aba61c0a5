import { changesPrograms } from '../../../shared/program-variables.ts';
import { isFile } from '../../../shared/secret.ts';
import { envName, shellQuoted } from '../../../shared/shell.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { FreshNames } from '../names.ts';
import { currentFields, type SecretSource } from '../source.ts';

/** `FOLDER_TITLE_FIELD='value'` lines, which a POSIX shell and readers of .env files take. */
export const env: Exporter = {
  carries: new Set(['others']),
  write: envText,
};

async function* envText(source: SecretSource, { progress, lose }: WriteOptions): AsyncGenerator<string> {
  const names = new FreshNames(() => lose('renamed'));
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    for (const { name, type, value } of currentFields(secret)) {
      if (isFile(type) || value.includes('\0')) continue;
      const plain = envName(`${secret.path}_${name}`).toUpperCase();
      // A name that changes what programs run is no value of a vault's.
      const wanted = changesPrograms(plain) ? `${plain}_` : plain;
      if (wanted !== plain) lose('renamed');
      yield `${names.fresh(wanted, (n) => `${wanted}_${n}`)}=${shellQuoted(value)}\n`;
    }
  }
}
