import { failureOf } from '../../../shared/failure.ts';
import { Draft } from '../draft.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { Members, parseJson } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { loginFields } from './onepassword.ts';
import { isOwn, partOf, shown, textOf, typeOf } from './onepassword-sections.ts';

/** Stands on a line of its own behind every item. */
export const onePifMark = '***5642bee8-a5ff-11dc-8314-0800200c9a66***';

/** 1Password's older 1PIF: an item a line. */
export function readOnePif({ bytes, encoding }: Source): Reading {
  const lines = decodeText(bytes, encoding).split(/\r?\n/);
  const parsed = lines
    .map((text, i) => ({ line: i + 1, item: itemOf(text) }))
    .filter(({ item }) => item !== undefined);
  const folders = new Map(parsed.flatMap(({ item }) => folderOf(item)));
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const { line, item } of parsed) {
      done += 1;
      if (item === 'bad') yield { kind: 'failed', problem: { place: '', line, reason: 'no-json' } };
      else if (item instanceof Members && !isFolder(item)) yield* entryOf(item, folders).items();
    }
  };
  if (!parsed.some(({ item }) => item instanceof Members)) refuse('malformed');
  return { items: items(), total: parsed.length, done: () => done };
}

function itemOf(line: string): Members | 'bad' | undefined {
  if (line.trim() === '' || line.startsWith('***')) return undefined;
  try {
    const value = parseJson(line);
    return value instanceof Members ? value : 'bad';
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return 'bad';
  }
}

function isFolder(item: Members): boolean {
  return textOf(item.peek('typeName') ?? '').startsWith('system.folder');
}

function folderOf(item: Members | 'bad' | undefined): [string, { name: string; parent: string }][] {
  if (!(item instanceof Members) || !isFolder(item)) return [];
  return [[item.text('uuid'), { name: item.text('title'), parent: item.text('folderUuid') }]];
}

function entryOf(item: Members, folders: ReadonlyMap<string, { name: string; parent: string }>): Draft {
  const [open, content] = [item.inner('openContents'), item.inner('secureContents')];
  const draft = new Draft(item.text('uuid'), wayOf(folders, item.text('folderUuid')), item.text('title'));
  draft.tags.push(...open.texts('tags'));
  if (Number(open.text('faveIndex') || item.text('faveIndex')) > 0) draft.about.favourite = true;
  if (item.isTrue('trashed')) draft.about.deleted = true;
  const created = timeOf(item.text('createdAt'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('updatedAt'));
  loginFields(content.list('fields'), draft);
  draft.add('username', draft.has('username') ? '' : content.text('username'));
  draft.add('password', content.text('password'), 'secret');
  draft.urls(
    [...content.list('URLs').map((one) => one.drop('label').text('url')), item.text('location')].filter(
      (url) => url !== '',
    ),
  );
  for (const section of content.list('sections')) sectionOf(section, draft);
  draft.add('notes', content.text('notesPlain'), 'note');
  draft.before(
    content
      .list('passwordHistory')
      .map((old) => ({ value: old.text('value'), until: timeOf(old.text('time')) })),
  );
  // Cards and identities have each value a second time, beside their sections.
  for (const { name, value } of content.takeRest())
    if (!draft.hasValue(value)) draft.keep(name, value, typeOf('', name));
  item.drop('securityLevel', 'contentsHash', 'locationKey', 'typeName', 'secureContents');
  item.drop('keyID', 'txTimestamp');
  open.drop('scope', 'usernameHash', 'contentsHash', 'securityLevel', 'passwordStrength', 'autosubmit');
  return draft.rest(item);
}

function wayOf(
  folders: ReadonlyMap<string, { name: string; parent: string }>,
  id: string,
  deep = 0,
): string[] {
  const folder = folders.get(id);
  return folder === undefined || deep > 100 ? [] : [...wayOf(folders, folder.parent, deep + 1), folder.name];
}

function sectionOf(section: Members, draft: Draft): void {
  section.drop('name');
  const title = section.text('title');
  for (const field of section.list('fields')) {
    const [kind, id] = [field.text('k'), field.text('n')];
    const before = isOwn(id) && title !== '' ? `${title}: ` : '';
    const name = `${before}${field.text('t') || id}`;
    const value = field.take('v');
    if (value instanceof Members) {
      for (const { name: part, value: text } of value.takeRest()) draft.add(`${name}: ${part}`, text);
    } else if (id.startsWith('TOTP_')) draft.code(textOf(value ?? ''), draft.has('otp') ? name : 'otp');
    else if (!isOwn(id)) draft.part(partOf(id, name), shown(kind, textOf(value ?? '')), typeOf(kind, id));
    else draft.add(name, shown(kind, textOf(value ?? '')), typeOf(kind, id));
    field.drop('inputTraits', 'a');
  }
}
