import { fail } from './failure.ts';
import { isService, type Place, type PlaceKind, parsePlace, placeKinds, printPlace } from './place.ts';

/** What a place is asked for. */
export const placePurposes = ['new', 'existing', 'backup', 'restored', 'recovered'] as const;
export type PlacePurpose = (typeof placePurposes)[number];

/** One thing that a person is asked for to name a place. */
export interface PlaceField {
  /** The key of its words. */
  readonly name: string;
  /** `file` and `folder`: by the system's chooser; `text`: typed. */
  readonly asks: 'file' | 'folder' | 'text';
  /** No part of the place: covered as it is typed, and handed over apart from it. */
  readonly secret?: true;
}

/** Tools that carry a folder to other computers, as far as they are known by what they leave in it. */
export const syncTools = ['dropbox', 'nextcloud', 'syncthing', 'icloud', 'onedrive'] as const;
export type SyncTool = (typeof syncTools)[number];

/** What people type, by the name of its field. */
export type Typed = Readonly<Record<string, string>>;

/** What the window draws to have a place of one kind named. A new kind is described here, and needs no screen of its own. */
export interface PlaceForm<Kind extends string = PlaceKind> {
  /** Also the key of its words. */
  readonly kind: Kind;
  readonly fields: readonly PlaceField[];
  /** True where changes can be lost when two computers write: they agree on one line of revisions on one machine alone. */
  readonly oneAtATime?: true;
  /** The location that was typed. Missing: the system's chooser gives it, by the one field there is. */
  readonly locate?: (typed: Typed) => string;
}

const forms: { readonly [Kind in PlaceKind]: PlaceForm<Kind> } = {
  sqlite: { kind: 'sqlite', fields: [{ name: 'file', asks: 'file' }] },
  folder: { kind: 'folder', fields: [{ name: 'folder', asks: 'folder' }], oneAtATime: true },
};

export function describe(kind: PlaceKind): PlaceForm {
  return forms[kind];
}

/** Every kind of place, in the order in which a person is offered them. */
export const placeForms: readonly PlaceForm[] = placeKinds.map(describe);

/** True where people type what the place is, rather than choose it in the system's chooser. */
export function isTyped(form: PlaceForm<string>): boolean {
  return form.locate !== undefined;
}

/** What was typed that is part of the place. */
export function withoutSecrets(form: PlaceForm<string>, typed: Typed): Typed {
  const secret = new Set(form.fields.filter((field) => field.secret).map(({ name }) => name));
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.has(name)));
}

/** The place that was typed. Refuses what is none, and a credential in it, as `parsePlace` does. */
export function typedPlace(kind: PlaceKind, typed: Typed): Place {
  const location = forms[kind].locate?.(typed);
  if (location === undefined) return fail({ code: 'bad-input', what: 'place', reason: 'empty' });
  return parsePlace(printPlace({ kind, location }));
}

/** A place as people read it: where the system's chooser gives it, its path alone. */
export function shownPlace(place: Place): string {
  if (isService(place.kind)) return printPlace(place);
  return isTyped(forms[place.kind]) ? printPlace(place) : place.location;
}
