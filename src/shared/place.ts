import { fail } from './failure.ts';

/**
 * The kinds of place in the file system, which the system's chooser gives; the first is what a
 * person is offered first.
 */
export const localKinds = ['sqlite', 'folder'] as const;
export type LocalKind = (typeof localKinds)[number];

/** Kinds of place on a service, which people type. */
export const serviceKinds = ['s3', 'postgres', 'webdav'] as const;
export type ServiceKind = (typeof serviceKinds)[number];

/** Every kind of place, in the order in which a person is offered them. */
export const placeKinds = [...localKinds, ...serviceKinds] as const;
export type PlaceKind = (typeof placeKinds)[number];

export function isPlaceKind(kind: string | undefined): kind is PlaceKind {
  return placeKinds.some((one) => one === kind);
}

export function isService(kind: string | undefined): kind is ServiceKind {
  return serviceKinds.some((one) => one === kind);
}

/**
 * Where a vault lies. `location` means what its kind says, and is looked into by its store alone.
 */
export interface Place {
  readonly kind: PlaceKind;
  /**
   * `sqlite`: the path of a file; `folder`: the path of a folder; of a service the whole place, as
   * it is written.
   */
  readonly location: string;
}

/** The place of a vault that is one file. */
export function fileAt(path: string): Place {
  return { kind: 'sqlite', location: path };
}

/** `kind:`, as `folder:` or `s3://`. One letter is a drive of Windows. */
const scheme = /^([a-z][a-z0-9+.-]+):/i;
/** A password in front of a host's `@`, or a parameter with a name that credentials have. */
const credential =
  /:\/\/[^/?#]*:[^/?#]*@|:\/\/.*[?&][^=&]*(?:password|passwd|secret|token|key|signature)[^=&]*=/i;

/**
 * Reads a place as people write it: `folder:PATH`, `s3://…`, `postgres://…`, `webdav+https://…`, or
 * the path of a file. Refuses with `bad-input` (`place`): `empty`, `unknown-kind`, and `credential`
 * where it holds a password or a key, which is never echoed.
 */
export function parsePlace(text: string): Place {
  const { kind, isAddress } = schemeOf(text);
  if (kind !== undefined && credential.test(text))
    fail({ code: 'bad-input', what: 'place', reason: 'credential' });
  if (isService(kind) && isAddress) return { kind, location: text };
  const place: Place =
    kind === 'folder' ? { kind: 'folder', location: text.slice('folder:'.length) } : fileAt(text);
  if (kind !== undefined && kind !== 'folder' && isAddress)
    fail({ code: 'bad-input', what: 'place', reason: 'unknown-kind' });
  if (place.location === '') fail({ code: 'bad-input', what: 'place', reason: 'empty' });
  return place;
}

/** Whether a text names a place on a service. */
export function isServiceText(text: string): boolean {
  const { kind, isAddress } = schemeOf(text);
  return isAddress && isService(kind);
}

function schemeOf(text: string): { kind: string | undefined; isAddress: boolean } {
  const named = scheme.exec(text)?.[1]?.toLowerCase();
  const kind = named?.startsWith('webdav+http') ? 'webdav' : named;
  return { kind, isAddress: text.startsWith('//', (named?.length ?? 0) + 1) };
}

/** A place as `parsePlace` reads it. */
export function printPlace({ kind, location }: Place): string {
  if (isService(kind)) return location;
  if (kind === 'folder') return `folder:${location}`;
  // A file whose name begins like another kind of place.
  return scheme.test(location) ? `./${location}` : location;
}

/** Whether two places are one but for the Unicode spelling of their names. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.location.normalize('NFC') === b.location.normalize('NFC');
}

/**
 * What people call a vault: the name that it has at its place, without the ending of vault files.
 */
export function placeName({ kind, location }: Place): string {
  if (isService(kind)) return serviceName(location);
  const name = /[^/\\]*$/.exec(location.replace(/[/\\]+$/, ''))?.[0] ?? '';
  return name.replace(/\.holdfast$/i, '') || name;
}

// Of a database the vault's own name, of a bucket the last part of the prefix. It becomes part of
// names of files.
function serviceName(location: string): string {
  const [, path = '', query = ''] = /^[^:]*:\/*([^?#]*)\??([^#]*)/.exec(location) ?? [];
  const named = /(?:^|&)vault=([^&]*)/.exec(query)?.[1];
  const name = named ?? path.split('/').findLast((part) => part !== '') ?? '';
  return unescaped(name).replaceAll(/[^\p{L}\p{N}._ -]/gu, '-');
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
