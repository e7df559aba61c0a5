import type { FieldType } from '../../../shared/secret.ts';
import type { ArchiveFiles } from '../archive-files.ts';
import type { Draft } from '../draft.ts';
import { type Json, Literal, Members } from '../json-tree.ts';
import { knownName } from '../known-names.ts';
import { memberOf } from '../member-of.ts';

const hiddenIds =
  /password|pin|cvv|ccnum|secret|private|licen[sc]e|ssn|number$|accountNo|routingNo|iban|reg_code|credential/i;
/** Any other kind is hidden: a newer program may have kinds of secrets that are not known here. */
const shownKinds = new Set([
  ...['date', 'monthYear', 'phone', 'email', 'address', 'menu', 'gender', 'creditCardType', 'cctype'],
  ...['reference', 'ssoLogin'],
]);

/** What an item may refer to: files, and other items by their titles. */
export interface Referred {
  readonly files: ArchiveFiles;
  readonly titles: ReadonlyMap<string, string>;
}

/** The fields of all sections, each by its title; a section that the person made stands before it. */
export function sectionFields(sections: readonly Members[], draft: Draft, to: Referred): void {
  for (const section of sections) {
    section.drop('name');
    const title = section.text('title');
    for (const field of section.list('fields')) sectionField(field, title, draft, to);
    section.drop('hideAddAnotherField');
  }
}

function sectionField(field: Members, section: string, draft: Draft, { files, titles }: Referred): void {
  const id = field.text('id');
  const title = field.text('title') || (isOwn(id) ? '' : id);
  const name = [isOwn(id) ? section : '', title].filter((part) => part !== '').join(': ') || 'field';
  const values = field.inner('value');
  for (const [kind, value] of values.entries()) {
    if (kind === 'file' && value instanceof Members) {
      if (isOwn(id)) draft.keep(name, textOf(value.peek('fileName') ?? ''));
      fileIn(value, draft, files);
    } else if (kind === 'totp') draft.code(textOf(value), draft.has('otp') ? name : 'otp');
    else if (kind === 'reference') draft.add(name, titles.get(textOf(value)) ?? textOf(value));
    else if (value instanceof Members) parts(kind, value, name, draft, isOwn(id));
    else if (isOwn(id) || isSecond(partOf(id, title), section, draft))
      draft.add(`${isOwn(id) ? '' : `${section}: `}${name}`, shown(kind, textOf(value)), typeOf(kind, id));
    else draft.part(partOf(id, title), shown(kind, textOf(value)), typeOf(kind, id));
    if (!(value instanceof Members)) values.drop(kind);
    else values.inner(kind);
  }
  field.drop(
    'guarded',
    'multiline',
    'dontGenerate',
    'indexAtSource',
    'inputTraits',
    'clipboardFilter',
    'placeholder',
  );
}

/** Servers for mail that comes and mail that goes have fields of the same names, each in its section. */
export function isSecond(part: string, section: string, draft: Draft): boolean {
  return section !== '' && draft.has(knownName(part)?.[0] ?? part);
}

/** A field that the person added has an id of random letters, or of random hex in older programs. */
export function isOwn(id: string): boolean {
  return /^([a-z0-9]{26}|[0-9A-F]{32}|TOTP_.*)$/.test(id);
}

/** Ids say the same in every language; titles are what the person reads. */
export function partOf(id: string, title: string): string {
  return memberOf(byId, id) ?? (title === '' ? 'field' : title);
}

const byId: Readonly<Record<string, string>> = {
  cardholder: 'cardholder',
  ccnum: 'card-number',
  cvv: 'security-code',
  expiry: 'expires',
  firstname: 'first-name',
  lastname: 'last-name',
  birthdate: 'birth-date',
  defphone: 'phone',
  network_name: 'network',
  title: 'salutation',
  username: 'username',
  hostname: 'host',
  reg_code: 'licence-key',
  reg_name: 'licensed-to',
  url: 'url',
  wireless_password: 'password',
  credential: 'api-key',
};

function parts(kind: string, value: Members, name: string, draft: Draft, isKept: boolean): void {
  if (kind === 'email') {
    draft.add(name, value.text('email_address'));
    value.drop('provider');
  } else if (kind === 'sshKey') {
    const before = isKept ? `${name}: ` : '';
    draft.add(`${before}private-key`, value.text('privateKey'), 'secret');
    const metadata = value.inner('metadata');
    draft
      .add('public-key', metadata.text('publicKey'), 'note')
      .add('fingerprint', metadata.text('fingerprint'));
    metadata.drop('keyType', 'privateKey');
  } else
    for (const { name: part, value: text } of value.takeRest())
      draft.add(`${name}: ${part}`, text, shownKinds.has(kind) ? 'text' : 'secret');
}

export function fileIn(told: Members, draft: Draft, files: ArchiveFiles): void {
  const [name, id] = [told.text('fileName'), told.text('documentId')];
  told.drop('decryptedSize');
  if (id === '' && name === '') return;
  draft.attach(
    name,
    files.take(`files/${id}__${name}`, (path) => path.startsWith(`files/${id}__`)),
  );
}

/** Days and months as ISO 8601 has them. */
export function shown(kind: string, text: string): string {
  if (kind === 'monthYear' && /^\d{6}$/.test(text)) return `${text.slice(0, 4)}-${text.slice(4)}`;
  if (kind !== 'date' || !/^-?\d+$/.test(text)) return text;
  const day = new Date(Number(text) * 1000);
  return Number.isNaN(day.getTime()) ? text : day.toISOString().slice(0, 10);
}

export function typeOf(kind: string, id: string): FieldType {
  if (/^url$/i.test(kind) || id === 'url') return 'url';
  if (kind === 'string' || kind === '') return hiddenIds.test(id) ? 'secret' : 'text';
  return shownKinds.has(kind) ? 'text' : 'secret';
}

export function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  return value instanceof Literal && value.text !== 'null' ? value.text : '';
}
