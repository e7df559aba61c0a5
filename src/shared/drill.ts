// What is said of a drill between the rescue page, which reads a backup, and the app, which compares
// what was read with the vault.

/** What opens the backup: as a person who has nothing else would give it. */
export type DrillKey =
  | { readonly sheets: readonly string[] }
  /** `keyFile`: the SHA-256 of its content, in hex. */
  | { readonly passphrase: string; readonly keyFile?: string };

/** One version as it was read. `digest`: of its fields; missing where it could not be read. */
export interface ReadVersion {
  readonly n: number;
  readonly created: number | undefined;
  readonly state: 'there' | 'deleted' | 'destroyed';
  readonly digest?: string;
}

export interface ReadSecret {
  readonly path: string;
  readonly updated: number;
  /** The hash of its tags and metadata. */
  readonly labels: string;
  readonly versions: readonly ReadVersion[];
}

/** What somebody reads who has a copy, this key and the rescue page. No value is in it. */
export interface DrillReading {
  readonly vault: string;
  readonly revision: number;
  /** When the copy was last written to. */
  readonly updated: number;
  readonly secrets: readonly ReadSecret[];
  /** Long files that were read to their last byte, and their bytes. */
  readonly files: number;
  readonly bytes: number;
  /** Parts of the copy that cannot be read. */
  readonly lost: number;
  /** Whether one sheet fewer, or another passphrase, opened it. */
  readonly lessOpened: boolean;
}

/** The text whose hash stands for a secret's tags and metadata. */
export function labelText(
  salt: string,
  { tags = [], custom = [] }: { tags?: unknown; custom?: unknown },
): string {
  return JSON.stringify([salt, tags, custom]);
}

/** The text whose hash stands for a version's fields: with a salt of the drill, for hashes of short values tell them. */
export function textOf(
  salt: string,
  fields: readonly { readonly name: string; readonly type: string; readonly value: string }[],
): string {
  return JSON.stringify([salt, ...fields.map(({ name, type, value }) => [name, type, value])]);
}
