import { failureOf } from '../../../shared/failure.ts';
import { ArchiveFiles } from '../archive-files.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { Members, parseJson } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { isZip, unzip } from '../zip.ts';
import { loginFields, urlOf } from './onepassword.ts';
import { isOwn, isSecond, partOf, shown, textOf, typeOf } from './onepassword-sections.ts';

/** Stands on a line of its own behind every item. */
export const onePifMark = '***5642bee8-a5ff-11dc-8314-0800200c9a66***';

/**
 * 1Password's older 1PIF: an item a line. Of its folder as a ZIP the files come, too, each in
 * `attachments/` and a folder that its item's id names.
 */
export function readOnePif({ bytes, encoding }: Source): Reading {
  const { data, files, below } = partsOf(bytes);
  const lines = decodeText(data, encoding).split(/\r?\n/);
  const parsed = lines
    .map((text, i) => ({ line: i + 1, item: itemOf(text) }))
    .filter(({ item }) => item !== undefined);
  const folders = new Map(parsed.flatMap(({ item }) => folderOf(item)));
  const withFiles = (draft: Draft, id: string) => {
    for (const { path, name } of below.get(id.toLowerCase()) ?? []) draft.attach(name, files.take(path));
    return draft;
  };
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const { line, item } of parsed) {
      done += 1;
      if (item === 'bad') yield { kind: 'failed', problem: { place: '', line, reason: 'no-json' } };
      else if (item instanceof Members && !isFolder(item))
        yield* withFiles(entryOf(item, folders), item.text('uuid')).items();
    }
    yield* files.left();
  };
  if (!parsed.some(({ item }) => item instanceof Members)) refuse('malformed');
  const ways = [...folders.keys()].map((id) => wayOf(folders, id));
  return { items: withEmptyFolders(items(), ways), total: parsed.length, done: () => done };
}

/** The data, and where it is a ZIP the files that lie beside it, by the ids of their items. */
function partsOf(bytes: Uint8Array) {
  const all = isZip(bytes) ? unzip(bytes) : new Map([['data.1pif', bytes]]);
  const path = [...all.keys()].find((one) => /(^|[/])data[.]1pif$/.test(one)) ?? '';
  const data = all.get(path) ?? refuse('malformed', { part: 'content' });
  const below = new Map<string, { path: string; name: string }[]>();
  for (const one of all.keys()) {
    const [, id = '', name = ''] = /(?:^|[/])attachments[/]([^/]+)[/](.+)$/.exec(one) ?? [];
    const key = id.toLowerCase();
    if (id !== '') below.set(key, [...(below.get(key) ?? []), { path: one, name }]);
  }
  return { data, files: new ArchiveFiles(all, (one) => one.includes('attachments/')), below };
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
  draft.urls(
    [...content.list('URLs').map((one) => urlOf(one, draft)), item.text('location')].filter(
      (url) => url !== '',
    ),
  );
  const told = new Map(content.list('sections').flatMap((section) => sectionOf(section, draft)));
  draft.add('notes', content.text('notesPlain'), 'note');
  draft.before(
    content
      .list('passwordHistory')
      .map((old) => ({ value: old.text('value'), until: timeOf(old.text('time')) })),
  );
  for (const { name, value } of content.takeRest())
    if (!isToldTwice(name, value, told, draft))
      draft.part(partOf(name, name), value, name.includes('.') ? 'secret' : typeOf('', name));
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

const partsOfOne = /^(address\d|street|city|zip|state|region|country|(.+)_(dd|mm|yy|local))$/;

/** Cards and identities have each value a second time, beside their sections. */
function isToldTwice(name: string, value: string, told: ReadonlyMap<string, string>, draft: Draft): boolean {
  const [, part, whole = ''] = partsOfOne.exec(name) ?? [];
  const isWhole = (told.get(whole) ?? '') !== '';
  return told.get(name) === value || isWhole || (part !== undefined && draft.hasValue(value));
}

/** Adds the fields of a section; their ids and values. */
function sectionOf(section: Members, draft: Draft): [id: string, value: string][] {
  section.drop('name');
  const title = section.text('title');
  return section.list('fields').map((field) => {
    const [kind, id] = [field.text('k'), field.text('n')];
    const label = field.text('t') || id;
    const part = partOf(id, label);
    const isNamed = title !== '' && (isOwn(id) || isSecond(part, title, draft));
    const name = isNamed ? `${title}: ${label}` : label;
    const value = field.take('v') ?? '';
    const text = textOf(value);
    if (value instanceof Members) {
      for (const { name: inner, value: one } of value.takeRest()) draft.add(`${name}: ${inner}`, one);
    } else if (id.startsWith('TOTP_')) draft.code(text, draft.has('otp') ? name : 'otp');
    else if (isNamed || isOwn(id)) draft.add(name, shown(kind, text), typeOf(kind, id));
    else draft.part(part, shown(kind, text), typeOf(kind, id));
    field.drop('inputTraits', 'a');
    return [id, text];
  });
}
