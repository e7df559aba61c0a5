import { isUtf8 } from 'node:buffer';
import { stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { filesBelow } from '../../main/import/folder.ts';
import { refuse } from '../../main/import/refuse.ts';
import { failureOf } from '../../shared/failure.ts';
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
  opening: Opening & { readonly progress?: ((done: number, total: number) => void) | undefined },
  signal: AbortSignal,
): Promise<Uint8Array> {
  const ending = `.${kind}`;
  const entries: object[] = [];
  let last: unknown;
  const files = await filesOf(folder, ending);
  for (const [at, file] of files.entries()) {
    opening.progress?.(at, files.length);
    const path = relative(folder, file).slice(0, -ending.length).split(sep).join('/');
    try {
      const bytes = await decrypted(kind === 'gpg' ? byGpg(file, opening) : byAge(file, opening), signal);
      const text = Buffer.from(bytes);
      entries.push(
        isUtf8(bytes) ? { path, text: text.toString('utf8') } : { path, bytes: text.toString('base64') },
      );
    } catch (error) {
      const failure = failureOf(error);
      if (failure?.code !== 'import-refused' || failure.reason !== 'not-decrypted') throw error;
      // The folder is gone, or its disk: what came before it would be half of a store.
      await stat(file).catch((cause) => refuse('unreadable', {}, cause));
      last = error;
      entries.push({ path, isClosed: true });
    }
  }
  if (entries.length > 0 && entries.every((entry) => 'isClosed' in entry)) throw last;
  return new Uint8Array(Buffer.from(JSON.stringify({ passStore: entries })));
}

async function filesOf(folder: string, ending: string): Promise<readonly string[]> {
  const files = await filesBelow(folder);
  return files.filter(
    (file) =>
      file.endsWith(ending) &&
      !relative(folder, file)
        .split(sep)
        .some((part) => part.startsWith('.')),
  );
}
