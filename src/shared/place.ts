import { fail } from './failure.ts';

/** The kinds of place where a vault may lie. */
export const placeKinds = ['sqlite', 'folder'] as const;
export type PlaceKind = (typeof placeKinds)[number];

export function isPlaceKind(kind: string): kind is PlaceKind {
  return placeKinds.some((one) => one === kind);
}

/** Where a vault lies. `location` means what its kind says, and is looked into by its store alone. */
export interface Place {
  readonly kind: PlaceKind;
  /** `sqlite`: the path of a file; `folder`: the path of a folder. */
  readonly location: string;
}

/** `kind:`, as `folder:` or `s3://`. One letter is a drive of Windows. */
const scheme = /^([a-z][a-z0-9+.-]+):/i;
/** A password in front of a host's `@`, or a parameter with a name that credentials have. */
const credential =
  /:\/\/[^/?#]*:[^/?#]*@|:\/\/.*[?&][^=&]*(?:password|passwd|secret|token|key|signature)[^=&]*=/i;

/**
 * Reads a place as people write it: `folder:PATH`, or the path of a file. Refuses with `bad-input` (`place`): `empty`, `unknown-kind`, and
 * `credential` where it holds a password or a key, which is never echoed.
 */
export function parsePlace(text: string): Place {
  const kind = scheme.exec(text)?.[1]?.toLowerCase();
  if (kind !== undefined && credential.test(text))
    fail({ code: 'bad-input', what: 'place', reason: 'credential' });
  const place: Place =
    kind === 'folder'
      ? { kind: 'folder', location: text.slice('folder:'.length) }
      : { kind: 'sqlite', location: text };
  if (kind !== undefined && kind !== 'folder' && text.startsWith('//', kind.length + 1))
    fail({ code: 'bad-input', what: 'place', reason: 'unknown-kind' });
  if (place.location === '') fail({ code: 'bad-input', what: 'place', reason: 'empty' });
  return place;
}

/** A place as `parsePlace` reads it. */
export function printPlace({ kind, location }: Place): string {
  if (kind === 'folder') return `folder:${location}`;
  // A file whose name begins like another kind of place.
  return scheme.test(location) ? `./${location}` : location;
}
