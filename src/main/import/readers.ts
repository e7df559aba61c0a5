import type { Format, Reading, Source } from './entry.ts';

/**
 * How one format is read. A new one: its reader beside its test, a line here, its name in
 * shared/formats.ts and its mark in detect.ts.
 */
interface FormatReader {
  /** The file may be locked with a password of its own. */
  readonly password?: true;
  /**
   * Entries have ids that no other file repeats; otherwise they are known by the file's name and
   * their place in it.
   */
  readonly ownIds?: true;
  /** Loaded only when a file asks for it. */
  read(source: Source): Promise<Reading>;
}

export const readers: Readonly<Record<Format, FormatReader>> = {
  kdbx: {
    password: true,
    ownIds: true,
    read: async (source) => (await import('./kdbx.ts')).readKdbx(source),
  },
  json: { read: async (source) => (await import('./json.ts')).readJson(source) },
  dotenv: { read: async (source) => (await import('./dotenv.ts')).readDotenv(source) },
};
