import { type ImportEncoding, type ImportFormat, importFormats } from '../../shared/formats.ts';
import type { ImportMapping } from '../../shared/import-columns.ts';
import type { ImportNoteTold } from '../../shared/import-note.ts';
import { limits } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { ImportedHistory } from './history.ts';

export type Format = ImportFormat;
export const formats: typeof importFormats = importFormats;

/** One state of an entry. `at`: when it was written; missing when the file does not say. */
export interface ParsedVersion {
  readonly at?: number;
  readonly fields: readonly Field[];
  /** Of an older version: its tags, where they are not the entry's. */
  readonly tags?: readonly string[];
  /** The same for its expiry; null: it had none. */
  readonly expires?: number | null;
}

/** One entry as a file holds it: names as they are there, nothing made fit for a path yet. */
export interface ParsedEntry {
  /** What the entry is called inside the file for ever: a UUID, a JSON pointer. */
  readonly id: string;
  readonly folders: readonly string[];
  readonly title: string;
  /** Where a person finds it in the file; missing: `id` says it. */
  readonly place?: string;
  /** True when the whole file is this one entry, which then goes where the person said. */
  readonly whole?: true;
  /** Which part it is, from 2, of an entry that no single secret holds. */
  readonly part?: number;
  readonly tags?: readonly string[];
  readonly expires?: number;
  /** When the entry was made, where that is no version's time. */
  readonly created?: number;
  readonly favourite?: true;
  /** It was put away, and is no rubbish. */
  readonly archived?: true;
  /** It lay in a recycle bin. */
  readonly deleted?: true;
  /** Oldest first, at least one. */
  readonly versions: readonly ParsedVersion[];
}

/** Something in the file that did not become a secret, or not all of it. */
export type Problem = ImportNoteTold;

/** The same without its place. */
export type NoteOf = Omit<Problem, 'place'>;

/**
 * What becomes of entries that lay in a recycle bin or an archive: deleted here, not brought in, or
 * as any other.
 */
export const bins = ['deleted', 'skip', 'live'] as const;
export type Bin = (typeof bins)[number];

/**
 * What a parser finds, in the order of the file. `note` tells of a loss inside an entry that did
 * arrive.
 */
export type Item =
  | { readonly kind: 'entry'; readonly entry: ParsedEntry }
  /** A secret with its whole history, out of an export of ours. */
  | { readonly kind: 'history'; readonly history: ImportedHistory }
  | { readonly kind: 'skipped' | 'failed' | 'note'; readonly problem: Problem };

/**
 * A file being read: the items on demand, and how many of them have come; the total may be an
 * estimate until the end.
 */
export interface Reading {
  readonly items: Iterable<Item>;
  readonly total: number;
  done(): number;
}

/** What a parser is given. `password` '' is an empty password, which is not the same as none. */
export interface Source {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password?: string;
  readonly keyFile?: Uint8Array;
  /** The encoding that a person says a text has; missing: UTF-8 or UTF-16, which show themselves. */
  readonly encoding?: Encoding;
  /** What a person says that the columns of a table hold. */
  readonly map?: ImportMapping;
}

export type Encoding = ImportEncoding;

export const importLimits = {
  file: 1024 ** 3,
  keyFile: 16 * 1024 ** 2,
  /** Unpacked contents of a compressed file. */
  unpacked: 1024 ** 3,
  /** Characters of a text: a little under what V8 can hold in one string. */
  text: 500_000_000,
  depth: 100,
  /** Elements of an XML within each other: groups in groups. */
  elements: 4_000,
  entries: 2_000_000,
  /** Characters of one version: some of a secret's are left for the title, which may become a field. */
  version: limits.version - 100_000,
  /** Characters of all versions of one entry. */
  entry: 128 * 1024 ** 2,
  kdfMemory: 1024 ** 3,
  kdfPasses: 1_000,
  kdfLanes: 64,
  aesRounds: 300_000_000,
  milliseconds: 60_000,
} as const;
