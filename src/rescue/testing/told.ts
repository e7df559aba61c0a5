import { type Expected, type ExpectedSecret, type ExpectedVersion, longAgo } from './random-vault.ts';

/** What both readers give as JSON (`holdfast-rescue.py json`, "Save everything" of the page). */
export interface Told {
  readonly vault: string;
  readonly secrets: readonly ToldSecret[];
  readonly damaged: readonly string[];
}
export interface ToldSecret {
  readonly path: string;
  readonly tags?: readonly string[];
  readonly custom?: readonly (readonly [string, string])[];
  readonly events?: ExpectedSecret['events'];
  readonly versions: readonly ToldVersion[];
}
export interface ToldVersion {
  readonly n: number;
  readonly deleted?: number;
  readonly expires?: number;
  readonly destroyed?: true;
  readonly fields?: readonly { name: string; type: string; value?: string; file?: string }[];
}

/** What a reader told, in the shape of what the app says of a vault; in order of the paths. */
export function expectedFrom(told: Told): Expected {
  return sorted(
    new Map(
      told.secrets.map(({ path, tags = [], custom = [], events = [], versions }) => {
        const own = versions.map((version) => [version.n, stateOf(version)] as const);
        return [path, { tags, custom, events, versions: new Map(own) }];
      }),
    ),
  );
}

function stateOf({ deleted, expires, destroyed, fields = [] }: ToldVersion): ExpectedVersion {
  if (destroyed) return 'destroyed';
  if (deleted !== undefined || (expires ?? Number.POSITIVE_INFINITY) <= longAgo) return 'deleted';
  return fields.map(({ name, type, value = '' }) => [name, type, value] as const);
}

export function sorted(expected: Expected): Expected {
  return new Map([...expected].sort(([a], [b]) => (a < b ? -1 : 1)));
}
