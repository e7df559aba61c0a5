import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { aesGcmSeal, secretKey, sha256 } from '../../crypto/primitives.ts';
import { detectFormat } from '../detect.ts';
import type { Source } from '../entry.ts';
import { readers } from '../readers.ts';
import { collect, entriesOf } from '../testing/collect.ts';
import { readAndOtp } from './code-apps.ts';
import { readDashlaneZip } from './dashlane-zip.ts';

// Where each part of an entry comes in: under the name that a template here has for it.
async function entriesIn(content: unknown, more: Partial<Source> = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(Buffer.from(text));
  const format = content instanceof Uint8Array ? '1pux' : detectFormat(bytes, 'x.bin')?.format;
  if (format === undefined) throw new Error('unknown');
  return collect(await readers[format].read({ name: 'x.bin', bytes, ...more })).flatMap((item) => {
    if (item.kind !== 'entry') return [];
    const fields = item.entry.versions.at(-1)?.fields ?? [];
    return [fields.map(({ name, type, value }) => `${name} ${type} ${value}`)];
  });
}

test('Bitwarden: a bank account, a driving licence and a passport', async () => {
  const items = [
    {
      type: 6,
      name: 'giro',
      bankAccount: {
        bankName: 'A bank',
        nameOnAccount: 'A B',
        accountNumber: '12',
        branchNumber: '7',
        pin: '4321',
        swiftCode: 'ABCD',
        iban: 'DE00',
        bankContactPhone: '49',
      },
    },
    {
      type: 7,
      name: 'car',
      driversLicense: { firstName: 'A', lastName: 'B', dateOfBirth: '1990-01-02', licenseNumber: 'D1' },
    },
    {
      type: 8,
      name: 'pass',
      passport: { surname: 'B', givenName: 'A', passportNumber: 'P1', expirationDate: '2030-01-02' },
    },
  ];
  expect(await entriesIn({ encrypted: false, items })).toEqual([
    [
      'bank name text A bank',
      'name on account text A B',
      'account number secret 12',
      'branch number text 7',
      'pin secret 4321',
      'swift code text ABCD',
      'iban secret DE00',
      'bank contact phone text 49',
    ],
    ['first-name text A', 'last-name text B', 'birth-date text 1990-01-02', 'licence number secret D1'],
    ['last-name text B', 'first-name text A', 'passport number secret P1', 'expires text 2030-01-02'],
  ]);
});

test('1Password: a server, a wireless network, an API credential, an SSH key and an address of another', async () => {
  const field = (id: string, kind: string, value: unknown) => ({ id, title: id, value: { [kind]: value } });
  const item = (fields: unknown[], loginFields: unknown[] = []) => ({
    uuid: 'u',
    overview: { title: 'x' },
    details: { loginFields, sections: [{ title: '', fields }] },
  });
  const key = {
    privateKey: 'PRIVATE',
    metadata: { publicKey: 'PUBLIC', fingerprint: 'PRINT', keyType: 'ed25519' },
  };
  const alias = {
    value: { email_address: 'a@b.example', string: '' },
    designation: 'username',
    fieldType: 'E',
  };
  const items = [
    item([field('url', 'string', 'https://s.example'), field('username', 'string', 'root')]),
    item([field('network_name', 'string', 'net'), field('wireless_password', 'concealed', 'pw')]),
    item([field('credential', 'concealed', 'key'), field('hostname', 'string', 'h.example')]),
    item([field('private_key', 'sshKey', key)]),
    item([], [alias]),
  ];
  const accounts = [{ attrs: {}, vaults: [{ attrs: { name: 'v' }, items }] }];
  const file = zipSync({
    'export.attributes': Buffer.from('{"version":3}'),
    'export.data': Buffer.from(JSON.stringify({ accounts })),
  });
  expect(await entriesIn(file)).toEqual([
    ['url url https://s.example', 'username text root'],
    ['network text net', 'password secret pw'],
    ['api-key secret key', 'host text h.example'],
    ['private-key secret PRIVATE', 'public-key note PUBLIC', 'fingerprint text PRINT'],
    ['username text a@b.example'],
  ]);
});

test('1PIF is known whatever member is first', async () => {
  const text =
    '{"keyID":"k","uuid":"u","title":"x","txTimestamp":1,"secureContents":{"password":"pw"}}\n' +
    '***5642bee8-a5ff-11dc-8314-0800200c9a66***\n';
  expect(await entriesIn(text)).toEqual([['password secret pw']]);
});

test('Enpass: a card and an identity, whose numbers are hidden', async () => {
  const fields = [
    { type: 'ccName', label: 'Karteninhaber', value: 'A B' },
    { type: 'ccNumber', label: 'Nummer', value: '4111' },
    { type: 'ccCvc', label: 'Prüfziffer', value: '123' },
    { type: 'ccPin', label: 'PIN', value: '9' },
    { type: 'ccExpiry', label: 'Ablauf', value: '01/30' },
  ];
  const person = [
    { type: 'text', label: 'First name', value: 'A' },
    { type: 'text', label: 'Birth date', value: '1.2.1990' },
    { type: 'phone', label: 'Telefon', value: '49' },
    { type: 'text', label: 'Email', value: 'secret', sensitive: 1 },
  ];
  const items = [
    { uuid: 'a', title: 'card', template_type: 'creditcard.default', fields },
    { uuid: 'b', title: 'me', template_type: 'identity.default', fields: person },
  ];
  expect(await entriesIn({ items })).toEqual([
    [
      'cardholder text A B',
      'card-number secret 4111',
      'security-code secret 123',
      'pin secret 9',
      'expires text 01/30',
    ],
    ['first-name text A', 'birth-date text 1.2.1990', 'phone text 49', 'email secret secret'],
  ]);
});

test('Keeper: its own kinds of fields', async () => {
  const record = (custom_fields: object) => ({ uid: 'u', title: 'x', $type: 'login', custom_fields });
  const records = [
    record({
      $host: { hostName: 'h.example', port: '22' },
      $keyPair: { publicKey: 'PUB', privateKey: 'KEY' },
    }),
    record({
      $paymentCard: { cardNumber: '4111', cardExpirationDate: '06/2030', cardSecurityCode: '347' },
      '$text:cardholderName': 'A B',
      $pinCode: '8426',
    }),
    record({
      $name: { first: 'A', middle: '', last: 'B' },
      $birthDate: 648_597_600_000,
      $phone: { number: '49' },
    }),
    record({
      '$name:insured': { first: 'C' },
      '$text:SSID': 'net',
      $licenseNumber: 'L1',
      'TFC:Keeper': 'JBSWY3DP',
    }),
  ];
  expect(await entriesIn({ shared_folders: [], records })).toEqual([
    ['host text h.example', 'port text 22', 'public-key note PUB', 'private-key secret KEY'],
    [
      'card-number secret 4111',
      'expires text 06/2030',
      'security-code secret 347',
      'cardholder text A B',
      'pin secret 8426',
    ],
    ['first-name text A', 'last-name text B', 'birth-date text 1990-07-22', 'phone text 49'],
    [
      'insured: first text C',
      'network text net',
      'licence-key secret L1',
      'otp otp otpauth://totp/?secret=JBSWY3DP&algorithm=SHA1&digits=6&period=30',
    ],
  ]);
});

test('Proton: the apps that a login is for, and codes under whose they are', async () => {
  const data = {
    metadata: { name: 'shop' },
    type: 'login',
    content: { itemUsername: 'me' },
    platformSpecific: {
      android: { allowedApps: [{ packageName: 'com.example', hashes: ['h'], appName: 'A' }] },
    },
  };
  const vaults = { v: { name: 'Home', display: {}, items: [{ itemId: 'i', data }] } };
  expect(await entriesIn({ version: '1', vaults })).toEqual([
    ['username text me', 'url url androidapp://com.example'],
  ]);
  const uri = 'otpauth://totp/me?secret=JBSWY3DP&issuer=Shop';
  const entries = [{ id: 'i', content: { uri, entry_type: 'Totp', name: 'mine' }, note: null }];
  expect(await entriesIn({ version: 1, entries })).toEqual([
    [
      'username text me',
      'otp otp otpauth://totp/Shop:me?secret=JBSWY3DP&issuer=Shop&algorithm=SHA1&digits=6&period=30',
      'name text mine',
    ],
  ]);
});

test('2FAS: in its first files the type is whose account it is', async () => {
  const service = {
    name: 'Shop',
    type: 'Unknown',
    secret: 'JBSWY3DP',
    serviceTypeID: 'n',
    otp: { account: 'me', label: 'Shop:me', digits: 6, period: 30 },
  };
  expect(await entriesIn({ services: [service], schemaVersion: 1 })).toEqual([
    [
      'username text me',
      'otp otp otpauth://totp/Shop:me?secret=JBSWY3DP&issuer=Shop&algorithm=SHA1&digits=6&period=30',
    ],
  ]);
});

test('andOTP: its first encrypted backups, and newer ones known by their rounds', async () => {
  const text = JSON.stringify([
    {
      secret: 'JBSWY3DP',
      label: 'me',
      issuer: 'Shop',
      digits: 6,
      type: 'TOTP',
      algorithm: 'SHA1',
      period: 30,
    },
  ]);
  const nonce = Buffer.alloc(12, 7);
  const key = secretKey(sha256(Buffer.from('hunter')));
  const bytes = new Uint8Array(
    Buffer.concat([nonce, aesGcmSeal(key, nonce, new Uint8Array(), Buffer.from(text))]),
  );
  const [item] = collect(await readAndOtp({ name: 'x', bytes, password: 'hunter' }));
  expect(item?.kind).toBe('entry');
  await expect(readAndOtp({ name: 'x', bytes, password: 'other' })).rejects.toMatchObject({
    failure: { reason: 'wrong-password' },
  });
  const rounds = (n: number) => {
    const head = new Uint8Array(60);
    new DataView(head.buffer).setUint32(0, n);
    return detectFormat(head, 'x.bin')?.format;
  };
  expect([rounds(139_999), rounds(140_000), rounds(160_000), rounds(160_001)]).toEqual([
    undefined,
    'andotp',
    'andotp',
    undefined,
  ]);
});

test('Vault: a deleted version has no data, and is no secret with a field called data', async () => {
  const metadata = {
    created_time: '2024-01-02T03:04:05Z',
    deletion_time: '2024-02-02T03:04:05Z',
    version: 3,
  };
  expect(await entriesIn({ request_id: 'r', lease_id: '', data: { data: null, metadata } })).toEqual([[]]);
});

test('AWS: a config file is known by its profiles', async () => {
  expect(await entriesIn('[default]\nregion = eu\n\n[profile dev]\nrole_arn = arn:x\n')).toEqual([
    ['region text eu'],
    ['role_arn text arn:x'],
  ]);
});

test('Dashlane: each table of its archive as what it is', () => {
  const files = {
    'credentials.csv':
      'username,username2,username3,title,password,note,url,category,otpUrl\nme,,,shop,pw,,,Home,\n',
    'ids.csv':
      'type,number,name,issue_date,expiration_date,place_of_issue,state\npassport,C01,A B,,2030-02-03,,\n',
    'personalInfo.csv':
      'type,title,first_name,middle_name,last_name,login,date_of_birth,place_of_birth,email,email_type,item_name,phone_number\nname,MR,A,,B,,1990-01-02,,,,,\nnumber,,,,,,,,,,Mobile,49\n',
    'securenotes.csv': 'title,note\ndoor,left\n',
  };
  const bytes = zipSync(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
  );
  const entries = entriesOf(readDashlaneZip({ name: 'x.zip', bytes }));
  expect(
    entries.map(({ title, versions }) => [
      title,
      ...(versions[0]?.fields ?? []).map(({ name, value }) => `${name} ${value}`),
    ]),
  ).toEqual([
    ['shop', 'username me', 'password pw'],
    ['passport', 'type passport', 'id-number C01', 'name A B', 'expires 2030-02-03'],
    ['B', 'type name', 'salutation MR', 'first-name A', 'last-name B', 'birth-date 1990-01-02'],
    ['Mobile', 'type number', 'phone 49'],
    ['door', 'notes left'],
  ]);
});

test('pass and gopass: YAML, a value of several lines, and the older form of gopass', async () => {
  const passStore = [
    { path: 'a', text: 'pw\nlogin: me\nemail: me@x.example\nkey: |\n  one\n  two\nfree text' },
    { path: 'b', text: '---\npassword: pw\nuser: me' },
    { path: 'c', text: 'GOPASS-SECRET-1.0\nPassword: pw\nUsername: me\n\nfree text' },
  ];
  expect(await entriesIn({ passStore })).toEqual([
    [
      'password secret pw',
      'username text me',
      'email text me@x.example',
      'key secret one\ntwo',
      'notes note free text',
    ],
    ['password secret pw', 'username text me'],
    ['password secret pw', 'username text me', 'notes note free text'],
  ]);
});

test('PEM: what openssl writes before a block, and parameters of a curve', async () => {
  const block = (kind: string) => `-----BEGIN ${kind}-----\nabcd\n-----END ${kind}-----\n`;
  const bag = 'Bag Attributes\n    friendlyName: mine\nsubject=CN = x\n\nissuer=CN = y\n';
  expect(await entriesIn(bag + block('CERTIFICATE') + block('PRIVATE KEY'))).toEqual([
    [
      `certificate note ${block('CERTIFICATE')}`,
      `private-key secret ${block('PRIVATE KEY')}`,
      `notes note ${bag.trim()}`,
    ],
  ]);
  expect(await entriesIn(block('EC PARAMETERS') + block('EC PRIVATE KEY'))).toEqual([
    [`ec parameters note ${block('EC PARAMETERS')}`, `private-key secret ${block('EC PRIVATE KEY')}`],
  ]);
});

test('PEM: public keys of SSH alone, as PuTTY saves them, and beside a private one', async () => {
  const line = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICR5Id6DQK2IaTdmk1kKZ/Z8o0UMfsoDDiH2ZbUBz4mM';
  expect(await entriesIn(`# work\n${line} ada@work\n${line} ada@work\n`)).toEqual([
    [`public-key note ${line} ada@work`, 'notes note # work'],
  ]);
  const body = line.slice('ssh-ed25519 '.length);
  const head = '---- BEGIN SSH2 PUBLIC KEY ----\r\nComment: "ada \\\r\nat work"\r\nx-mark: y\r\n';
  const saved = `${head}${body.slice(0, 50)}\r\n${body.slice(50)}\r\n---- END SSH2 PUBLIC KEY ----\r\n`;
  expect(await entriesIn(saved)).toEqual([[`public-key note ${line} ada at work`, 'notes note x-mark: y']]);
  const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nabcd\n-----END OPENSSH PRIVATE KEY-----\n';
  expect(await entriesIn(`${key}\n${line}\n`)).toEqual([
    [`private-key secret ${key}`, `public-key note ${line}`],
  ]);
});
