import { fail } from './failure.ts';
import type { PathFault } from './failure-reasons.ts';
import { limits } from './secret.ts';

/** Some segment is empty, `.` or `..`. */
const unclean = /(?:^|\/)[.]{0,2}(?:\/|$)/;

/** Why a text is no path, or `undefined` when it is one (backend-conformance 13). Expects NFC. */
export function pathFault(path: unknown): PathFault | undefined {
  if (typeof path !== 'string' || !path.isWellFormed()) return 'not-text';
  if (path === '') return 'empty';
  if (path.length > limits.path) return 'too-long';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
  if (/[\u0000-\u001f\u007f-\u009f]/.test(path)) return 'control-character';
  if (!unclean.test(path)) return undefined;
  for (const segment of path.split('/')) {
    if (segment === '') return 'empty-segment';
    if (segment === '.' || segment === '..') return 'dot-segment';
  }
  return undefined;
}

/** The one spelling under which a path is kept: NFC. Refuses with `bad-path`. */
export function normalPath(path: string): string {
  const normal = typeof path === 'string' ? path.normalize('NFC') : path;
  const reason = pathFault(normal);
  if (reason !== undefined) fail({ code: 'bad-path', path: String(path).slice(0, limits.path), reason });
  return normal;
}

/** Characters that turn the direction of text around: what is shown would not be what is there. */
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/**
 * As `pathFault`, for a path that a secret gets from now on: one that stands in a vault already is
 * still found by it.
 */
export function newPathFault(path: unknown): PathFault | undefined {
  const fault = pathFault(path);
  return fault ?? (bidi.test(String(path)) ? 'control-character' : undefined);
}

/** As `normalPath`, for a path that a secret gets from now on. */
export function newPath(path: string): string {
  const normal = normalPath(path);
  const reason = newPathFault(normal);
  if (reason !== undefined) fail({ code: 'bad-path', path, reason });
  return normal;
}

/** A folder as `listSecrets` takes it: '' is the whole vault, one trailing slash is allowed. */
export function normalFolder(folder: string): string {
  if (folder === '') return '';
  return normalPath(folder.endsWith('/') ? folder.slice(0, -1) : folder);
}

/** True when `path` lies under `folder`; '' holds everything, a folder does not hold itself. */
export function isUnder(path: string, folder: string): boolean {
  return (
    folder === '' || (path.length > folder.length && path.startsWith(folder) && path[folder.length] === '/')
  );
}

/** Code point order: what JavaScript's `<` is not for characters beyond U+FFFF. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // Surrogates sort after all of U+E000 to U+FFFF (the usual UTF-16 fix-up).
    if (x >= 0xd800 && y >= 0xd800) {
      x = x >= 0xe000 ? x - 0x800 : x + 0x2000;
      y = y >= 0xe000 ? y - 0x800 : y + 0x2000;
    }
    return x - y;
  }
  return a.length - b.length;
}

/** The last segment of a path. */
export function titleOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** All but the last segment; '' for what lies in no folder. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
