import { attachmentText } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Histories } from './backend.ts';
import type { FileSource } from './changes.ts';
import type { Entry } from './format/entry.ts';
import { attachmentsOf } from './format/references.ts';

/**
 * The long files of an entry of another vault that these fields need and `here` does not have, to
 * come along with a change; `undefined` where there are none. What a repair left out is not among
 * them.
 */
export function filesOf(
  from: Histories,
  entry: Entry,
  fields: Iterable<Field>,
  here?: Pick<Entry, 'versions'>,
): ReadonlyMap<string, FileSource> | undefined {
  const known = new Set([...attachmentsOf(here?.versions ?? [])].map(attachmentText));
  const wanted = new Set<string>();
  for (const { type, value } of fields) if (type === 'attachment' && !known.has(value)) wanted.add(value);
  const files = [...attachmentsOf(entry.versions)]
    .filter((one) => wanted.has(attachmentText(one)))
    .map((one) => [attachmentText(one), () => from.file(entry, one)] as const);
  return files.length === 0 ? undefined : new Map(files);
}
