import { fileOfNone } from '../archive-files.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { Literal, type Members, parseObject } from '../json-tree.ts';
import { wordsOf } from '../labels.ts';
import { memberOf } from '../member-of.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { openBitwarden } from './bitwarden-locked.ts';

/** Files beside the text, by the entry's id. */
export type Files = ReadonlyMap<string, FilesOfEntry>;
type FilesOfEntry = readonly { readonly path: string; readonly name: string; readonly bytes: Uint8Array }[];

/**
 * A JSON export of Bitwarden or Vaultwarden, of a person or of an organisation, locked by a password
 * or not.
 */
export async function readBitwarden(source: Source): Promise<Reading> {
  return readVault(await openBitwarden(parseObject(decodeText(source.bytes)), source), new Map());
}

export function readVault(root: Members, files: Files): Reading {
  const folders = namesOf(root, 'folders');
  const collections = namesOf(root, 'collections');
  const all = root.list('items');
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const item of all) {
      done += 1;
      yield* entryOf(item, folders, collections, files).items();
    }
    const ids = new Set(all.map((item) => item.text('id')));
    for (const [id, some] of files) if (!ids.has(id)) for (const { path } of some) yield fileOfNone(path);
  };
  const ways = [...folders.values(), ...collections.values()].map(wayOf);
  return { items: withEmptyFolders(items(), ways), total: all.length, done: () => done };
}

/** Bitwarden keeps folders in folders by a slash in their names. */
function wayOf(name: string): readonly string[] {
  return name.split('/').filter((part) => part !== '');
}

function namesOf(root: Members, list: string): ReadonlyMap<string, string> {
  return new Map(root.list(list).map((one) => [one.text('id'), one.text('name')]));
}

function entryOf(
  item: Members,
  folders: ReadonlyMap<string, string>,
  collections: ReadonlyMap<string, string>,
  files: Files,
): Draft {
  const id = item.text('id');
  const [collection = '', ...others] = item
    .texts('collectionIds')
    .flatMap((one) => collections.get(one) ?? []);
  const folder = wayOf(folders.get(item.text('folderId')) ?? collection);
  const draft = new Draft(id, folder, item.text('name'));
  if (folders.has(item.text('folderId')) && collection !== '') others.unshift(collection);
  draft.tags.push(...others);
  if (item.isTrue('favorite')) draft.about.favourite = true;
  aboutTimes(item, draft);
  login(item.inner('login'), draft);
  card(item.inner('card'), draft);
  for (const kind of kinds) parts(item.inner(kind), draft);
  draft.add('notes', item.text('notes'), 'note');
  for (const field of item.list('fields')) ownField(field, draft);
  if (item.isTrue('reprompt')) draft.keep('reprompt', 'yes');
  history(item, draft);
  attachments(item, files.get(id) ?? [], draft);
  item.drop('type', 'organizationId', 'collectionIds', 'folderId', 'secureNote', 'object', 'attachments');
  item.drop('edit', 'viewPassword', 'permissions', 'organizationUseTotp', 'key');
  return draft.rest(item);
}

/** Values of hidden fields that changed stand among the passwords, each behind its field's name. */
function history(item: Members, draft: Draft): void {
  const hidden = item
    .list('fields')
    .flatMap((field) => (field.text('type') === '1' ? field.text('name') : []));
  for (const old of item.list('passwordHistory')) {
    const [text, until] = [old.text('password'), timeOf(old.text('lastUsedDate'))];
    const name = hidden.find((one) => one !== '' && text.startsWith(`${one}: `));
    draft.before([{ value: name === undefined ? text : text.slice(name.length + 2), until, name }]);
  }
}

/** A JSON alone names files that only the ZIP has. */
function attachments(item: Members, files: FilesOfEntry, draft: Draft): void {
  for (const { name, bytes } of files) draft.attach(name, bytes);
  for (const one of item.list('attachments')) {
    const name = one.text('fileName');
    if (name !== '' && !files.some((file) => file.name === name)) draft.attach(name, undefined);
  }
}

function aboutTimes(item: Members, draft: Draft): void {
  const created = timeOf(item.text('creationDate'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('revisionDate'));
  if (item.text('deletedDate') !== '') draft.about.deleted = true;
  if (item.text('archivedDate') !== '') draft.about.archived = true;
}

/** How an address is compared, by its number. */
const matches: readonly string[] = ['domain', 'host', 'starts with', 'exact', 'regular expression', 'never'];

function login(login: Members, draft: Draft): void {
  draft.add('username', login.text('username'));
  draft.add('password', login.text('password'), 'secret');
  for (const [i, uri] of login.list('uris').entries()) {
    draft.add('url', uri.text('uri'), 'url');
    const match = uri.text('match');
    if (match !== '') draft.add(`match of address ${i + 1}`, matches[Number(match)] ?? match);
    uri.drop('uriChecksum');
  }
  draft.urls(login.texts('uri'));
  draft.code(login.text('totp'));
  for (const passkey of login.list('fido2Credentials')) draft.passkey(passkey);
  login.drop('passwordRevisionDate', 'autofillOnPageLoad');
}

function card(card: Members, draft: Draft): void {
  draft.add('cardholder', card.text('cardholderName')).add('card-number', card.text('number'), 'secret');
  const [month, year] = [card.text('expMonth'), card.text('expYear')];
  draft.add('expires', month !== '' && year !== '' ? `${month}/${year}` : month || year);
  draft.add('security-code', card.text('code'), 'secret').add('brand', card.text('brand'));
}

/** What else an item may be; the last three came in 2026. */
const kinds = ['identity', 'sshKey', 'bankAccount', 'driversLicense', 'passport'];
const hidden = /^(ssn|pin|iban)$|(?<!branch)number$/i;
/** As the program shows them. */
const labels: Readonly<Record<string, string>> = {
  title: 'salutation',
  licenseNumber: 'licence number',
  licenseClass: 'licence class',
  keyFingerprint: 'fingerprint',
  givenName: 'first-name',
  surname: 'last-name',
  expirationDate: 'expires',
};

function parts(part: Members, draft: Draft): void {
  for (const name of part.names()) {
    const value = part.text(name);
    draft.part(memberOf(labels, name) ?? wordsOf(name), value, hidden.test(name) ? 'secret' : 'text');
  }
}

function ownField(field: Members, draft: Draft): void {
  const value = field.text('value');
  // A text, a yes or no, what is linked; another kind is hidden, or not known.
  const type = ['', '0', '2', '3'].includes(field.text('type')) ? 'text' : 'secret';
  const linked = field.peek('linkedId');
  const isLinked = linked instanceof Literal && value === '';
  draft.keep(
    field.text('name'),
    isLinked ? `linked to ${memberOf(links, linked.text) ?? linked.text}` : value,
    type,
  );
  field.drop('linkedId');
}

const linked = (from: number, names: string) =>
  names.split(', ').map((name, i) => [`${from + i}`, name] as const);
/** What `linkedId` stands for, by the names that the fields have here. */
const links: Readonly<Record<string, string>> = Object.fromEntries([
  ...linked(100, 'username, password'),
  ...linked(300, 'cardholder, expires, expires, security-code, brand, card-number'),
  ...linked(400, 'salutation, middle name, address 1, address 2, address 3, city, state, postal code'),
  ...linked(408, 'country, company, email, phone, ssn, username, passport number, licence number'),
  ...linked(416, 'first-name, last-name, full name'),
]);
