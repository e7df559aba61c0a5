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
  rehearse: envText,
};

/** Bytes of `NAME=value` and its end that Linux hands to a program. */
const longest = 128 * 1024;
/** For `=`, the end, and a number behind the name. */
const spare = 16;

async function* envText(
  source: SecretSource,
  { progress, lose }: Pick<WriteOptions, 'lose' | 'progress'>,
): AsyncGenerator<string> {
  const names = new FreshNames(() => lose('renamed'));
  for await (const secret of source.secrets(progress)) {
    if (secret.current === 0) continue;
    for (const { name, type, value } of currentFields(secret)) {
      if (isFile(type)) continue;
      const plain = envName(`${secret.path}_${name}`).toUpperCase();
      // A name that changes what programs run is no value of a vault's.
      const wanted = changesPrograms(plain) ? `${plain}_` : plain;
      if (value.includes('\0') || wanted.length + Buffer.byteLength(value) + spare > longest) {
        lose('unfit');
        continue;
      }
      if (wanted !== plain) lose('renamed');
      if (type !== 'text' && type !== 'secret') lose('field-types');
      yield `${names.fresh(wanted, (n) => `${wanted}_${n}`)}=${shellQuoted(value)}\n`;
    }
  }
}
