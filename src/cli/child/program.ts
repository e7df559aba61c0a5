import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The exit codes of a shell for a program that is not there, and for a file that cannot be run. */
export const notFound = 127;
export const notRunnable = 126;

/** Where a program lies, or the exit code that says why there is none. */
export type Found = { readonly file: string } | { readonly code: typeof notFound | typeof notRunnable };

/** Looks a program up as a shell does: a name with a slash is a file, any other is sought in the folders of `path`. */
export function findProgram(name: string, path: string | undefined): Found {
  const windows = process.platform === 'win32';
  // Windows looks itself, with its own rules for endings.
  if (windows) return { file: name };
  const places = name.includes('/')
    ? [name]
    : (path ?? '').split(delimiter).map((folder) => join(folder || '.', name));
  let code: typeof notFound | typeof notRunnable = notFound;
  for (const file of name === '' ? [] : places) {
    const kind = look(file);
    if (kind === undefined) continue;
    if (kind !== 'hidden' && kind.isFile() && isRunnable(file))
      return { file: file.includes('/') ? file : `./${file}` };
    // A folder of PATH that we may not look into is passed over.
    if (kind !== 'hidden' || name.includes('/')) code = notRunnable;
  }
  return { code };
}

/** `undefined`: nothing is there; `hidden`: the system does not say. */
function look(file: string): Stats | 'hidden' | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    return 'hidden';
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
