import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { contentIn } from '../content.ts';
import { detectContent } from '../detect.ts';
import type { ParsedVersion } from '../entry.ts';
import { wordsOf } from '../labels.ts';
import { collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { readAegis } from './aegis.ts';
import { readBitwarden } from './bitwarden.ts';
import { readBitwardenZip } from './bitwarden-zip.ts';
import { readFreeOtp, readStratum } from './code-apps.ts';
import { readDashlaneJson } from './dashlane-json.ts';
import { readDashlaneZip } from './dashlane-zip.ts';
import { readEnpass } from './enpass.ts';
import { readKeePassXXml } from './keepassx-xml.ts';
import { readKeeper } from './keeper.ts';
import { read1pux } from './onepassword.ts';
import { readProton, readProtonZip } from './proton.ts';

// What other programs keep beside an entry's fields: it is there, or it is told.
const source = (content: unknown) => ({
  name: 'x.json',
  bytes: new Uint8Array(Buffer.from(JSON.stringify(content))),
});
const told = (reading: Parameters<typeof collect>[0]) =>
  collect(reading).flatMap((item) => ('problem' in item ? [item.problem] : []));

test('Bitwarden: how an address is compared, a passkey, and files that only the ZIP has', async () => {
  const passkey = {
    credentialId: 'c-1',
    keyValue: 'k-1',
    rpId: 'shop.example',
    userName: 'me',
    discoverable: 'true',
  };
  const login = {
    uris: [
      { match: 3, uri: 'https://shop.example' },
      { match: null, uri: 'https://two.example' },
    ],
    fido2Credentials: [passkey],
  };
  const attachments = [{ id: 'f', fileName: 'scan.pdf', size: '9' }];
  const file = source({ encrypted: false, items: [{ id: 'a', type: 1, name: 'shop', login, attachments }] });
  expect(told(await readBitwarden(file))).toEqual([
    { place: 'shop', reason: 'attachment-missing', name: 'scan.pdf' },
    { place: 'shop', reason: 'left-out', losses: ['passkey'] },
  ]);
  const fields = entriesOf(await readBitwarden(file))[0]?.versions[0]?.fields ?? [];
  expect(fields.filter(({ type }) => type === 'url').map(({ value }) => value)).toEqual([
    'https://shop.example',
    'https://two.example',
  ]);
  const values = fields.map(({ name, value }) => `${name}=${value}`);
  expect(values).toContain('match of address 1=exact');
  expect(values).toContain('passkey: key value=k-1');
  for (const value of Object.values(passkey)) expect(fields.map((field) => field.value)).toContain(value);
  expect(values.filter((one) => one.startsWith('match'))).toHaveLength(1);
});

test('Bitwarden: what a hidden field held before is a version of that field, not of the password', async () => {
  const fields = [
    { name: 'pin', value: '3', type: 1 },
    { name: 'shown', value: 's', type: 0 },
  ];
  const passwordHistory = [
    { lastUsedDate: '2023-03-01T00:00:00Z', password: 'pin: 2' },
    { lastUsedDate: '2023-02-01T00:00:00Z', password: 'p1' },
    { lastUsedDate: '2023-01-01T00:00:00Z', password: 'pin: 1' },
    { lastUsedDate: '2022-01-01T00:00:00Z', password: 'shown: p0' },
  ];
  const item = { id: 'a', type: 1, name: 'x', login: { password: 'p2' }, fields, passwordHistory };
  const [entry] = entriesOf(await readBitwarden(source({ encrypted: false, items: [item] })));
  const of = (name: string) => (version: ParsedVersion) =>
    version.fields.find((field) => field.name === name)?.value;
  expect(entry?.versions.map(of('password'))).toEqual(['shown: p0', 'p1', 'p1', 'p2', 'p2']);
  expect(entry?.versions.map(of('pin'))).toEqual(['1', '1', '2', '2', '3']);
  expect(entry?.versions.map(of('shown'))).toEqual(['s', 's', 's', 's', 's']);
});

test('1Password: the names of addresses, and what is written about a vault', () => {
  const item = {
    uuid: 'u',
    state: 'active',
    overview: {
      title: 'shop',
      urls: [
        { label: 'website', url: 'https://one.example', mode: 'default' },
        { label: 'for suppliers', url: 'https://two.example', mode: 'never' },
      ],
    },
    details: {},
  };
  const vault = { attrs: { name: 'Home', desc: 'All of us' }, items: [item] };
  const bytes = zipSync({
    'export.attributes': Buffer.from('{"version":3}'),
    'export.data': Buffer.from(JSON.stringify({ accounts: [{ attrs: {}, vaults: [vault] }] })),
  });
  const read = () => read1pux({ name: 'x.1pux', bytes });
  expect(fieldsOf(entriesOf(read())[0])).toEqual({
    'for suppliers': 'https://two.example',
    url: 'https://one.example',
  });
  expect(told(read())).toEqual([{ place: 'Home', reason: 'left-out', losses: ['notes'] }]);
});

test('Proton Pass: what is written about a vault is told', () => {
  const vaults = { v: { name: 'Home', description: 'All of us', items: [] } };
  expect(told(readProton(source({ version: '1', vaults })))).toEqual([
    { place: 'Home', reason: 'left-out', losses: ['notes'] },
    emptyFolder('Home'),
  ]);
});

const emptyFolder = (place: string) => ({
  ...{ place, isFolder: true, reason: 'left-out', losses: ['empty-folder'] },
});

test('folders in which nothing lies are told, those above what lies somewhere are not', async () => {
  const folders = ['Top', 'Top/In', 'Top/Empty', 'Other'].map((name, i) => ({ id: `${i}`, name }));
  const warden = { encrypted: false, folders, items: [{ id: 'a', type: 1, name: 'x', folderId: '1' }] };
  expect(told(await readBitwarden(source(warden)))).toEqual(['Top/Empty', 'Other'].map(emptyFolder));
  const enpass = {
    folders: [
      { uuid: 'a', title: 'A', parent_uuid: '' },
      { uuid: 'b', title: 'B', parent_uuid: 'a' },
      { uuid: 'c', title: 'C', parent_uuid: '' },
      { uuid: 'd', title: 'D', parent_uuid: 'c' },
    ],
    // The second folder becomes a tag.
    items: [{ uuid: 'u', title: 'x', category: 'login', fields: [], folders: ['b', 'c'] }],
  };
  expect(told(readEnpass(source(enpass)))).toEqual([emptyFolder('C/D')]);
  const keeper = {
    shared_folders: [{ path: 'S\\T' }, { path: 'U' }],
    records: [{ uid: 'u', title: 'x', folders: [{ shared_folder: 'U' }] }],
  };
  expect(told(readKeeper(source(keeper)))).toEqual([emptyFolder('S/T')]);
});

const zipOf = (files: Readonly<Record<string, unknown>>) => {
  const bytesOf = (one: unknown) => Buffer.from(typeof one === 'string' ? one : JSON.stringify(one));
  return {
    name: 'x',
    bytes: zipSync(Object.fromEntries(Object.entries(files).map(([p, f]) => [p, bytesOf(f)]))),
  };
};
const left = (place: string) => ({ place, reason: 'file-of-none' });

test('files of an archive that no entry names are told', async () => {
  const account = { attrs: {}, vaults: [{ attrs: { name: 'v', avatar: 'a.png' }, items: [] }] };
  const onePux = zipOf({
    'export.attributes': { version: 3 },
    'export.data': { accounts: [account] },
    ...{ 'files/x__y.txt': 'y', 'files/a.png': 'p', '__MACOSX/._x': 'm' },
  });
  expect(told(read1pux(onePux))).toEqual([
    { place: 'v', reason: 'left-out', losses: ['own-icon'] },
    left('files/x__y.txt'),
    emptyFolder('v'),
  ]);
  const warden = { 'data.json': { encrypted: false, items: [] }, 'attachments/i/y.txt': 'y' };
  expect(told(await readBitwardenZip(zipOf(warden)))).toEqual([left('attachments/i/y.txt')]);
  const dashlane = { 'credentials.csv': 'username,password,title\nu,p,t\n', 'y.txt': 'y' };
  expect(told(readDashlaneZip(zipOf(dashlane)))).toEqual([left('y.txt')]);
  const proton = { 'Proton Pass/data.json': { vaults: {} }, 'Proton Pass/files/y.txt': 'y' };
  expect(told(readProtonZip(zipOf(proton)))).toEqual([left('Proton Pass/files/y.txt')]);
});

test('Keeper’s ZIP: files of records, one that is missing and one that nobody names', async () => {
  const attachments = [
    { file_uid: 'f1', name: 'a.txt', mime: 'text/plain' },
    { file_uid: 'f2', name: 'b.txt' },
  ];
  const record = {
    uid: 'u',
    title: 'x',
    $type: 'login',
    attachments,
    references: { $fileRef: ['f1', 'f3'] },
  };
  const file = zipOf({ 'export.json': { records: [record] }, 'files/f1': 'abc', 'files/f9': 'z' });
  expect((await detectContent(contentIn(file.bytes), 'x')).format).toBe('keeper');
  const missing = (name: string) => ({ place: 'x', reason: 'attachment-missing', name });
  expect(told(readKeeper(file))).toEqual([missing('b.txt'), missing('f3'), left('files/f9')]);
  expect(fieldsOf(entriesOf(readKeeper(file))[0])).toEqual({ 'a.txt': 'YWJj' });
  expect(told(readKeeper(source({ records: [record] })))).toEqual(['a.txt', 'b.txt', 'f3'].map(missing));
});

test('Keeper: a list in a list comes as it is written', () => {
  const record = { uid: 'u', title: 'x', custom_fields: { '$keyPair:mine': [['a', 1]] } };
  expect(fieldsOf(entriesOf(readKeeper(source({ records: [record] })))[0])).toEqual({ mine: '["a",1]' });
});

test('Aegis: a picture of one’s own is told', async () => {
  const entry = {
    type: 'totp',
    uuid: 'u',
    name: 'me',
    issuer: 'shop',
    icon: 'PHN2Zz4=',
    icon_mime: 'image/svg+xml',
  };
  const info = { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA1', digits: 6, period: 30 };
  const db = { version: 3, entries: [{ ...entry, info }] };
  expect(told(await readAegis(source({ version: 1, header: {}, db })))).toEqual([
    { place: 'shop', reason: 'left-out', losses: ['own-icon'] },
  ]);
});

const ownIcon = [{ place: 'shop', reason: 'left-out', losses: ['own-icon'] }];
test.each([
  ['@0a1b', ownIcon],
  ['shop', []],
  [null, []],
])('Stratum: the picture %j', async (Icon, expected) => {
  const one = {
    Type: 2,
    Issuer: 'shop',
    Username: 'me',
    Secret: 'JBSWY3DPEHPK3PXP',
    Algorithm: 0,
    Digits: 6,
    Period: 30,
  };
  const file = { Authenticators: [{ ...one, Icon }], Categories: [], AuthenticatorCategories: [] };
  expect(told(await readStratum(source(file)))).toEqual(expected);
});

test.each([
  [{ image: 'content://media/1' }, ownIcon],
  [{ imageAlt: 'file:///pictures/shop.png' }, ownIcon],
  [{}, []],
])('FreeOTP+: the picture %j', (picture, expected) => {
  const one = {
    algo: 'SHA1',
    counter: 0,
    digits: 6,
    issuerExt: 'shop',
    label: 'me',
    period: 30,
    secret: [72, 101],
    type: 'TOTP',
  };
  expect(told(readFreeOtp(source({ tokens: [{ ...one, ...picture }], tokenOrder: [] })))).toEqual(expected);
});

test.each([
  [{ fav: '', image: { file: 'web/shop' }, type: 1, uuid: 'b7f5' }, ownIcon],
  [{ fav: 'shop.example', image: { file: 'web/shop' }, type: 2, uuid: '' }, []],
  [undefined, []],
])('Enpass: the picture %j', (icon, expected) => {
  const item = { uuid: 'u', title: 'shop', category: 'login', fields: [], icon };
  expect(told(readEnpass(source({ folders: [], items: [item] })))).toEqual(expected);
});

test('KeePassX 0.4: groups, lines of a note, the times, a file, and what was deleted', () => {
  const entry = (more: string) => `<entry><title>a</title><password>p</password>${more}</entry>`;
  const times = '<creation>2012-01-02T03:04:05</creation><expire>2030-01-02T03:04:05</expire>';
  const xml = `<!DOCTYPE KEEPASSX_DATABASE>\n<database><group><title>Web</title>${entry(
    `<comment>one<br/>two</comment>${times}<bindesc>f.txt</bindesc><bin>YWJj</bin>`,
  )}<group><title>Sub</title>${entry('<own>x</own>')}</group></group><group><title>Backup</title>${entry('')}</group></database>`;
  const [first, second, third] = entriesOf(
    readKeePassXXml({ name: 'x', bytes: new Uint8Array(Buffer.from(xml)) }),
  );
  expect(fieldsOf(first)).toEqual({ password: 'p', notes: 'one\ntwo', 'f.txt': 'YWJj' });
  expect([first?.created, first?.expires]).toEqual([
    Date.UTC(2012, 0, 2, 3, 4, 5),
    Date.UTC(2030, 0, 2, 3, 4, 5),
  ]);
  expect([second?.folders, fieldsOf(second)]).toEqual([['Web', 'Sub'], { password: 'p', own: 'x' }]);
  expect([first?.deleted, third?.deleted]).toEqual([undefined, true]);
});

test('Dashlane’s JSON: what each kind calls its number, its title and its times', () => {
  const file = source({
    AUTHENTIFIANT: [
      {
        title: 'T',
        login: 'u',
        creationDate: '1600000000',
        modificationDate: '1650000000',
        isFavorite: 'true',
      },
    ],
    PHONE: [{ phoneName: 'Mobile', number: '+49 1' }],
    EMAIL: [{ emailName: 'Mail', email: 'e@x.example' }],
    IDENTITY: [{ title: 'MR', firstName: 'Ada', lastName: 'L' }],
    IDCARD: [{ fullname: 'Ada L', number: 'N', expireDate: '2030-01-01' }],
    ADDRESS: [{ addressName: 'Home', zipCode: '80331', digitCode: '47' }],
    BANKSTATEMENT: [{ BankAccountName: 'Giro', BankAccountIBAN: 'DE1' }],
    PAYMENTMEANS_CREDITCARD: [{ bank: 'B', name: 'Card', CCNote: 'n' }],
  });
  const entries = entriesOf(readDashlaneJson(file));
  const [login] = entries;
  expect([login?.created, login?.versions[0]?.at, login?.favourite]).toEqual([1.6e12, 1.65e12, true]);
  const fields = entries.map(({ title, versions }) => [
    title,
    ...(versions[0]?.fields ?? []).map(({ name, type, value }) => `${name} ${type} ${value}`),
  ]);
  expect(fields).toEqual([
    ['T', 'username text u'],
    ['Mobile', 'phone text +49 1'],
    ['Mail', 'email text e@x.example'],
    ['Ada L', 'salutation text MR', 'first-name text Ada', 'last-name text L'],
    ['Ada L', 'id-number secret N', 'expires text 2030-01-01'],
    ['Home', 'zip code text 80331', 'digit code secret 47'],
    ['Giro', 'Bank account IBAN secret DE1'],
    ['Card', 'notes note n', 'bank text B'],
  ]);
});

test.each([
  ['cardholderName', 'cardholder name'],
  ['address2', 'address 2'],
  ['isSSIDHidden', 'is SSID hidden'],
  ['ssn', 'ssn'],
  ['IBAN', 'IBAN'],
])('%s reads as %s', (name, words) => expect(wordsOf(name)).toBe(words));

test('Dashlane’s JSON: logins, notes, cards, and lists and members that nobody knows', () => {
  const file = source({
    AUTHENTIFIANT: [
      {
        title: 'Shop',
        domain: 'shop.example',
        email: 'a@x.example',
        login: '',
        password: 'p',
        otpSecret: 'JBSWY3DPEHPK3PXP',
      },
      { title: '', domain: 'https://two.example', login: 'ada', email: 'b@x.example', password: 'q' },
    ],
    PAYMENTMEANS_CREDITCARD: [
      { bank: 'B', owner: 'Ada', cardNumber: '4', expireMonth: '5', expireYear: '2030' },
    ],
    NEWKIND: [{ name: 'n', secret: 's' }],
    version: 3,
  });
  expect(entriesOf(readDashlaneJson(source({ SECURENOTE: [{ title: 'n', content: 'c' }] })))).toHaveLength(1);
  const entries = entriesOf(readDashlaneJson(file));
  expect(entries.map((entry) => [entry.title, fieldsOf(entry)])).toEqual([
    [
      'Shop',
      {
        ...{ username: 'a@x.example', password: 'p', url: 'https://shop.example' },
        otp: expect.stringContaining('JBSWY3DPEHPK3PXP'),
      },
    ],
    ['two.example', { username: 'ada', password: 'q', email: 'b@x.example', url: 'https://two.example' }],
    ['B', { cardholder: 'Ada', 'card-number': '4', expires: '5/2030' }],
    ['n', { secret: 's' }],
    ['others', { version: '3' }],
  ]);
});
