import { type Item, importLimits, type NoteOf, type ParsedVersion } from './entry.ts';
import { leftOut, lossesOf } from './kdbx-extras.ts';
import { type FoundEntry, idOf } from './kdbx-groups.ts';
import { stringOf } from './kdbx-references.ts';
import { createdAt, expiryOf } from './kdbx-times.ts';
import { type Context, type ReadVersion, versionOf } from './kdbx-version.ts';
import { titleFor } from './titles.ts';
import { child, type Element } from './xml.ts';

/** An entry with its history, oldest first; before it what of it had to stay behind. */
export function* entryOf({ element, folders, deleted }: FoundEntry, context: Context): Generator<Item> {
  const written = stringOf(element, 'Title') ?? '';
  const current = versionOf(element, context);
  const title = titleFor(context.references.resolve(written)?.text ?? written, current.fields);
  const place = [...folders, title].join('/');
  const history = child(element, 'History')?.children.filter(({ name }) => name === 'Entry') ?? [];
  const expires = expiryOf(element);
  const tags = tagsOf(element);
  const older = history
    .map((one) => ({ ...versionOf(one, context), ...otherThen(one, tags, expires) }))
    .sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  for (const missing of current.missing) yield { kind: 'failed', problem: { place, ...missing } };
  const versions = newest([...older, current]);
  for (const name of titlesOf(history, written))
    yield { kind: 'note', problem: { place, reason: 'older-title', name } };
  for (const note of notesOf(element, older, current, versions.length))
    yield { kind: 'note', problem: { place, ...note } };
  const created = createdAt(element);
  const entry = {
    id: idOf(element),
    folders,
    title,
    place,
    ...(tags.length > 0 && { tags }),
    ...(expires !== undefined && { expires }),
    ...(created !== undefined && versions.every(({ at }) => at !== created) && { created }),
    ...(deleted && { deleted: true as const }),
    versions,
  };
  yield { kind: 'entry', entry };
}

/** What older versions were called, where that is another title. */
function titlesOf(history: readonly Element[], title: string): ReadonlySet<string> {
  const titles = new Set(history.map((one) => stringOf(one, 'Title') ?? ''));
  titles.delete(title);
  titles.delete('');
  return titles;
}

/** What of an entry that arrives is not as it was there. */
function* notesOf(
  element: Element,
  older: readonly ReadVersion[],
  current: ReadVersion,
  kept: number,
): Generator<NoteOf> {
  if (kept <= older.length) yield { reason: 'history-too-large' };
  const told = new Set(current.missing.map(({ name }) => name));
  const lost = new Set(older.flatMap(({ missing }) => missing.map(({ name }) => name)));
  for (const name of lost) if (!told.has(name)) yield { reason: 'attachment-of-older-version', name };
  yield* current.notes;
  const { losses, icon } = lossesOf(element);
  // As KeePassXC keeps the parts of one.
  if (current.fields.some(({ name }) => name.startsWith('KPEX_PASSKEY_'))) losses.push('passkey');
  const left = leftOut(losses, icon);
  if (left !== undefined) yield left;
}

/** As many of the newest versions as one entry may bring along, the current one always. */
function newest(versions: readonly ReadVersion[]): ParsedVersion[] {
  const kept: ParsedVersion[] = [];
  let size = 0;
  for (const { missing: _, notes: __, ...version } of versions.toReversed()) {
    const { fields } = version;
    size += fields.reduce((sum, { value }) => sum + value.length, 0);
    if (kept.length > 0 && size > importLimits.entry) break;
    kept.unshift(version);
  }
  return kept;
}

/** What an older version had otherwise than the entry has it today. */
function otherThen(
  element: Element,
  tags: readonly string[],
  expires: number | undefined,
): Pick<ParsedVersion, 'tags' | 'expires'> {
  const [then, end] = [tagsOf(element), expiryOf(element)];
  const isSame = then.length === tags.length && then.every((tag, n) => tag === tags[n]);
  return { ...(!isSame && { tags: then }), ...(end !== expires && { expires: end ?? null }) };
}

function tagsOf(element: Element): string[] {
  const text = child(element, 'Tags')?.text ?? '';
  return text
    .split(/[;,]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}
