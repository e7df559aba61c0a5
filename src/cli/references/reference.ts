import type { ReferenceFault } from '../../shared/failure-reasons.ts';
import { pathFault } from '../../shared/path.ts';

/** A value in a vault: one field of a secret, of its current version unless another is named. */
export interface Reference {
  readonly path: string;
  readonly key: string;
  readonly version?: number;
}

/** What every reference in a text begins with. */
export const scheme = 'holdfast://';

/** `PATH#KEY` as it is typed, or as a reference with its scheme; or what is wrong with it. */
export function parseArgument(text: string): Reference | ReferenceFault {
  if (text.startsWith(scheme)) return parseReference(text);
  // A path may hold #, and few keys do.
  const end = text.lastIndexOf('#');
  if (end === -1) return 'no-key';
  return checked({ path: text.slice(0, end), key: text.slice(end + 1) });
}

/**
 * `holdfast://PATH#KEY` or `holdfast://PATH?version=N#KEY`, %XX for what has a meaning; or what is
 * wrong with it.
 */
export function parseReference(text: string): Reference | ReferenceFault {
  const [, path = '', query, key] = /^holdfast:\/\/([^#?]*)(?:\?([^#]*))?(?:#(.*))?$/su.exec(text) ?? [];
  if (key === undefined) return 'no-key';
  const version = query === undefined ? undefined : /^version=([1-9]\d{0,14})$/.exec(query)?.[1];
  if (query !== undefined && version === undefined) return 'query';
  try {
    const reference = { path: decodeURIComponent(path), key: decodeURIComponent(key) };
    return checked(version === undefined ? reference : { ...reference, version: Number(version) });
  } catch {
    return 'percent';
  }
}

function checked(reference: Reference): Reference | ReferenceFault {
  if (reference.key === '') return 'empty-key';
  return pathFault(reference.path.normalize('NFC')) === undefined ? reference : 'not-a-path';
}
