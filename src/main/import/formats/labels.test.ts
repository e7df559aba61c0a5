import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readEnpassCsv, readKeeperCsv } from '../csv/pairs.ts';
import type { Reading } from '../entry.ts';
import { entriesOf } from '../testing/collect.ts';
import { readBitwarden } from './bitwarden.ts';
import { readAws } from './developer.ts';
import { readEnpass } from './enpass.ts';
import { readKeeper } from './keeper.ts';
import { read1pux } from './onepassword.ts';
import { onePifMark, readOnePif } from './onepif.ts';
import { readPass } from './pass.ts';
import { readProton } from './proton.ts';

// What a person called a field stays with it, what a number stands for is said, and no secret shows.
const source = (content: unknown, name = 'x.json') => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { name, bytes: new Uint8Array(Buffer.from(text)) };
};
const fieldsIn = (reading: Reading) =>
  entriesOf(reading).map(({ versions }) =>
    (versions.at(-1)?.fields ?? []).map(({ name, type, value }) => `${name} ${type} ${value}`),
  );
const code = (secret: string) => `otpauth://totp/?secret=${secret}&algorithm=SHA1&digits=6&period=30`;

test('Enpass: a second code is a code, and a second address keeps its name', () => {
  const fields = [
    { type: 'totp', label: 'One-time code', value: 'jbsw y3dp' },
    { type: 'totp', label: 'Backup', value: 'JBSWY3DQ' },
    { type: 'url', label: 'Webseite', value: 'https://a.example' },
    { type: 'url', label: 'Website', value: 'https://b.example' },
    { type: 'url', label: 'Admin', value: 'https://c.example' },
  ];
  expect(fieldsIn(readEnpass(source({ items: [{ uuid: 'u', title: 'x', fields }] })))).toEqual([
    [
      `otp otp ${code('JBSWY3DP')}`,
      `Backup otp ${code('JBSWY3DQ')}`,
      'url url https://a.example',
      'url url https://b.example',
      'Admin url https://c.example',
    ],
  ]);
});

test('Enpass: what stands in a section says of which it is, and what is hidden stays so', () => {
  const fields = [
    { type: 'ccNumber', label: 'Number', value: '4', order: 1 },
    { type: 'section', label: 'IF LOST, CALL', value: '', order: 2 },
    { type: 'phone', label: 'Local number', value: '1', order: 3 },
    { type: 'text', label: 'First name', value: 'A', sensitive: 1, order: 4 },
    { type: 'password', label: 'Login', value: 'p', order: 5 },
    { type: 'password', label: 'Transfers', value: 'q', order: 6, history: [{ value: 'o' }] },
    { type: 'section', label: 'Gone', value: '', order: 7, deleted: 1 },
    { type: 'text', label: 'pin code', value: '9', order: 8, deleted: 1 },
  ];
  expect(fieldsIn(readEnpass(source({ items: [{ uuid: 'u', title: 'x', fields }] })))).toEqual([
    [
      'card-number secret 4',
      'IF LOST, CALL: Local number text 1',
      'first-name secret A',
      'password secret p',
      'IF LOST, CALL: Transfers secret q',
      'IF LOST, CALL: Transfers (before) secret o',
      'IF LOST, CALL: pin code (removed) secret 9',
    ],
  ]);
});

test('Enpass’s table: fields have the names of templates, and a star hides any of them', () => {
  const file = source('"Card","Cardholder","Ada","*E-mail","a@x.example","PIN","1","note"\n', 'x.csv');
  expect(fieldsIn(readEnpassCsv(file))).toEqual([
    ['cardholder text Ada', 'email secret a@x.example', 'pin secret 1', 'notes note note'],
  ]);
});

test('Keeper: an address keeps its name', () => {
  const custom_fields = { '$url::1': 'https://b.example', '$url:Admin:1': 'https://c.example' };
  const record = { uid: 'u', title: 'x', login_url: 'https://a.example', custom_fields };
  expect(fieldsIn(readKeeper(source({ records: [record] })))).toEqual([
    ['url url https://a.example', 'url url https://b.example', 'Admin url https://c.example'],
  ]);
});

test('Keeper: kinds by their words, days where they were written, what is hidden there, and what refers', () => {
  const custom_fields = {
    '$bankAccount::1': { routingNumber: 'R', otherType: 'o' },
    $birthDate: 648_597_600_000,
    '$date:met': 648_604_800_001,
    '$date:never': 0,
    $note: 'n',
    $passkey: { privateKey: { d: 'D' }, credentialId: 'c' },
    $licenseNumber: 'L',
  };
  const references = { $cardRef: ['v'], '$addressRef:home': ['z'] };
  const records = [
    { uid: 'u', title: 'x', custom_fields, references },
    { uid: 'v', title: 'My card' },
  ];
  expect(fieldsIn(readKeeper(source({ records })))[0]).toEqual([
    'bank account: routing number secret R',
    'bank account: other type text o',
    'birth-date text 1990-07-22',
    'met text 1990-07-22',
    'never text 1970-01-01',
    'note secret n',
    'passkey: private key.d secret D',
    'passkey: credential id secret c',
    'licence-key secret L',
    'card text My card',
    'home text z',
  ]);
});

test('Keeper’s table: own fields are of the kinds that their names say', () => {
  const row = '"","T","u","p","","","","$text:label:1","T","$secret::1","S","$url::1","https://a.example"\n';
  expect(fieldsIn(readKeeperCsv(source(row, 'x.csv')))).toEqual([
    ['username text u', 'password secret p', 'label text T', 'secret secret S', 'url url https://a.example'],
  ]);
});

const item1p = (...sections: object[]) => {
  const item = { uuid: 'u', overview: { title: 'x' }, details: { sections } };
  const vault = { attrs: { name: 'v' }, items: [item] };
  const bytes = zipSync({
    'export.attributes': Buffer.from('{"version":3}'),
    'export.data': Buffer.from(JSON.stringify({ accounts: [{ attrs: {}, vaults: [vault] }] })),
  });
  return fieldsIn(read1pux({ name: 'x.1pux', bytes }));
};

test('1Password: the second password of an e-mail account says of which section it is', () => {
  const field = (id: string, title: string, kind: string, value: string) => ({
    ...{ id, title },
    value: { [kind]: value },
  });
  const own = 'abcdefghijklmnopqrstuvwxyz';
  expect(
    item1p(
      { title: '', fields: [field('pop_password', 'password', 'concealed', 'p1')] },
      { title: 'SMTP', fields: [field('smtp_password', 'password', 'concealed', 'p2')] },
      { title: 'Mine', fields: [field(own, '', 'string', 'a')] },
      { title: '', fields: [field(own, '', 'string', 'b')] },
    ),
  ).toEqual([['password secret p1', 'SMTP: password secret p2', 'Mine text a', 'field text b']]);
});

test('1Password: a field of older programs says of which section it is, and what refers to an item names it', () => {
  const own = '0123456789ABCDEF0123456789ABCDEF';
  const field = (title: string, kind: string, value: unknown) => ({
    id: own,
    title,
    value: { [kind]: value },
  });
  const item = { vaultUuid: 'v', itemUuid: 'i' };
  expect(
    item1p({
      title: 'Mine',
      fields: [
        field('password', 'concealed', 'p'),
        field('see', 'reference', 'u'),
        field('gone', 'reference', 'z'),
        field('sso', 'ssoLogin', { provider: 'x', item }),
        field('new', 'newKind', 'n'),
        field('newer', 'newKind', { a: 'n' }),
      ],
    }),
  ).toEqual([
    [
      'Mine: password secret p',
      'Mine: see text x',
      'Mine: gone text z',
      'Mine: sso: provider text x',
      'Mine: sso: item.vaultUuid text v',
      'Mine: sso: item.itemUuid text i',
      'Mine: new secret n',
      'Mine: newer: a secret n',
    ],
  ]);
});

const pif = (...items: object[]) => {
  const lines = items.map((item) => `${JSON.stringify(item)}\n${onePifMark}\n`);
  return fieldsIn(readOnePif(source(lines.join(''), 'x.1pif')));
};

test('1PIF: sections and addresses keep their names, and what stands there twice comes once', () => {
  const field = (n: string, t: string, k: string, v: unknown) => ({ n, t, k, v });
  const own = '0123456789ABCDEF0123456789ABCDEF';
  const login = {
    URLs: [
      { label: 'website', url: 'https://a.example' },
      { label: 'Admin', url: 'https://b.example' },
    ],
    sections: [{ title: 'Mine', fields: [field(own, 'password', 'concealed', 'p')] }],
  };
  const mail = {
    pop_password: 'p1',
    smtp_password: 'p2',
    sections: [
      { title: '', fields: [field('pop_password', 'password', 'concealed', 'p1')] },
      { title: 'SMTP', fields: [field('smtp_password', 'password', 'concealed', 'p2')] },
    ],
  };
  const router = {
    password: 'base',
    wireless_password: 'air',
    sections: [
      { fields: [field('password', 'base station password', 'concealed', 'base')] },
      { fields: [field('wireless_password', 'wireless network password', 'concealed', 'air')] },
    ],
  };
  const card = {
    expiry_mm: 1,
    expiry_yy: 2030,
    sections: [{ fields: [field('expiry', 'ends', 'string', '')] }],
  };
  const all = [login, mail, router, card, { reg_code: 'KEY', x: { y: 'z' } }];
  expect(pif(...all.map((secureContents, i) => ({ uuid: `${i}`, title: 'x', secureContents })))).toEqual([
    ['Admin url https://b.example', 'url url https://a.example', 'Mine: password secret p'],
    ['password secret p1', 'SMTP: password secret p2'],
    ['base station password secret base', 'password secret air'],
    ['expiry_mm text 1', 'expiry_yy text 2030'],
    ['licence-key secret KEY', 'x.y secret z'],
  ]);
});

test('Bitwarden: what a linked field is linked to', async () => {
  const linked = (id: number) => ({ name: `${id}`, value: null, type: 3, linkedId: id });
  const fields = [100, 305, 401, 418, 499].map(linked);
  const reading = await readBitwarden(source({ items: [{ id: 'i', type: 4, name: 'x', fields }] }));
  expect(fieldsIn(reading)).toEqual([
    [
      '100 text linked to username',
      '305 text linked to card-number',
      '401 text linked to middle name',
      '418 text linked to full name',
      '499 text linked to 499',
    ],
  ]);
});

test('Proton Pass: the security of a wireless network by its name, and websites as addresses', () => {
  const item = (type: string, content: object) => ({
    itemId: type,
    data: { type, metadata: { name: type }, content },
  });
  const items = [
    item('wifi', { ssid: 'net', password: 'pw', security: 2 }),
    item('wifi', { ssid: 'open', password: '', security: 0 }),
    item('wifi', { ssid: 'new', password: '', security: 9 }),
    item('identity', { website: 'https://a.example', personalWebsite: 'b.example' }),
  ];
  expect(fieldsIn(readProton(source({ vaults: { v: { name: 'v', items } } })))).toEqual([
    ['password secret pw', 'network text net', 'security text WPA2'],
    ['network text open'],
    ['network text new', 'security text 9'],
    ['website url https://a.example', 'personal website url b.example'],
  ]);
});

test('AWS: settings within a setting say of which they are', () => {
  const text = '[default]\nregion = eu\ns3 =\n  max_queue = 20\ndynamodb =\n\tmax_queue = 7\noutput = json\n';
  expect(fieldsIn(readAws(source(text, 'config')))).toEqual([
    ['region text eu', 's3.max_queue secret 20', 'dynamodb.max_queue secret 7', 'output text json'],
  ]);
});

test('gopass: a file in the store is a file', () => {
  const head = '\nContent-Disposition: attachment; filename="key.bin"\nContent-Transfer-Encoding: Base64\n';
  const passStore = [
    { path: 'a', text: `${head}AAECAw==\n` },
    { path: 'b', text: `${head.trimStart().toLowerCase()}\nAAEC\nAw==` },
    { path: 'c', text: `${head}no base64!` },
  ];
  expect(fieldsIn(readPass(source({ passStore })))).toEqual([
    ['key.bin file AAECAw=='],
    ['key.bin file AAECAw=='],
    [
      'Content-Disposition secret attachment; filename="key.bin"',
      'Content-Transfer-Encoding secret Base64',
      'notes note no base64!',
    ],
  ]);
});

test('a kind of field that a newer program may have is hidden', async () => {
  const fields = [
    { name: 'a', type: 0, value: 'text' },
    { name: 'b', type: 2, value: 'true' },
    { name: 'c', type: 9, value: 'new' },
  ];
  const warden = await readBitwarden(
    source({ items: [{ id: 'i', type: 1, name: 'x', secureNote: {}, fields }] }),
  );
  expect(fieldsIn(warden)).toEqual([['a text text', 'b text true', 'c secret new']]);
  const extraFields = ['text', 'timestamp', 'new'].map((type) => ({
    fieldName: type,
    type,
    data: { content: 'c' },
  }));
  const item = { itemId: 'i', data: { type: 'note', metadata: { name: 'x' }, content: {}, extraFields } };
  expect(fieldsIn(readProton(source({ vaults: { v: { name: 'v', items: [item] } } })))).toEqual([
    ['text text c', 'timestamp text c', 'new secret c'],
  ]);
  const custom_fields = { '$text:a': 't', '$newKind:b': 'n', $newer: { c: 'n' } };
  expect(fieldsIn(readKeeper(source({ records: [{ uid: 'u', title: 'x', custom_fields }] })))).toEqual([
    ['a text t', 'b secret n', 'newer: c secret n'],
  ]);
});
