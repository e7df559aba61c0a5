import type { Format } from '../entry.ts';
import { bitwardenFields, collectionsOf, splitAddresses } from './bitwarden-csv.ts';
import { buttercup } from './buttercup.ts';
import type { Targets } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { lastPassNote } from './lastpass-notes.ts';
import { nordPassEntries, nordPassFields, nordPassFolders } from './nordpass.ts';
import { protonNote, protonUrls } from './proton-csv.ts';
import { roboFormField, withoutQuote } from './roboform.ts';

const dashlane = {
  account_name: 'title',
  item_name: 'title',
  name: ['name', 'text'],
  account_holder: ['cardholder', 'text'],
  cc_number: ['card-number', 'secret'],
  code: ['security-code', 'secret'],
  expiration_month: ['expiry month', 'text'],
  expiration_year: ['expiry year', 'text'],
  first_name: ['first-name', 'text'],
  last_name: ['last-name', 'text'],
  date_of_birth: ['birth-date', 'text'],
  phone_number: ['phone', 'text'],
  login: 'username',
  number: ['number', 'secret'],
} as const satisfies Targets;

/** KeePassXC calls its bin in the language of whoever made the database. */
const bins: ReadonlySet<string> = new Set([
  ...['Recycle Bin', 'Papierkorb', 'Corbeille', 'Papelera', 'Papelera de reciclaje', 'Cestino', 'Prullenbak'],
  ...['Lixeira', 'Reciclagem', 'Kosz', 'Корзина', 'Кошик', 'Смітник', 'Papirkurv', 'Papperskorgen'],
  ...['Papperskorg', 'Roskakori', 'Koš', 'Kôš', 'Odpadkový koš', 'Lomtár', 'Geri Dönüşüm Kutusu', 'Paperera'],
  ...['Coș de reciclare', 'Κάδος ανακύκλωσης', 'Prügikast', 'Šiukšlinė', 'Tong Sampah', 'سلة المحذوفات'],
  ...['ごみ箱', 'ゴミ箱', '回收站', '資源回收筒', '휴지통'],
]);

const dialects = {
  'bitwarden-csv': {
    needs: ['type', 'name', 'login_uri', 'login_password'],
    columns: { type: ['type', 'text'], collections: ['collections', 'text'], archiveddate: 'archived' },
    foldersOf: collectionsOf,
    splitUrls: splitAddresses,
    other: bitwardenFields,
  },
  'nordpass-csv': {
    needs: ['name', 'url', 'password', 'cardholdername', 'cardnumber'],
    columns: {
      cardholdername: ['cardholder', 'text'],
      cardnumber: ['card-number', 'secret'],
      cvc: ['security-code', 'secret'],
      expirydate: ['expires', 'text'],
      zipcode: ['postal code', 'text'],
      full_name: ['full name', 'text'],
      phone_number: ['phone', 'text'],
      email: ['email', 'text'],
      address1: ['address 1', 'text'],
      address2: ['address 2', 'text'],
      type: ['type', 'text'],
      shared_folder: 'skip',
    },
    separator: '',
    foldersOf: nordPassFolders,
    other: nordPassFields,
    entriesOf: nordPassEntries,
  },
  'lastpass-csv': {
    needs: ['url', 'username', 'password', 'extra', 'name', 'grouping'],
    separator: '\\',
    entities: true,
    splitUrls: (url) => (url === 'http://sn' ? [] : [url]),
    // As older exports call no folder.
    foldersOf: (_, header) => {
      const at = header.findIndex((name) => name.toLowerCase() === 'grouping');
      return (cells) => (cells[at] === '(none)' ? [] : undefined);
    },
    // A folder on its own.
    entriesOf: (_, header) => {
      const at = header.findIndex((name) => name.toLowerCase() === 'url');
      return (cells) => cells[at] !== 'http://group';
    },
    notes: lastPassNote,
  },
  'proton-csv': {
    needs: ['type', 'name', 'url', 'username', 'password', 'note', 'createtime'],
    columns: { type: ['type', 'text'], email: ['email', 'text'] },
    separator: '',
    splitUrls: splitAddresses,
    notes: protonNote,
    other: protonUrls,
  },
  'firefox-csv': {
    needs: ['url', 'username', 'password', 'httprealm', 'formactionorigin', 'guid'],
    columns: {
      httprealm: ['HTTP realm', 'text'],
      formactionorigin: ['form action origin', 'url'],
      guid: 'skip',
      timelastused: 'skip',
    },
  },
  '1password-csv': {
    needs: ['title', 'url', 'username', 'password', 'favorite', 'archived', 'tags'],
    tags: ';',
  },
  'safari-csv': {
    needs: ['title', 'url', 'username', 'password', 'otpauth'],
    lacks: ['favorite', 'archived', 'email'],
  },
  'keepassxc-csv': {
    needs: ['group', 'title', 'username', 'password', 'url', 'notes'],
    lacks: ['email'],
    columns: { icon: 'skip' },
    hasRoot: true,
    finish: (draft, { folders }) => {
      if (bins.has(folders[0] ?? '')) draft.about.deleted = true;
    },
  },
  'keepass-csv': {
    needs: ['account', 'login name', 'password', 'web site', 'comments'],
    backslashes: true,
  },
  'buttercup-csv': buttercup,
  'dashlane-csv': {
    needs: ['username', 'username2', 'username3', 'title', 'password', 'url'],
    columns: { category: 'folder' },
    separator: '',
  },
  'roboform-csv': {
    needs: ['name', 'url', 'login', 'pwd', 'note', 'folder'],
    columns: { matchurl: 'url' },
    hasMore: true,
    cell: withoutQuote,
    other: roboFormField,
  },
  'strongbox-csv': {
    needs: ['title', 'username', 'email', 'url', 'password', 'notes'],
    lacks: ['type'],
    columns: { email: ['email', 'text'] },
  },
  'chrome-csv': {
    needs: ['name', 'url', 'username', 'password'],
    lacks: ['type', 'folder', 'title', 'group'],
  },
  // The tables of a Dashlane archive beside that of logins.
  'dashlane-part': {
    needs: ['type', 'account_name', 'cc_number'],
    columns: { ...dashlane, type: ['type', 'text'] },
    titles: ['name', 'type'],
    joins: ['expiry month', 'expiry year', 'expires'],
  },
  'dashlane-ids': {
    needs: ['type', 'number', 'issue_date', 'place_of_issue'],
    columns: {
      ...dashlane,
      type: ['type', 'text'],
      number: ['id-number', 'secret'],
      expiration_date: ['expires', 'text'],
    },
    titles: ['type'],
  },
  'dashlane-personal': {
    needs: ['type', 'item_name', 'date_of_birth'],
    columns: { ...dashlane, type: ['type', 'text'], title: ['salutation', 'text'] },
    titles: ['last_name', 'type'],
  },
  csv: {
    needs: [],
    // The first folder may be the database.
    finish: (draft, { folders }) => {
      if (folders.slice(0, 2).some((name) => bins.has(name))) draft.about.deleted = true;
    },
  },
} as const satisfies Readonly<Record<string, Dialect>>;

export type CsvFormat = keyof typeof dialects;
export const csvFormats = Object.keys(dialects) as readonly CsvFormat[];

export function dialectOf(format: Format): Dialect {
  return (dialects as Readonly<Record<string, Dialect>>)[format] ?? dialects.csv;
}

/** Whose table it is, by its columns; `undefined`: nobody's that is known. */
export function knownDialect(header: readonly string[]): CsvFormat | undefined {
  const names = new Set(header.map((name) => name.trim().toLowerCase()));
  const all = Object.entries(dialects) as [CsvFormat, Dialect][];
  const found = all.find(
    ([, { needs, lacks = [] }]) =>
      needs.length > 0 && needs.every((name) => names.has(name)) && !lacks.some((name) => names.has(name)),
  );
  return found?.[0];
}
