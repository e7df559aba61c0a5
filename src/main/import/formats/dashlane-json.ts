import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { Members, parseObject } from '../json-tree.ts';
import { decodeText } from '../text.ts';
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

const titles = ['title', 'addressName', 'BankAccountName', 'bank', 'name', 'emailName', 'fullname', 'pseudo'];
const passwords = /password|number|code|iban|bic|otp|pin|secret|content/i;

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
};

function draftOf({ kind, item }: Placed): Draft {
  const title = titles.find((name) => item.peek(name) !== undefined && item.peek(name) !== '');
  const name = title === undefined ? '' : item.text(title);
  const login = item.text('login') || item.text('email') || item.text('secondaryLogin');
  const folder = item.text('category');
  const domain = item.text('domain');
  const shown = name || domain.replace(/^[a-z]+:\/\//i, '') || kindOf(kind);
  const draft = new Draft(`${kind} ${shown} ${login}`, folder === '' ? [] : [folder], shown);
  draft.add('username', login).add('password', item.text('password'), 'secret');
  for (const other of ['secondaryLogin', 'email'])
    if (item.text(other) !== login) draft.add(other, item.text(other));
  draft.urls([domain, item.text('url'), item.text('userSelectedUrl')].map(addressOf));
  for (const one of ['otpSecret', 'otpUrl']) draft.code(item.text(one), draft.has('otp') ? one : 'otp');
  const [month, year] = [item.text('expireMonth'), item.text('expireYear')];
  draft.add('expires', [month, year].filter((part) => part !== '').join('/'));
  for (const one of ['note', 'content']) draft.add('notes', item.text(one), 'note');
  for (const { name: way, value } of item.takeRest())
    draft.part(names[way] ?? way, value, passwords.test(way) ? 'secret' : 'text');
  return draft;
}

function kindOf(kind: string): string {
  return kind.toLowerCase().replaceAll('_', ' ');
}

function addressOf(text: string): string {
  return text === '' || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
}
