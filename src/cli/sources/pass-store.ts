import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fail, failureOf } from '../../shared/failure.ts';
import { byAge, byGpg, decrypted, type Opening } from './decrypted.ts';

/** Which program's keys the entries of a store are encrypted to. */
export type StoreKind = 'gpg' | 'age';

/** The kind of store of pass or gopass that a folder is; `undefined`: none. */
export async function storeKind(folder: string): Promise<StoreKind | undefined> {
  const has = (name: string) =>
    stat(join(folder, name)).then(
      () => true,
      () => false,
    );
  if (await has('.gpg-id')) return 'gpg';
  return (await has('.age-recipients')) ? 'age' : undefined;
}

/**
 * A store's entries, decrypted one after the other, as the reader of the format `pass` takes them.
 * One that does not open is told; refuses when none does.
 */
export async function passStore(
  folder: string,
  kind: StoreKind,
  opening: Opening,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const ending = `.${kind}`;
  const entries: object[] = [];
  let last: unknown;
  for (const file of await filesOf(folder, ending)) {
    const path = relative(folder, file).slice(0, -ending.length).split(sep).join('/');
    try {
      const bytes = await decrypted(kind === 'gpg' ? byGpg(file, opening) : byAge(file, opening), signal);
      entries.push({ path, text: Buffer.from(bytes).toString('utf8') });
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'import-refused' || failure.reason !== 'not-decrypted') throw error;
      last = error;
      entries.push({ path, isClosed: true });
    }
  }
  if (entries.length > 0 && entries.every((entry) => 'isClosed' in entry)) throw last;
  return new Uint8Array(Buffer.from(JSON.stringify({ passStore: entries })));
}

async function filesOf(folder: string, ending: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
    const paths = files.map((entry) => join(entry.parentPath, entry.name));
    return paths
      .filter(
        (path) =>
          !relative(folder, path)
            .split(sep)
            .some((part) => part.startsWith('.')),
      )
      .sort();
  } catch (error) {
    return fail({ code: 'import-refused', reason: 'unreadable' }, error);
  }
}
