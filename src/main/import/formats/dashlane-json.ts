import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { Members, parseObject } from '../json-tree.ts';
import { wordsOf } from '../labels.ts';
import { memberOf } from '../member-of.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { readingOf } from './codes.ts';

interface Placed {
  readonly kind: string;
  readonly item: Members;
}

/** The JSON export that Dashlane's programs for computers had: a list for each kind of thing. */
export function readDashlaneJson({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  const all = root.names().flatMap((kind): Placed[] => root.list(kind).map((item) => ({ kind, item })));
  // What is no list of things is one of its own.
  const rest = new Members(root.entries().filter(([kind]) => root.list(kind).length === 0));
  const others = [...rest.rest()].length > 0 ? [{ kind: 'others', item: rest }] : [];
  return readingOf([...all, ...others], draftOf);
}

const titles = [
  ...['title', 'addressName', 'BankAccountName', 'phoneName', 'name', 'bank', 'emailName', 'fullname'],
  ...['socialSecurityFullname', 'pseudo'],
];
const hidden = /password|number|code|iban|bic|otp|pin|secret|content/i;
const shown = /phone|zip/i;

/** What Dashlane calls a field that has another name here. */
const names: Readonly<Record<string, string>> = {
  owner: 'cardholder',
  cardNumber: 'card-number',
  securityCode: 'security-code',
  CCV: 'security-code',
  firstName: 'first-name',
  lastName: 'last-name',
  birthDate: 'birth-date',
  addressFull: 'address',
  number: 'id-number',
  expireDate: 'expires',
};

function draftOf({ kind, item }: Placed): Draft {
  const isLogin = /^AUTHENTIFIANTS?$/.test(kind);
  // Of a person the title is how a letter begins.
  const salutation = kind === 'IDENTITY' ? item.text('title') : '';
  const wanted = kind === 'IDENTITY' ? [] : titles;
  const title = wanted.find((name) => textOf(item, name) !== '');
  const name = title === undefined ? personOf(item) : item.text(title);
  const login = item.text('login') || (isLogin ? item.text('email') || item.text('secondaryLogin') : '');
  const folder = item.text('category');
  const domain = item.text('domain');
  const label = name || domain.replace(/^[a-z]+:\/\//i, '') || kindOf(kind);
  const draft = new Draft(`${kind} ${label} ${login}`, folder === '' ? [] : [folder], label);
  about(item, draft);
  draft.add('salutation', salutation).add('username', login);
  draft.add('password', item.text('password'), 'secret');
  for (const other of ['secondaryLogin', 'email'])
    if (item.text(other) !== login) draft.add(wordsOf(other), item.text(other));
  draft.urls([domain, item.text('url'), item.text('userSelectedUrl')].map(addressOf));
  for (const one of ['website', 'websiteURL']) draft.add('url', item.text(one), 'url');
  for (const one of ['otpSecret', 'otpUrl']) draft.code(item.text(one), draft.has('otp') ? one : 'otp');
  const [month, year] = [item.text('expireMonth'), item.text('expireYear')];
  draft.add('expires', [month, year].filter((part) => part !== '').join('/'));
  for (const one of ['note', 'content', 'CCNote']) draft.add('notes', item.text(one), 'note');
  if (kind === 'PHONE') draft.add('phone', item.text('number'));
  for (const { name: way, value } of item.takeRest())
    draft.part(
      memberOf(names, way) ?? wordsOf(way),
      value,
      hidden.test(way) && !shown.test(way) ? 'secret' : 'text',
    );
  return draft;
}

/** A text that stays to be taken. */
function textOf(item: Members, name: string): string {
  const value = item.peek(name);
  return typeof value === 'string' ? value : '';
}

function personOf(item: Members): string {
  return ['firstName', 'lastName']
    .map((name) => textOf(item, name))
    .filter((part) => part !== '')
    .join(' ');
}

function about(item: Members, draft: Draft): void {
  if (item.isTrue('isFavorite')) draft.about.favourite = true;
  const created = timeOf(item.text('creationDate') || item.text('creationDatetime'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('modificationDate') || item.text('userModificationDatetime'));
}

function kindOf(kind: string): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

function addressOf(text: string): string {
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}
