import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The exit codes of a shell for a program that is not there, and for a file that cannot be run. */
export const notFound = 127;
export const notRunnable = 126;

/** Where a program lies, or the exit code that says why there is none. */
export type Found = { readonly file: string } | { readonly code: typeof notFound | typeof notRunnable };

/**
 * Looks a program up as a shell does: a name with a slash is a file, any other is sought in the
 * folders of `path`.
 */
export function findProgram(
  name: string,
  path: string | undefined,
  windows = process.platform === 'win32',
): Found {
  const isFile = name.includes('/') || (windows && name.includes('\\'));
  const folders = (path ?? '').split(windows ? ';' : delimiter);
  // Windows itself would look into the current folder first, and into the child's PATH; a name
  // without an ending is an .exe.
  const files = windows && !/\.[^./\\]+$/.test(name) ? [`${name}.com`, `${name}.exe`] : [name];
  const places = isFile
    ? files
    : folders
        .filter((folder) => folder !== '' || !windows)
        .flatMap((folder) => files.map((file) => join(folder || '.', file)));
  let code: typeof notFound | typeof notRunnable = notFound;
  for (const file of name === '' ? [] : places) {
    const kind = look(file);
    if (kind === undefined) continue;
    if (kind !== 'hidden' && kind.isFile() && isRunnable(file))
      return { file: /[/\\]/.test(file) ? file : `./${file}` };
    // A folder of PATH that we may not look into is passed over.
    if (kind !== 'hidden' || isFile) code = notRunnable;
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
