import type { Exporter, WriteOptions } from '../exporter.ts';
import type { ExportedFile, ExportedSecret, SecretSource } from '../source.ts';

/** What the file begins with, by which an import knows it; the number is that of its form. */
export const jsonMark = '{"holdfast":"export","version":1,';

/**
 * Everything: each secret with all versions, times, tags, rules and metadata, a line each (docs/
 * export.md). Long files lie beside it in a folder, under their SHA-256.
 */
export const json: Exporter = {
  carries: new Set([
    ...(['deleted', 'versions', 'version-states', 'files', 'long-files', 'tags'] as const),
    ...(['expiry', 'rules', 'favourites', 'events', 'others'] as const),
  ]),
  write: (source, options) => jsonText(source, options, options.attach),
};

/**
 * The text of it. `keep` hears of each long file that some version names; `rest` is asked for more
 * members once all secrets are written.
 */
export async function* jsonText(
  source: SecretSource,
  { progress }: Pick<WriteOptions, 'progress'>,
  keep: ((file: ExportedFile) => Promise<void>) | undefined,
  rest: () => AsyncIterable<string> = noMore,
): AsyncGenerator<string> {
  yield `${jsonMark}"secrets":[`;
  let separator = '\n';
  for await (const secret of source.secrets(progress)) {
    for (const file of secret.files.values()) await keep?.(file);
    yield `${separator}${JSON.stringify(jsonOf(secret))}`;
    separator = ',\n';
  }
  yield '\n]';
  yield* rest();
  yield '}\n';
}

async function* noMore(): AsyncGenerator<string> {}

/** One secret, its members in an order that is always the same. */
export function jsonOf(secret: ExportedSecret) {
  const { path, created, updated, newest, max, cas, expire, tags, custom, events, versions } = secret;
  return {
    path,
    created,
    updated,
    newest,
    max,
    cas,
    expire,
    tags,
    custom,
    events,
    versions: versions.map(({ n, created, expires, deleted, fields }) => ({
      n,
      created,
      expires,
      deleted,
      fields: fields?.map(({ name, type, value }) => ({ name, type, value })),
    })),
  };
}
