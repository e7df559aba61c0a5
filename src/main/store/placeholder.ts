import fs from 'node:fs';
import path from 'node:path';
import { failureOf, HoldfastError } from '../../shared/failure.ts';

/** What a file looks like whose bytes have not come: damage, or something that is no vault. */
const likely: ReadonlySet<string> = new Set(['damaged', 'not-a-vault']);
/** What a store says while something is missing, or the system gives no bytes. */
const reasons: ReadonlySet<string> = new Set(['not-come', 'cannot-open', 'system']);

/**
 * True of a file of a cloud folder whose bytes lie elsewhere: it has a size, and no block of it is
 * here. Some file systems say the same of a small file that is whole, so this is asked only of what
 * could not be read.
 */
export function isPlaceholder(file: string): boolean {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() === true && stat.size > 0 && stat.blocks === 0;
}

/** The failure, or that a file among these was not downloaded, where that explains it. */
export function orNotDownloaded(error: HoldfastError, files: () => Iterable<string>): HoldfastError {
  const failure = failureOf(error);
  const isLikely =
    failure !== undefined &&
    (likely.has(failure.code) || (failure.code === 'store' && reasons.has(failure.reason)));
  if (!isLikely) return error;
  try {
    for (const file of files())
      if (isPlaceholder(file))
        return new HoldfastError({ code: 'store', reason: 'not-downloaded' }, { cause: error });
  } catch {}
  return error;
}

/** The files of a folder, with those of its folders. */
export function* filesBelow(folder: string): Generator<string> {
  for (const one of fs.readdirSync(folder, { withFileTypes: true })) {
    const at = path.join(folder, one.name);
    if (one.isDirectory()) yield* filesBelow(at);
    else yield at;
  }
}
