import { ArchiveFiles } from '../archive-files.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { type Json, Literal, Members, parseObject, textOfJson } from '../json-tree.ts';
import { knownName } from '../known-names.ts';
import { wordsOf } from '../labels.ts';
import { memberOf } from '../member-of.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { isZip, unzip } from '../zip.ts';
import { readingOf } from './codes.ts';

/** What a record may refer to: files, and other records by their titles. */
interface Referred {
  readonly files: ArchiveFiles;
  readonly titles: ReadonlyMap<string, string>;
}

/**
 * Keeper's JSON, or its ZIP with files. A record lies in any number of folders: in the first here,
 * the others are tags.
 */
export function readKeeper({ bytes }: Source): Reading {
  const unpacked = isZip(bytes) ? unzip(bytes) : new Map([[inZip, bytes]]);
  const root = parseObject(decodeText(unpacked.get(inZip) ?? refuse('malformed', { part: 'content' })));
  const records = root.list('records');
  const titles = new Map(records.map((record) => [record.text('uid'), record.text('title')]));
  const files = new ArchiveFiles(unpacked, (path) => path !== inZip);
  const { items, ...reading } = readingOf(records, (record) => entryOf(record, { files, titles }));
  const all = function* (): Generator<Item> {
    yield* items;
    yield* files.left();
  };
  const ways = root.list('shared_folders').map((folder) => keeperPath(folder.text('path')));
  return { ...reading, items: withEmptyFolders(all(), ways) };
}

const inZip = 'export.json';

function entryOf(record: Members, { files, titles }: Referred): Draft {
  const [first = [], ...others] = record.list('folders').map(folderOf);
  const draft = new Draft(record.text('uid'), first, record.text('title'));
  draft.tags.push(...others.map((way) => way.join('/')));
  draft.changed = timeOf(record.text('last_modified'));
  draft.add('username', record.text('login')).add('password', record.text('password'), 'secret');
  draft.add('url', record.text('login_url'), 'url');
  const custom = record.inner('custom_fields');
  for (const [key, value] of custom.entries()) customField(key, value, draft);
  custom.drop(...custom.names());
  draft.add('notes', record.text('notes'), 'note');
  const attached = new Map<string, string>();
  for (const file of record.list('attachments'))
    attached.set(file.text('file_uid'), file.drop('mime').text('name'));
  const references = record.inner('references');
  for (const key of references.names())
    for (const uid of references.texts(key))
      if (!key.startsWith('$fileRef')) draft.add(kindOf(key), titles.get(uid) ?? uid);
      else if (!attached.has(uid)) attached.set(uid, uid);
  for (const [uid, name] of attached) draft.attach(name || uid, files.take(`files/${uid}`));
  record.drop('$type', 'schema', 'uid');
  return draft.rest(record);
}

/** `$cardRef:LABEL` refers to a card. */
function kindOf(key: string): string {
  const [, type = key, label = ''] = /^\$([^:]+?)(?:Ref)?(?::(.*))?$/.exec(key) ?? [];
  return label || type;
}

/** A backslash lies between folders; in a name it is doubled. */
export function keeperPath(text: string): readonly string[] {
  const parts = text.replaceAll('\\\\', '\0').split('\\');
  return parts.map((part) => part.replaceAll('\0', '\\')).filter((part) => part !== '');
}

function folderOf(one: Members): readonly string[] {
  one.drop('can_edit', 'can_share');
  return [...keeperPath(one.text('shared_folder')), ...keeperPath(one.text('folder'))];
}

const hidden =
  /password|secret|hidden|pin|accountnumber|cardnumber|securitycode|privatekey|license|routing|answer|onetimecode|passkey|^note$/i;

/** Kinds that show their values, but for parts whose names are hidden; a kind that is not known is hidden. */
const shownTypes = new RegExp(
  [
    '^(text|multiline|url|login|name|phone|email|address|date|birthDate|expirationDate|host|pamHostname',
    'checkbox|dropdown|wifiEncryption|isSSIDHidden|databaseType|directoryType|bankAccount|paymentCard',
    'keyPair|securityQuestion|schedule|script|company|\\w*Ref)$',
  ].join('|'),
  'i',
);

function isHidden(type: string, part = ''): boolean {
  return type === '' || !shownTypes.test(type) || hidden.test(`${type}${part}`);
}

/** The parts of Keeper's own kinds of fields, by the names that they have here or that a person reads. */
const ownParts: Readonly<Record<string, string>> = {
  'name first': 'first-name',
  'name middle': 'middle name',
  'name last': 'last-name',
  'phone number': 'phone',
  licenseNumber: 'licence-key',
  passportNumber: 'id-number',
  identityNumber: 'id-number',
  dlNumber: 'id-number',
};

/** `$TYPE:LABEL:NUMBER`, or a label alone. */
export function customField(key: string, value: Json, draft: Draft): void {
  const [, type = '', given = ''] = /^\$([^:]+)(?::(.*))?$/.exec(key) ?? [];
  const label = (type === '' ? key : given).replace(/:\d+$/, '').replace(/^\d+$/, '');
  const all = Array.isArray(value) ? (value as readonly Json[]) : [value];
  for (const one of all)
    if (one instanceof Members) parts(one, type, label, draft);
    else if (Array.isArray(one)) draft.add(label || wordsOf(type), textOfJson(one), 'secret');
    else scalar(shown(type, one as string | Literal), type, label, draft);
}

function scalar(text: string, type: string, label: string, draft: Draft): void {
  const name = label || (memberOf(ownParts, type) ?? wordsOf(type));
  if (/^onetimecode$/i.test(type) || /^TFC:Keeper$/.test(name))
    draft.code(text, draft.has('otp') ? name : 'otp');
  else if (type === 'url') draft.add(label || 'url', text, 'url');
  else if (isHidden(type)) hide(memberOf(ownParts, name) ?? name, text, draft);
  else draft.part(memberOf(ownParts, name) ?? name, text, type === 'multiline' ? 'note' : 'text');
}

/** What is hidden there is hidden here, whatever it is called. */
function hide(name: string, text: string, draft: Draft): void {
  draft.add(knownName(name)?.[0] ?? name, text, 'secret');
}

function parts(value: Members, type: string, label: string, draft: Draft): void {
  for (const { name: part, value: text } of value.rest()) {
    const kind = isHidden(type, part) ? 'secret' : 'text';
    const own = memberOf(ownParts, `${type} ${part}`) ?? part;
    const isKnown = label === '' && (own !== part || knownName(part) !== undefined);
    if (isKnown) draft.part(own, text, kind);
    else draft.add(`${label || wordsOf(type)}: ${wordsOf(part)}`, text, kind);
  }
}

const day = 86_400_000;
const quarter = 900_000;

/** Days are milliseconds there, mostly of their midnight where they were written. */
function shown(type: string, value: string | Literal): string {
  const text = value instanceof Literal ? value.text : value;
  if (text === 'null') return '';
  const isDay = value instanceof Literal && /date/i.test(type) && /^-?\d{1,15}$/.test(text);
  const time = Number(text);
  const nearest = time % quarter === 0 ? Math.round(time / day) * day : time;
  return isDay ? new Date(nearest).toISOString().slice(0, 10) : text;
}
