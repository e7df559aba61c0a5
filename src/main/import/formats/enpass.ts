import type { FieldType } from '../../../shared/secret.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Reading, Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { knownName } from '../known-names.ts';
import { isUsualUrl } from '../labels.ts';
import { memberOf } from '../member-of.ts';
import { bytesOfBase64, decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { readingOf, withIconTold } from './codes.ts';

interface Folder {
  readonly name: string;
  readonly parent: string;
}

/** Enpass's JSON. An item lies in any number of folders: in the first here, the others are tags. */
export function readEnpass({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  const folders = new Map(
    root
      .list('folders')
      .map((one): [string, Folder] => [
        one.text('uuid'),
        { name: one.text('title'), parent: one.text('parent_uuid') },
      ]),
  );
  const { items, ...reading } = readingOf(root.list('items'), (item) => entryOf(item, folders));
  const ways = [...folders.keys()].map((id) => wayOf(folders, id));
  return { ...reading, items: withEmptyFolders(items, ways) };
}

function wayOf(folders: ReadonlyMap<string, Folder>, id: string, deep = 0): string[] {
  const folder = folders.get(id);
  return folder === undefined || deep > 100 ? [] : [...wayOf(folders, folder.parent, deep + 1), folder.name];
}

function entryOf(item: Members, folders: ReadonlyMap<string, Folder>): Draft {
  const [first = '', ...others] = item.texts('folders');
  const draft = new Draft(item.text('uuid'), wayOf(folders, first), item.text('title'));
  draft.tags.push(...others.map((id) => wayOf(folders, id).join('/')));
  if (item.isTrue('favorite')) draft.about.favourite = true;
  if (item.isTrue('archived')) draft.about.archived = true;
  if (item.isTrue('trashed')) draft.about.deleted = true;
  const created = timeOf(item.text('createdAt'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('updated_at'));
  const fields = item.list('fields').toSorted((a, b) => Number(a.text('order')) - Number(b.text('order')));
  let section = '';
  for (const field of fields) {
    if (field.text('type') === 'section' && !field.isTrue('deleted')) section = field.text('label');
    fieldOf(field, section, draft);
  }
  draft.add('notes', item.text('note'), 'note');
  for (const file of item.list('attachments')) {
    draft.attach(file.text('name'), bytesOfBase64(file.text('data')));
    file.drop('kind', 'uuid', 'updated_at', 'order');
  }
  // The others are Enpass's own, or the site's.
  const hasIcon = item.inner('icon').text('uuid') !== '';
  item.drop('auto_submit', 'category', 'icon', 'subtitle', 'template_type');
  return withIconTold(draft.rest(item), hasIcon);
}

/** Types say the same in every language; labels are what the person reads. */
const standard: Readonly<Record<string, string>> = {
  username: 'username',
  password: 'password',
  url: 'url',
  totp: 'otp',
  email: 'email',
  phone: 'phone',
  ccName: 'cardholder',
  ccNumber: 'card-number',
  ccCvc: 'security-code',
  ccPin: 'pin',
  ccExpiry: 'expires',
};
const hidden = /pin|cvc|password|secret|number|passkey/i;

function fieldOf(field: Members, section: string, draft: Draft): void {
  const [type, label, value] = [field.text('type'), field.text('label'), field.text('value')];
  const isOld = field.isTrue('deleted');
  const own = [section, label || type].filter((part) => part !== '').join(': ');
  // In a section it is whose the section says: a bank's.
  const isOther = type === 'phone' && section !== '';
  const [name, kind] = nameOf(isOther ? '' : type, label, draft) ?? [own, typeOf(type)];
  const isHidden = field.isTrue('sensitive') || hidden.test(type);
  if (isOld) draft.add(`${own} (removed)`, value, 'secret');
  else if (type === 'totp' || name === 'otp') draft.code(value, name);
  else draft.add(name, value, isHidden ? 'secret' : kind);
  const history = field
    .list('history')
    .map((old) => ({ value: old.text('value'), until: timeOf(old.text('updated_at')) }));
  if (name === 'password') draft.before(history);
  else for (const old of history) draft.add(`${own} (before)`, old.value, 'secret');
  for (const old of field.list('history')) old.drop('encrypted');
  field.drop('order', 'uid', 'updated_at', 'value_updated_at', 'hide', 'encrypted', 'history');
}

function typeOf(type: string): FieldType {
  return type === 'url' ? 'url' : type === 'multiline' ? 'note' : 'text';
}

/**
 * The name that a template here has: the first of its kind gets it, or what is labelled so.
 * `undefined`: it has none, or another has it.
 */
function nameOf(type: string, label: string, draft: Draft): readonly [string, FieldType] | undefined {
  const name = memberOf(standard, type);
  if (name !== undefined && (!draft.has(name) || (type === 'url' && isUsualUrl(label))))
    return [name, typeOf(type)];
  const known = name === undefined ? knownName(label) : undefined;
  return known !== undefined && !draft.has(known[0]) ? known : undefined;
}
