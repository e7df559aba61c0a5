import { fail } from './failure.ts';
import { type Place, type PlaceKind, parsePlace, placeKinds, printPlace, serviceKinds } from './place.ts';

/** What a place is asked for. */
export const placePurposes = ['new', 'existing', 'backup', 'copy', 'restored', 'recovered'] as const;
export type PlacePurpose = (typeof placePurposes)[number];

/** One thing that a person is asked for to name a place. */
export interface PlaceField {
  /** The key of its words. */
  readonly name: string;
  /** `file` and `folder`: by the system's chooser; `text`: typed. */
  readonly asks: 'file' | 'folder' | 'text';
  /** May be left empty. */
  readonly optional?: true;
  /** Few need it: folded up until somebody wants it. */
  readonly more?: true;
  /** No part of the place, and handed over apart from it; `covered` as it is typed, too. */
  readonly credential?: 'shown' | 'covered';
}

/**
 * Tools that carry a folder to other computers, as far as they are known by what they leave in it.
 */
export const syncTools = ['dropbox', 'nextcloud', 'syncthing', 'icloud', 'onedrive'] as const;
export type SyncTool = (typeof syncTools)[number];

/** What people type, by the name of its field. */
export type Typed = Readonly<Record<string, string>>;

/**
 * What the window draws to have a place of one kind named. A new kind is described here, and needs
 * no screen of its own.
 */
export interface PlaceForm<Kind extends string = PlaceKind> {
  /** Also the key of its words. */
  readonly kind: Kind;
  readonly fields: readonly PlaceField[];
  /**
   * True where several computers write apart, each a line of its own, and join what the others
   * wrote.
   */
  readonly hasDevices?: true;
  /**
   * The location that was typed. Missing: the system's chooser gives it, by the one field there is.
   */
  readonly locate?: (typed: Typed) => string;
}

const ca: PlaceField = { name: 'ca', asks: 'text', optional: true, more: true };

const forms: { readonly [Kind in PlaceKind]: PlaceForm<Kind> } = {
  sqlite: { kind: 'sqlite', fields: [{ name: 'file', asks: 'file' }] },
  folder: { kind: 'folder', fields: [{ name: 'folder', asks: 'folder' }], hasDevices: true },
  s3: {
    kind: 's3',
    fields: [
      { name: 'endpoint', asks: 'text', optional: true },
      { name: 'bucket', asks: 'text' },
      { name: 'prefix', asks: 'text', optional: true },
      { name: 'accessKey', asks: 'text', optional: true, credential: 'shown' },
      { name: 'secretKey', asks: 'text', optional: true, credential: 'covered' },
      { name: 'region', asks: 'text', optional: true, more: true },
      { name: 'profile', asks: 'text', optional: true, more: true },
      { name: 'sessionToken', asks: 'text', optional: true, more: true, credential: 'covered' },
      ca,
    ],
    locate: bucketAt,
  },
  postgres: {
    kind: 'postgres',
    fields: [
      { name: 'server', asks: 'text' },
      { name: 'database', asks: 'text' },
      { name: 'vault', asks: 'text' },
      { name: 'user', asks: 'text', optional: true },
      { name: 'password', asks: 'text', optional: true, credential: 'covered' },
      ca,
    ],
    locate: databaseAt,
  },
  webdav: {
    kind: 'webdav',
    fields: [
      { name: 'address', asks: 'text' },
      { name: 'user', asks: 'text', optional: true, credential: 'shown' },
      { name: 'password', asks: 'text', optional: true, credential: 'covered' },
      ca,
    ],
    locate: davFolderAt,
  },
};

function bucketAt({
  endpoint = '',
  bucket = '',
  prefix = '',
  region = '',
  profile = '',
  ca: file = '',
}: Typed) {
  const service = endpoint === '' || endpoint.includes('://') ? endpoint : `https://${endpoint}`;
  const path = prefix.split('/').map(encodeURIComponent).join('/');
  return `s3://${bucket}/${path}${queryOf({ endpoint: service, region, profile, ca: file })}`;
}

/** `server`: a name or an address, with a port or without, or the folder of a socket. */
function databaseAt({ server = '', database = '', vault = '', user = '', ca: file = '' }: Typed) {
  const isSocket = server.startsWith('/');
  const [host, name] = isSocket ? ['', ''] : [server, user];
  const front = name === '' ? host : `${encodeURIComponent(name)}@${host}`;
  const socket = { host: isSocket ? server : '', user: isSocket ? user : '' };
  return `postgres://${front}/${encodeURIComponent(database)}${queryOf({ ...socket, vault, ca: file })}`;
}

function davFolderAt({ address = '', ca: file = '' }: Typed) {
  const web = address.replace(/^webdav\+/i, '');
  const full = web.includes('://') ? web : `https://${web}`;
  return `webdav+${full.endsWith('/') ? full : `${full}/`}${queryOf({ ca: file })}`;
}

function queryOf(parameters: Typed): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== '');
  // These two signs need no escape there, and people read the place.
  const escaped = (value: string) => encodeURIComponent(value).replaceAll('%3A', ':').replaceAll('%2F', '/');
  const query = given.map(([name, value]) => `${name}=${escaped(value)}`).join('&');
  return query === '' ? '' : `?${query}`;
}

export function describe(kind: PlaceKind): PlaceForm {
  return forms[kind];
}

/** Every kind of place, in the order in which a person is offered them. */
export const placeForms: readonly PlaceForm[] = placeKinds.map(describe);
/** Those of services alone. */
export const serviceForms: readonly PlaceForm[] = serviceKinds.map(describe);

/** True where people type what the place is, rather than choose it in the system's chooser. */
export function isTyped(form: PlaceForm<string>): boolean {
  return form.locate !== undefined;
}

/** What a place of a kind is opened with. */
export function credentialFields(kind: PlaceKind): readonly PlaceField[] {
  return forms[kind].fields.filter(({ credential }) => credential !== undefined);
}

/**
 * What was typed: what is part of the place, and what lets a person in there. Spaces around what is
 * no secret are none of it.
 */
export function partsOf(
  form: PlaceForm<string>,
  typed: Typed,
): { readonly place: Typed; readonly credentials: Typed } {
  const given = (fields: readonly PlaceField[]) =>
    Object.fromEntries(
      fields
        .map(({ name, credential }) => [name, trimmed(typed[name] ?? '', credential)] as const)
        .filter(([, value]) => value !== ''),
    );
  return {
    place: given(form.fields.filter(({ credential }) => credential === undefined)),
    credentials: given(form.fields.filter(({ credential }) => credential !== undefined)),
  };
}

function trimmed(value: string, credential: PlaceField['credential']): string {
  return credential === 'covered' ? value : value.trim();
}

/** Whether all is there that a form needs. */
export function isComplete(form: PlaceForm<string>, typed: Typed): boolean {
  return form.fields.every(({ name, optional }) => optional || (typed[name] ?? '').trim() !== '');
}

/** The place that was typed. Refuses what is none, and a credential in it, as `parsePlace` does. */
export function typedPlace(kind: PlaceKind, typed: Typed): Place {
  const location = forms[kind].locate?.(typed);
  if (location === undefined) return fail({ code: 'bad-input', what: 'place', reason: 'empty' });
  return parsePlace(printPlace({ kind, location }));
}

/** A place as people read it: where the system's chooser gives it, its path alone. */
export function shownPlace(place: Place): string {
  return isTyped(forms[place.kind]) ? printPlace(place) : place.location;
}
