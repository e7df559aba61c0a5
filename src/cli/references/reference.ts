import { pathFault } from '../../shared/path.ts';

/** A value in a vault: one field of a secret, of its current version unless another is named. */
export interface Reference {
  readonly path: string;
  readonly key: string;
  readonly version?: number;
}

/** What every reference in a text begins with. */
export const scheme = 'holdfast://';

/** `PATH#KEY` as it is typed, or as a reference with its scheme; a text says what is wrong with it. */
export function parseArgument(text: string): Reference | string {
  if (text.startsWith(scheme)) return parseReference(text);
  // A path may hold #, and few keys do.
  const end = text.lastIndexOf('#');
  if (end === -1) return 'it has no #KEY';
  return checked({ path: text.slice(0, end), key: text.slice(end + 1) });
}

/** `holdfast://PATH#KEY` or `holdfast://PATH?version=N#KEY`, %XX for what has a meaning; a text says what is wrong with it. */
export function parseReference(text: string): Reference | string {
  const [, path = '', query, key] = /^holdfast:\/\/([^#?]*)(?:\?([^#]*))?(?:#(.*))?$/su.exec(text) ?? [];
  if (key === undefined) return 'it has no #KEY';
  const version = query === undefined ? undefined : /^version=([1-9]\d{0,14})$/.exec(query)?.[1];
  if (query !== undefined && version === undefined) return 'after ? it may say version=N and nothing else';
  try {
    const reference = { path: decodeURIComponent(path), key: decodeURIComponent(key) };
    return checked(version === undefined ? reference : { ...reference, version: Number(version) });
  } catch {
    return 'a % in it begins no code: write %25';
  }
}

function checked(reference: Reference): Reference | string {
  if (reference.key === '') return 'the key after # is empty';
  return pathFault(reference.path.normalize('NFC')) === undefined
    ? reference
    : 'what stands before # is no path';
}
