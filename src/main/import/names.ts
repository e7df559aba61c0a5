import { limits } from '../../shared/secret.ts';
import { sha256 } from '../crypto/primitives.ts';
import { cut } from './field-names.ts';

/**
 * Characters that folders and prefix may take of a path; the rest is for the title and its number.
 */
const folderLimit = 350;
const numberLimit = 10;
const unfit =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069/]|%(?=[0-9A-Fa-f]{2})/g;

// Most names: nothing of what follows would change them.
const simple = /^[A-Za-z0-9][A-Za-z0-9 ._@-]*$/;

/**
 * A name as one segment of a path. `/`, control characters, what turns text around, and names that
 * are `.` or `..` are percent-encoded (UTF-8); `%` only where it would read as such an encoding. So
 * two names that differ stay different. No name: `untitled`.
 */
export function segmentOf(name: string): string {
  if (simple.test(name)) return name;
  const text = name.toWellFormed().normalize('NFC');
  if (text.trim() === '') return 'untitled';
  if (text === '.' || text === '..') return text.replaceAll('.', '%2E');
  return text.replace(unfit, encodeURIComponent).normalize('NFC');
}

/**
 * The folder of an entry under `prefix` ('' for none), at most `folderLimit` long: too deep a way
 * ends in a hash of the rest.
 */
export function folderOf(prefix: string, names: readonly string[]): string {
  const segments = names.map(segmentOf);
  const whole = [...(prefix === '' ? [] : [prefix]), ...segments].join('/');
  if (whole.length <= folderLimit) return whole;
  let folder = prefix;
  for (const [i, segment] of segments.entries()) {
    const short = shorten(segment, 60);
    const next = folder === '' ? short : `${folder}/${short}`;
    if (next.length > folderLimit - 12) return join(folder, `~${tag(segments.slice(i).join('/'))}`);
    folder = next;
  }
  return folder;
}

/** The path of a title in a folder, short enough to take a number as well. */
export function pathOf(folder: string, title: string): string {
  const room = limits.path - numberLimit - (folder === '' ? 0 : folder.length + 1);
  return join(folder, shorten(segmentOf(title), room));
}

export function join(folder: string, segment: string): string {
  return folder === '' ? segment : `${folder}/${segment}`;
}

/** The same text for the same name every time, so that an import finds what one before it made. */
function shorten(segment: string, length: number): string {
  return segment.length <= length ? segment : `${cut(segment, length - 9)}~${tag(segment)}`;
}

function tag(text: string): string {
  return Buffer.from(sha256(Buffer.from(text))).toString('hex', 0, 4);
}

/** The longest prefix that an import takes. */
export const prefixLimit = folderLimit - 50;
