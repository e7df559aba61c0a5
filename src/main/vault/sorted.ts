import { comparePaths, isUnder } from '../../shared/path.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';

type Infos = readonly SecretInfo[];

/** In code point order of the paths; sorts only when it must, for a backend lists in order. */
export function sortInfos(infos: SecretInfo[]): SecretInfo[] {
  const sorted = infos.every(
    (info, i) => i === 0 || comparePaths((infos[i - 1] as SecretInfo).path, info.path) < 0,
  );
  return sorted ? infos : infos.sort((a, b) => comparePaths(a.path, b.path));
}

/** The place of a path, or the place at which it would have to be inserted. */
export function findPath(infos: Infos, path: string): number {
  return lowest(infos.length, (i) => comparePaths((infos[i] as SecretInfo).path, path) >= 0);
}

/**
 * The secrets under a folder lie together, for `folder/` is a prefix of them and of nothing else.
 */
export function findFolder(infos: Infos, folder: string): { from: number; to: number } {
  if (folder === '') return { from: 0, to: infos.length };
  const from = findPath(infos, `${folder}/`);
  const to =
    from + lowest(infos.length - from, (i) => !isUnder((infos[from + i] as SecretInfo).path, folder));
  return { from, to };
}

/**
 * The lowest number below `count` for which a test, once true always true, is true; `count` when it
 * never is.
 */
function lowest(count: number, test: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
