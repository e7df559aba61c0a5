import { zipSync } from 'fflate';
import { puttyKeys, puttyPassphrase } from '../../crypto/testing/putty-keys.ts';
import { codeOf, drawn } from '../../recovery/code.ts';
import { pngOf } from '../../recovery/read/testing/files.ts';
import type { Format } from '../entry.ts';
import {
  aegisLocked,
  andOtpLocked,
  bitwardenLocked,
  filePassword,
  protonCodesLocked,
  stratumLocked,
  twoFasLocked,
} from './locks.ts';

/**
 * An export with invented contents in the shape that its program documents. Every text in it of the
 * form `m-…-m` has to arrive.
 */
export interface Sample {
  readonly format: Format;
  readonly about: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly password?: string;
  /** Where `bytes` are no text: what stands in them. */
  readonly text: string;
}

let counted = 0;
/** A text that has to arrive. */
const m = (kind = 'x') => `m-${kind}-${++counted}-m`;
const totp = () =>
  `otpauth://totp/m-iss-${++counted}-m:m-acc-${++counted}-m?secret=JBSWY3DPEHPK3PXP&digits=6`;
const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const sample = (format: Format, about: string, content: unknown, name = 'export.txt'): Sample => {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { format, about, name, bytes: utf8(text), text };
};
const locked = (
  format: Format,
  about: string,
  clear: string,
  bytes: Uint8Array | string,
  name = 'x.bin',
): Sample => ({
  format,
  about,
  name,
  text: clear,
  bytes: typeof bytes === 'string' ? utf8(bytes) : new Uint8Array(bytes),
  password: filePassword,
});
const zipped = (format: Format, about: string, files: Record<string, unknown>): Sample => {
  const texts = Object.entries(files).map(
    ([path, content]) => [path, typeof content === 'string' ? content : JSON.stringify(content)] as const,
  );
  const bytes = zipSync(Object.fromEntries(texts.map(([path, text]) => [path, utf8(text)])));
  return { format, about, name: 'export.zip', bytes, text: texts.map(([, text]) => text).join('\n') };
};

/** A picture of a square code. */
export const pictured = (text: string) => new Uint8Array(pngOf(drawn(codeOf(text), 4)));
const codePicture = (): Sample => {
  const text = totp();
  return { format: 'otpauth-pictures', about: 'a picture', name: 'code.png', bytes: pictured(text), text };
};
const codePictures = (): Sample => {
  const texts = [totp(), totp()];
  const bytes = zipSync({
    'codes/1.png': pictured(texts[0] ?? ''),
    'codes/2.PNG': pictured(texts[1] ?? ''),
    '__MACOSX/codes/._1.png': utf8('x'),
  });
  const [format, about, name] = ['otpauth-pictures', 'a ZIP of pictures', 'codes.zip'] as const;
  return { format, about, name, bytes, text: texts.join('\n') };
};

const puttyKey = (wanted: string, password?: string): Sample => {
  const [about = '', text = ''] = puttyKeys.find(([name]) => name === wanted) ?? [];
  return {
    ...{
      format: 'ppk',
      about,
      name: 'id.ppk',
      bytes: utf8(text),
      text: /m-comment-\d+-m/.exec(text)?.[0] ?? '',
    },
    ...(password !== undefined && { password }),
  };
};

const bitwardenItem = (more: object) => ({
  id: 'i1',
  organizationId: null,
  folderId: 'f1',
  collectionIds: null,
  type: 1,
  reprompt: 1,
  name: m('title'),
  notes: m('note'),
  favorite: true,
  creationDate: '2020-01-02T03:04:05.000Z',
  revisionDate: '2023-01-02T03:04:05.000Z',
  deletedDate: null,
  fields: [
    { name: m('own'), value: m('value'), type: 0, linkedId: null },
    { name: m('own'), value: m('value'), type: 1, linkedId: null },
    { name: m('flag'), value: 'true', type: 2, linkedId: null },
    { name: m('link'), value: null, type: 3, linkedId: 100 },
  ],
  passwordHistory: [{ lastUsedDate: '2021-05-06T07:08:09.000Z', password: m('old') }],
  ...more,
});
const bitwarden = {
  encrypted: false,
  folders: [{ id: 'f1', name: `${m('folder')}/${m('sub')}` }],
  items: [
    bitwardenItem({
      login: {
        uris: [
          { match: null, uri: `https://${m('host')}/` },
          { match: 3, uri: `https://${m('host')}/` },
        ],
        username: m('user'),
        password: m('pass'),
        totp: 'JBSWY3DPEHPK3PXP',
        fido2Credentials: [
          { credentialId: m('passkey'), keyValue: m('passkey'), rpId: m('rp'), counter: '0' },
        ],
      },
    }),
    bitwardenItem({ id: 'i2', type: 2, secureNote: { type: 0 }, deletedDate: '2023-01-01T00:00:00.000Z' }),
    bitwardenItem({
      id: 'i3',
      type: 3,
      card: {
        cardholderName: m('holder'),
        brand: m('brand'),
        number: m('number'),
        expMonth: m('month'),
        expYear: m('year'),
        code: m('code'),
      },
    }),
    bitwardenItem({
      id: 'i4',
      type: 4,
      identity: Object.fromEntries(
        'title firstName middleName lastName address1 address2 address3 city state postalCode country company email phone ssn username passportNumber licenseNumber'
          .split(' ')
          .map((name) => [name, m(name)]),
      ),
    }),
    bitwardenItem({
      id: 'i5',
      type: 5,
      sshKey: { privateKey: m('key'), publicKey: m('public'), keyFingerprint: m('print') },
      unknownKind: { deep: [{ inside: m('unknown') }] },
    }),
  ],
};
const organisation = {
  encrypted: false,
  collections: [
    { id: 'c1', organizationId: 'o', name: m('collection'), externalId: null },
    { id: 'c2', organizationId: 'o', name: m('collection'), externalId: null },
  ],
  items: [
    bitwardenItem({
      organizationId: 'o',
      folderId: null,
      collectionIds: ['c1', 'c2'],
      login: { username: m('user'), password: '', uris: [], totp: null },
    }),
  ],
};

const field = (id: string, title: string, value: object) => ({
  id,
  title,
  value,
  indexAtSource: 0,
  guarded: false,
  multiline: false,
  dontGenerate: false,
  inputTraits: { keyboard: 'default' },
});
const onepux = {
  accounts: [
    {
      attrs: { accountName: 'one', name: 'n', email: 'e', uuid: 'u', domain: 'd' },
      vaults: [
        {
          attrs: { uuid: 'v', desc: '', avatar: '', name: m('vault'), type: 'U' },
          items: [
            {
              uuid: 'a1',
              favIndex: 1,
              createdAt: 1_600_000_000,
              updatedAt: 1_650_000_000,
              state: 'archived',
              categoryUuid: '001',
              details: {
                loginFields: [
                  { value: m('pass'), id: '', name: 'password', fieldType: 'P', designation: 'password' },
                  { value: m('user'), id: '', name: 'username', fieldType: 'T', designation: 'username' },
                  { value: m('third'), id: '', name: m('form'), fieldType: 'T' },
                ],
                notesPlain: m('note'),
                sections: [
                  {
                    title: m('section'),
                    name: 'add more',
                    fields: [
                      field('TOTP_a', 'one-time password', { totp: totp() }),
                      field('aaaaaaaaaaaaaaaaaaaaaaaaaa', m('own'), { concealed: m('value') }),
                      field('baaaaaaaaaaaaaaaaaaaaaaaaa', m('own'), {
                        email: { email_address: m('mail'), provider: null },
                      }),
                      field('caaaaaaaaaaaaaaaaaaaaaaaaa', m('own'), { date: 1_451_649_660 }),
                      field('daaaaaaaaaaaaaaaaaaaaaaaaa', m('own'), {
                        file: { fileName: m('file'), documentId: 'doc', decryptedSize: 3 },
                      }),
                      field('eaaaaaaaaaaaaaaaaaaaaaaaaa', m('own'), {
                        sshKey: {
                          privateKey: m('key'),
                          metadata: { publicKey: m('public'), fingerprint: m('print'), keyType: {} },
                        },
                      }),
                      field('address', 'address', {
                        address: {
                          street: m('street'),
                          city: m('city'),
                          zip: m('zip'),
                          country: 'us',
                          state: '',
                        },
                      }),
                    ],
                  },
                ],
                passwordHistory: [{ value: m('old'), time: 1_610_000_000 }],
                newThing: { more: m('unknown') },
              },
              overview: {
                title: m('title'),
                subtitle: '',
                icons: null,
                url: 'https://m-url-0-m/',
                urls: [
                  { label: 'website', url: 'https://m-url-0-m/' },
                  { label: 'x', url: `https://${m('host')}/` },
                ],
                tags: [m('tag'), m('tag')],
                ps: 1,
                pbe: 0,
                pgrng: false,
                watchtowerExclusions: null,
              },
            },
            {
              uuid: 'a2',
              state: 'trashed',
              categoryUuid: '005',
              details: { password: m('pass'), sections: [], loginFields: [] },
              overview: { title: m('title') },
            },
          ],
        },
      ],
    },
  ],
};
const attributes = { version: 3, description: '1Password Unencrypted Export', createdAt: 1_600_000_000 };

const onepif = [
  { uuid: 'f', typeName: 'system.folder.Regular', title: m('folder') },
  {
    uuid: 'p1',
    updatedAt: 1_650_000_000,
    createdAt: 1_600_000_000,
    folderUuid: 'f',
    title: m('title'),
    location: `https://${m('host')}/`,
    typeName: 'webforms.WebForm',
    openContents: { tags: [m('tag')], faveIndex: 1 },
    secureContents: {
      fields: [
        { value: m('user'), id: '', name: 'username', type: 'T', designation: 'username' },
        { value: m('pass'), id: '', name: 'password', type: 'P', designation: 'password' },
      ],
      passwordHistory: [{ value: m('old'), time: 1_610_000_000 }],
      notesPlain: m('note'),
      sections: [
        {
          title: '',
          name: 'add more',
          fields: [
            { k: 'concealed', n: 'TOTP_1', v: totp(), t: 'one-time password' },
            { k: 'string', n: 'o77agfr74kydyjpbakv5ad65ne', v: m('value'), t: m('own') },
          ],
        },
      ],
      URLs: [{ label: 'website', url: `https://${m('host')}/` }],
    },
  },
  {
    uuid: 'p2',
    trashed: true,
    title: m('title'),
    typeName: 'wallet.financial.CreditCard',
    secureContents: {
      cvv: '123',
      ccnum: 'm-ccnum-0-m',
      odd: m('odd'),
      sections: [
        {
          title: '',
          name: '',
          fields: [
            { k: 'string', n: 'ccnum', v: 'm-ccnum-0-m', t: 'number' },
            { k: 'address', n: 'address', v: { street: m('street'), zip: m('zip') }, t: 'address' },
          ],
        },
      ],
    },
  },
]
  .map((item) => `${JSON.stringify(item)}\n***5642bee8-a5ff-11dc-8314-0800200c9a66***\n`)
  .join('');

const extra = (type: string, data: object) => ({ fieldName: m('own'), type, data });
const protonItem = (type: string, content: object, more: object = {}) => ({
  itemId: m('id'),
  shareId: 's',
  data: {
    metadata: { name: m('title'), note: m('note'), itemUuid: 'x' },
    extraFields: [
      extra('text', { content: m('value') }),
      extra('hidden', { content: m('value') }),
      extra('totp', { totpUri: totp() }),
    ],
    type,
    content,
  },
  state: 1,
  aliasEmail: null,
  contentFormatVersion: 6,
  createTime: 1_689_182_868,
  modifyTime: 1_689_182_900,
  pinned: true,
  ...more,
});
const protonData = {
  version: '1.21.2',
  userId: 'u',
  encrypted: false,
  vaults: {
    v1: {
      name: m('vault'),
      description: '',
      display: { color: 0, icon: 0 },
      folders: [
        { folderId: 'd2', parentFolderId: 'd1', name: m('sub') },
        { folderId: 'd1', parentFolderId: null, name: m('folder') },
      ],
      items: [
        protonItem(
          'login',
          {
            itemEmail: m('mail'),
            itemUsername: m('user'),
            password: m('pass'),
            urls: [`https://${m('host')}/`],
            totpUri: totp(),
            passkeys: [{ keyId: m('passkey') }],
          },
          { folderId: 'd2' },
        ),
        protonItem(
          'creditCard',
          {
            cardholderName: m('holder'),
            cardType: 0,
            number: m('number'),
            verificationNumber: m('code'),
            expirationDate: m('date'),
            pin: m('pin'),
          },
          { state: 2 },
        ),
        protonItem('identity', {
          fullName: m('name'),
          firstName: m('name'),
          socialSecurityNumber: m('ssn'),
          extraPersonalDetails: [extra('text', { content: m('value') })],
          extraSections: [
            { sectionName: m('section'), sectionFields: [extra('hidden', { content: m('value') })] },
          ],
        }),
        protonItem('alias', {}, { aliasEmail: m('alias') }),
        protonItem('note', {}, { files: ['m-file-0-m.txt'] }),
      ],
    },
  },
};

const enpassField = (type: string, label: string, value: string, order: number, more: object = {}) => ({
  type,
  label,
  value,
  order,
  sensitive: type === 'password' ? 1 : 0,
  deleted: 0,
  uid: order,
  updated_at: 1,
  value_updated_at: 1,
  ...more,
});
const enpass = {
  folders: [
    { uuid: 'e1', parent_uuid: '', title: m('folder'), icon: '1', updated_at: 1 },
    { uuid: 'e2', parent_uuid: 'e1', title: m('sub'), icon: '1', updated_at: 1 },
    { uuid: 'e3', parent_uuid: '', title: m('tag'), icon: '1', updated_at: 1 },
  ],
  items: [
    {
      uuid: 'q1',
      title: m('title'),
      note: m('note'),
      category: 'login',
      template_type: 'login.default',
      createdAt: 1_600_000_000,
      updated_at: 1_650_000_000,
      favorite: 1,
      archived: 1,
      trashed: 0,
      auto_submit: 1,
      icon: { type: 1, image: { file: 'x' } },
      folders: ['e2', 'e3'],
      fields: [
        enpassField('url', 'Website', `https://${m('host')}/`, 4),
        enpassField('password', 'Password', m('pass'), 3, {
          history: [{ value: m('old'), updated_at: 1_610_000_000, encrypted: false }],
        }),
        enpassField('username', 'Username', m('user'), 1),
        enpassField('email', 'E-mail', m('mail'), 2, {
          history: [{ value: m('old'), updated_at: 1_610_000_000, encrypted: false }],
        }),
        enpassField('totp', 'One-time code', totp(), 5),
        enpassField('section', 'More', '', 6),
        enpassField('text', m('own'), m('value'), 7),
        enpassField('text', m('own'), m('value'), 8, { deleted: 1 }),
      ],
      attachments: [
        { name: m('file'), kind: 'text/plain', data: Buffer.from('abc').toString('base64'), uuid: 'z' },
      ],
    },
    {
      uuid: 'q2',
      title: m('title'),
      note: m('note'),
      category: 'note',
      template_type: 'note.default',
      trashed: 1,
      favorite: 0,
    },
  ],
};

const keeper = {
  shared_folders: [{ path: 'Team', uid: 's', manage_users: true }],
  records: [
    {
      title: m('title'),
      uid: m('id'),
      login: m('user'),
      password: m('pass'),
      login_url: `https://${m('host')}/`,
      notes: m('note'),
      $type: 'login',
      last_modified: 1_650_000_000,
      custom_fields: {
        $oneTimeCode: totp(),
        '$text:m-label-0-m': m('value'),
        '$host::1': { hostName: m('host'), port: '22' },
        $birthDate: 479_689_200_000,
        $phone: [{ number: m('phone') }, { number: m('phone') }],
        [m('own')]: m('value'),
        $keyPair: { publicKey: m('public'), privateKey: m('key') },
      },
      folders: [
        { folder: `${m('folder')}\\${m('sub')}`, shared_folder: m('shared'), can_edit: true },
        { folder: m('tag') },
      ],
    },
  ],
};

const aegisDb = {
  version: 3,
  entries: [
    {
      type: 'totp',
      uuid: 'u1',
      name: m('acc'),
      issuer: m('iss'),
      note: m('note'),
      favorite: true,
      icon: null,
      groups: ['g'],
      info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA256', digits: 8, period: 60 },
    },
    {
      type: 'hotp',
      uuid: 'u2',
      name: m('acc'),
      issuer: '',
      info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA1', digits: 6, counter: 10 },
    },
    {
      type: 'steam',
      uuid: 'u3',
      name: m('acc'),
      issuer: 'Steam',
      info: { secret: 'JBSWY3DPEHPK3PXP', algo: 'SHA1', digits: 5, period: 30 },
    },
  ],
  groups: [{ uuid: 'g', name: m('tag') }],
};
const aegis = { version: 1, header: { slots: null, params: null }, db: aegisDb };
const twoFasServices = [
  {
    name: m('name'),
    secret: 'JBSWY3DPEHPK3PXP',
    updatedAt: 1_650_000_000_000,
    groupId: 'g',
    order: { position: 0 },
    icon: { selected: 'Label' },
    otp: {
      label: m('acc'),
      account: 'm-acc-0-m',
      issuer: m('iss'),
      digits: 6,
      period: 30,
      algorithm: 'SHA1',
      tokenType: 'TOTP',
      counter: 0,
      source: 'Manual',
    },
  },
];
const twoFas = {
  services: twoFasServices,
  groups: [{ id: 'g', name: m('folder') }],
  schemaVersion: 4,
  appVersionCode: 1,
};
const andOtp = [
  {
    secret: 'JBSWY3DPEHPK3PXP',
    issuer: m('iss'),
    label: m('acc'),
    digits: 6,
    type: 'TOTP',
    algorithm: 'SHA1',
    thumbnail: 'Default',
    last_used: 1,
    used_frequency: 0,
    period: 30,
    tags: [m('tag')],
  },
];
const stratum = {
  Authenticators: [
    {
      Type: 2,
      Icon: 'x',
      Issuer: m('iss'),
      Username: m('acc'),
      Secret: 'JBSWY3DPEHPK3PXP',
      Pin: null,
      Algorithm: 1,
      Digits: 6,
      Period: 30,
      Counter: 0,
      CopyCount: 3,
      Ranking: 0,
    },
  ],
  Categories: [{ Id: 'c', Name: m('tag'), Ranking: 0 }],
  AuthenticatorCategories: [{ CategoryId: 'c', AuthenticatorSecret: 'JBSWY3DPEHPK3PXP', Ranking: 0 }],
};
const protonCodes = {
  version: 1,
  entries: [{ id: 'i', content: { uri: totp(), entry_type: 'Totp', name: m('name') }, note: m('note') }],
};

const csv = (header: string, ...rows: string[][]) =>
  [header, ...rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))].join('\r\n');

const ours = {
  holdfast: 'export',
  version: 1,
  secrets: [
    {
      path: m('path'),
      ...{
        created: 1_000,
        updated: 2_000,
        newest: 2,
        max: 5,
        tags: [m('tag')],
        custom: [['owner', m('note')]],
      },
      versions: [
        { n: 1, created: 1_000, fields: [{ name: 'password', type: 'secret', value: m('old') }] },
        { n: 2, created: 2_000, fields: [{ name: m('name'), type: 'text', value: m('new') }] },
      ],
    },
  ],
};

/** At least one of every format; many have several forms. */
export const samples: readonly Sample[] = [
  sample('holdfast', 'of a vault like this one', ours),
  sample('bitwarden', 'plain', bitwarden),
  sample('bitwarden', 'of an organisation', organisation),
  locked(
    'bitwarden',
    'locked with PBKDF2',
    JSON.stringify(bitwarden),
    bitwardenLocked(JSON.stringify(bitwarden), 'pbkdf2'),
  ),
  locked(
    'bitwarden',
    'locked with Argon2id',
    JSON.stringify(bitwarden),
    bitwardenLocked(JSON.stringify(bitwarden), 'argon2id'),
  ),
  zipped('bitwarden-zip', 'with files', {
    'data.json': bitwarden,
    'attachments/i1/m-file-1-m.txt': 'abc',
    'attachments/i1/m-file-2-m.txt': 'm-file-1-m m-file-2-m',
  }),
  zipped('1pux', 'one account', {
    'export.attributes': attributes,
    'export.data': onepux,
    'files/doc__x': 'abc',
  }),
  sample('1pif', 'with a folder', onepif),
  sample('proton', 'two kinds of folders', {
    ...protonData,
    vaults: { v1: { ...protonData.vaults.v1, items: protonData.vaults.v1.items.slice(0, 4) } },
  }),
  zipped('proton-zip', 'with files', {
    'Proton Pass/data.json': protonData,
    'Proton Pass/files/m-file-0-m.txt': 'abc',
  }),
  zipped('dashlane-zip', 'every table', {
    'credentials.csv': csv('username,username2,username3,title,password,note,url,category,otpUrl', [
      m('user'),
      m('user'),
      m('user'),
      m('title'),
      m('pass'),
      m('note'),
      `https://${m('host')}`,
      m('folder'),
      totp(),
    ]),
    'securenotes.csv': csv('title,note', [m('title'), m('note')]),
    'payments.csv': csv(
      'type,account_name,account_holder,cc_number,code,expiration_month,expiration_year,routing_number,account_number,country,issuing_bank',
      [
        'payment_card',
        m('title'),
        m('holder'),
        m('number'),
        m('code'),
        m('month'),
        m('year'),
        m('routing'),
        m('account'),
        'US',
        m('bank'),
      ],
    ),
    'ids.csv': csv('type,number,name,issue_date,expiration_date,place_of_issue,state', [
      'passport',
      m('number'),
      m('name'),
      m('date'),
      m('date'),
      m('place'),
      m('state'),
    ]),
    'personalInfo.csv': csv(
      'type,title,first_name,middle_name,last_name,login,date_of_birth,place_of_birth,email,email_type,item_name,phone_number,address,country,state,city,zip,address_recipient,address_building,address_apartment,address_floor,address_door_code,job_title,url',
      [
        'name',
        'MR',
        m('first'),
        m('middle'),
        m('last'),
        m('login'),
        m('date'),
        m('place'),
        m('mail'),
        'x',
        m('item'),
        m('phone'),
        m('address'),
        'FR',
        m('state'),
        m('city'),
        m('zip'),
        m('a'),
        m('b'),
        m('c'),
        m('d'),
        m('e'),
        m('job'),
        `https://${m('host')}`,
      ],
    ),
  }),
  sample('enpass', 'every kind of field', enpass),
  sample('keeper', 'own fields', keeper),
  sample('aegis', 'plain', aegis),
  locked('aegis', 'locked', JSON.stringify(aegisDb), aegisLocked(aegisDb)),
  sample('2fas', 'plain', twoFas),
  locked('2fas', 'locked', JSON.stringify(twoFasServices), twoFasLocked(twoFasServices)),
  sample('andotp', 'plain', andOtp),
  locked(
    'andotp',
    'locked',
    JSON.stringify(andOtp),
    andOtpLocked(JSON.stringify(andOtp)),
    'otp_accounts.json.aes',
  ),
  sample('stratum', 'plain', stratum),
  locked('stratum', 'locked', JSON.stringify(stratum), stratumLocked(JSON.stringify(stratum), false)),
  locked(
    'stratum',
    'locked in the older way',
    JSON.stringify(stratum),
    stratumLocked(JSON.stringify(stratum), true),
  ),
  sample('freeotp', 'signed bytes', {
    tokenOrder: ['a'],
    tokens: [
      {
        algo: 'SHA1',
        counter: 0,
        digits: 6,
        issuerExt: m('iss'),
        label: m('acc'),
        period: 30,
        secret: [-1, 2, 3, 127, -128],
        type: 'TOTP',
      },
    ],
  }),
  sample('proton-codes', 'plain', protonCodes),
  locked(
    'proton-codes',
    'locked',
    JSON.stringify(protonCodes),
    protonCodesLocked(JSON.stringify(protonCodes)),
  ),
  sample('lastpass-codes', 'in a folder', {
    deviceId: 'd',
    accounts: [
      {
        accountID: 'a',
        issuerName: m('iss'),
        userName: m('acc'),
        secret: 'JBSWY3DPEHPK3PXP',
        timeStep: 30,
        digits: 6,
        algorithm: 'SHA1',
        isFavorite: true,
        folderData: { folderId: 2, position: 0 },
      },
    ],
    folders: [{ id: 2, name: m('folder') }],
  }),
  sample(
    'otpauth',
    'a list',
    `# codes\n${totp()}\n\notpauth://hotp/${m('acc')}?secret=JBSWY3DPEHPK3PXP&counter=3\n${totp()}&codeDisplay=${encodeURIComponent(JSON.stringify({ pinned: true, trashed: true, tags: [m('tag')], note: m('note') }))}\n`,
  ),
  sample(
    'bitwarden-csv',
    'a person’s',
    csv(
      'folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp',
      [
        `${m('folder')}/${m('sub')}`,
        '1',
        'login',
        m('title'),
        m('note'),
        `${m('own')}: ${m('value')}\n${m('more')}\n${m('own')}: `,
        '1',
        `https://${m('host')},https://${m('host')}`,
        m('user'),
        m('pass'),
        totp(),
      ],
    ),
  ),
  sample(
    '1password-csv',
    'with tags',
    csv('Title,Url,Username,Password,OTPAuth,Favorite,Archived,Tags,Notes', [
      m('title'),
      `https://${m('host')}`,
      m('user'),
      m('pass'),
      totp(),
      'true',
      'true',
      `${m('tag')};${m('tag')}`,
      m('note'),
    ]),
  ),
  sample(
    'chrome-csv',
    'with notes',
    csv('name,url,username,password,note', [
      m('title'),
      `https://${m('host')}`,
      m('user'),
      m('pass'),
      m('note'),
    ]),
  ),
  sample(
    'firefox-csv',
    'every column',
    csv(
      '"url","username","password","httpRealm","formActionOrigin","guid","timeCreated","timeLastUsed","timePasswordChanged"',
      [
        `https://${m('host')}`,
        m('user'),
        m('pass'),
        m('realm'),
        `https://${m('form')}`,
        '{g}',
        '1600000000000',
        '1600000000001',
        '1650000000000',
      ],
    ),
  ),
  sample(
    'safari-csv',
    'every column',
    csv('Title,URL,Username,Password,Notes,OTPAuth', [
      m('title'),
      `https://${m('host')}`,
      m('user'),
      m('pass'),
      m('note'),
      totp(),
    ]),
  ),
  sample(
    'lastpass-csv',
    'a login, a folder and a card',
    csv(
      'url,username,password,totp,extra,name,grouping,fav',
      [
        `https://${m('host')}`,
        m('user'),
        m('pass'),
        totp(),
        m('note'),
        m('title'),
        `${m('folder')}\\${m('sub')}`,
        '1',
      ],
      ['http://group', '', '', '', '', '', 'Empty', '0'],
      [
        'http://sn',
        '',
        '',
        '',
        `NoteType:Credit Card\nLanguage:en-US\nName on Card:${m('holder')}\nType:Visa\nNumber:${m('number')}\nSecurity Code:${m('code')}\nStart Date:,\nExpiration Date:May,${m('year')}\nNotes:${m('note')}\n${m('note')}`,
        m('title'),
        '',
        '0',
      ],
    ),
  ),
  sample(
    'keepassxc-csv',
    'every column',
    csv('"Group","Title","Username","Password","URL","Notes","TOTP","Icon","Last Modified","Created"', [
      `Root/${m('folder')}`,
      m('title'),
      m('user'),
      m('pass'),
      `https://${m('host')}`,
      m('note'),
      totp(),
      '0',
      '2023-01-02T03:04:05Z',
      '2020-01-02T03:04:05Z',
    ]),
  ),
  sample(
    'keepass-csv',
    'KeePass 1',
    csv('"Account","Login Name","Password","Web Site","Comments"', [
      m('title'),
      m('user'),
      m('pass'),
      `https://${m('host')}`,
      m('note'),
    ]),
  ),
  sample(
    'proton-csv',
    'a login and a card',
    csv(
      'type,name,url,email,username,password,note,totp,createTime,modifyTime,vault',
      [
        'login',
        m('title'),
        `https://${m('host')}, https://${m('host')}`,
        m('mail'),
        m('user'),
        m('pass'),
        m('note'),
        totp(),
        '1600000000',
        '1650000000',
        m('vault'),
      ],
      [
        'creditCard',
        m('title'),
        '',
        '',
        '',
        '',
        JSON.stringify({
          cardholderName: m('holder'),
          number: m('number'),
          verificationNumber: m('code'),
          note: m('note'),
        }),
        '',
        '1600000000',
        '1650000000',
        m('vault'),
      ],
    ),
  ),
  sample(
    'dashlane-csv',
    'logins',
    csv('username,username2,username3,title,password,note,url,category,otpSecret', [
      m('user'),
      m('user'),
      m('user'),
      m('title'),
      m('pass'),
      m('note'),
      `https://${m('host')}`,
      m('folder'),
      'JBSWY3DPEHPK3PXP',
    ]),
  ),
  sample(
    'dashlane-part',
    'payments',
    csv('type,account_name,account_holder,cc_number,code,expiration_month,expiration_year', [
      'payment_card',
      m('title'),
      m('holder'),
      m('number'),
      m('code'),
      m('month'),
      m('year'),
    ]),
  ),
  sample(
    'dashlane-ids',
    'papers',
    csv('type,number,name,issue_date,expiration_date,place_of_issue,state', [
      'passport',
      m('number'),
      m('name'),
      m('date'),
      m('date'),
      m('place'),
      m('state'),
    ]),
  ),
  sample(
    'dashlane-personal',
    'a name',
    csv('type,title,first_name,login,date_of_birth,item_name', [
      'name',
      'MR',
      m('first'),
      m('login'),
      m('date'),
      m('item'),
    ]),
  ),
  sample(
    'enpass-csv',
    'pairs',
    `"${m('title')}","Username","${m('user')}","*Password","${m('pass')}","Website","https://${m('host')}","TOTP","JBSWY3DPEHPK3PXP","${m('own')}","${m('value')}","${m('note')}"\n"${m('title')}","${m('note')}"\n`,
  ),
  sample(
    'keeper-csv',
    'pairs',
    `"${m('folder')}\\${m('sub')}","${m('title')}","${m('user')}","${m('pass')}","https://${m('host')}","${m('note')}","${m('shared')}","TFC:Keeper","${totp()}","${m('own')}","${m('value')}"\n`,
  ),
  sample(
    'nordpass-csv',
    'a login and a card',
    csv(
      'name,url,additional_urls,username,password,note,cardholdername,cardnumber,cvc,pin,expirydate,zipcode,folder,full_name,phone_number,email,address1,address2,city,country,state,type,custom_fields',
      [
        m('title'),
        `https://${m('host')}`,
        JSON.stringify([`https://${m('host')}`]),
        m('user'),
        m('pass'),
        m('note'),
        '',
        '',
        '',
        '',
        '',
        '',
        `${m('folder')}/${m('folder')}`,
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        '',
        'password',
        JSON.stringify([{ label: m('own'), type: 'hidden', value: m('value') }]),
      ],
      [
        m('title'),
        '',
        '',
        '',
        '',
        m('note'),
        m('holder'),
        m('number'),
        m('code'),
        m('pin'),
        m('date'),
        m('zip'),
        '',
        m('name'),
        m('phone'),
        m('mail'),
        m('a'),
        m('b'),
        m('city'),
        m('land'),
        m('state'),
        'credit_card',
        '',
      ],
    ),
  ),
  sample(
    'roboform-csv',
    'more cells than columns',
    `${csv('Name,Url,MatchUrl,Login,Pwd,Note,Folder,RfFieldsV2', [m('title'), `https://${m('host')}`, `https://${m('host')}`, `'@${m('user')}`, m('pass'), m('note'), `/${m('folder')}/${m('sub')}`, 'TOTP KEY$,,,txt,JBSWY3DPEHPK3PXP', `${m('own')}$,,,txt,${m('value')}`])}`,
  ),
  sample(
    'strongbox-csv',
    'every column',
    csv('Title,Username,Email,Password,URL,Notes,OTPAuth', [
      m('title'),
      m('user'),
      m('mail'),
      m('pass'),
      `https://${m('host')}`,
      m('note'),
      totp(),
    ]).replace('OTPAuth', 'TOTP'),
  ),
  sample(
    'buttercup-csv',
    'groups in groups',
    csv(
      '!type,!group_id,!group_name,!group_parent,title,username,password,URL,note,id',
      ['group', 'g1', m('folder'), '0', '', '', '', '', '', ''],
      ['group', 'g2', m('sub'), 'g1', '', '', '', '', '', ''],
      ['entry', 'g2', '', '', m('title'), m('user'), m('pass'), `https://${m('host')}`, m('note'), 'e1'],
    ),
  ),
  sample(
    'csv',
    'anybody’s',
    csv('Site name;Login;Password;Odd'.replaceAll(';', ','), [m('title'), m('user'), m('pass'), m('odd')]),
    'mine.csv',
  ),
  sample(
    'vault-kv',
    'version 2',
    {
      request_id: 'r',
      lease_id: '',
      lease_duration: 0,
      renewable: false,
      data: {
        data: { user: m('user'), n: 12_345, deep: { a: m('deep') } },
        metadata: {
          created_time: '2023-01-02T03:04:05.123456Z',
          custom_metadata: { owner: m('meta') },
          deletion_time: '',
          destroyed: false,
          version: 3,
        },
      },
      warnings: null,
    },
    'db.json',
  ),
  sample(
    'vault-kv',
    'version 1',
    {
      request_id: 'r',
      lease_id: '',
      lease_duration: 1,
      renewable: false,
      data: { user: m('user') },
      warnings: null,
    },
    'db.json',
  ),
  sample('vault-mount', 'a mount', {
    vaultMount: [
      { path: `team/${m('title')}`, answers: [JSON.stringify({ data: { user: m('user') } })] },
      {
        path: m('title'),
        answers: [m('old'), m('new')].map((x) =>
          JSON.stringify({ data: { data: { x }, metadata: { created_time: '2023-01-02T03:04:05Z' } } }),
        ),
      },
    ],
  }),
  sample(
    'kubernetes',
    'YAML',
    `apiVersion: v1\nkind: Secret\nmetadata:\n  name: ${m('title')}\n  namespace: ${m('folder')}\n  labels:\n    app: ${m('tag')}\ntype: Opaque\nstringData:\n  user: ${m('user')}\n  port: 0123\n---\napiVersion: v1\nkind: Secret\nmetadata: {name: ${m('title')}}\ndata:\n  pass: ${Buffer.from('hidden').toString('base64')}\n`,
  ),
  sample('kubernetes', 'JSON', {
    apiVersion: 'v1',
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        type: 'Opaque',
        metadata: { name: m('title'), namespace: m('folder') },
        stringData: { a: m('value') },
      },
    ],
  }),
  sample(
    'aws',
    'two profiles',
    `# mine\n[default]\naws_access_key_id = ${m('id')}\naws_secret_access_key=${m('key')}\n\n[${m('title')}]\naws_access_key_id = ${m('id')}\naws_session_token = ${m('token')}==\n`,
  ),
  sample(
    'gcp',
    'an account',
    {
      type: 'service_account',
      project_id: m('project'),
      private_key_id: m('id'),
      private_key: `-----BEGIN PRIVATE KEY-----\n${m('key')}\n-----END PRIVATE KEY-----\n`,
      client_email: m('mail'),
      client_id: '12',
      auth_uri: 'https://x',
      token_uri: 'https://y',
    },
    'key.json',
  ),
  sample(
    'netrc',
    'two machines',
    `machine ${m('host')} login ${m('user')} password ${m('pass')}\nmachine ${m('host')}\n  login ${m('user')}\n  account ${m('account')}\n  password "a ${m('pass')}"\nmacdef init\n  cd ${m('macro')}\n\ndefault login anonymous password ${m('pass')}\n`,
  ),
  sample('docker', 'two registries', {
    auths: {
      'https://m-reg-0-m/v1/': { auth: Buffer.from('user:hidden').toString('base64'), email: m('mail') },
      'm-reg-1-m': { username: m('user'), password: m('pass') },
    },
  }),
  sample(
    'pem',
    'a key and its certificate',
    `-----BEGIN PRIVATE KEY-----\n${m('key')}\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n${m('cert')}\n-----END CERTIFICATE-----\n`,
    'tls.pem',
  ),
  sample(
    'pem',
    'a public key of SSH',
    `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICR5Id6DQK2IaTdmk1kKZ/Z8o0UMfsoDDiH2ZbUBz4mM ${m('comment')}\n`,
    'id_ed25519.pub',
  ),
  puttyKey('ed25519 2 none'),
  puttyKey('rsa 3 pass', puttyPassphrase),
  sample('pass', 'a store', {
    passStore: [
      {
        path: `${m('folder')}/${m('sub')}/${m('title')}`,
        text: `${m('pass')}\nlogin: ${m('user')}\nurl: https://${m('host')}\n${m('own')}: ${m('value')}\n${totp()}\n---\n${m('note')}\n${m('note')}\n`,
      },
      { path: m('title'), text: m('pass') },
      { path: m('title'), text: '' },
    ],
  }),
  sample(
    'age-identity',
    'a key',
    `# created: 2023\n# public key: ${m('public')}\nAGE-SECRET-KEY-1${m('key').toUpperCase()}\n`,
    'key.txt',
  ),
  sample(
    'yaml',
    'documents',
    `# mine\n---\nname: ${m('title')}\nuser: &u ${m('user')}\nagain: *u\nport: 0123\nlist: [${m('one')}, 1e5]\n---\nname: ${m('title')}\ninner:\n  pass: ${m('pass')}\n  note: |\n    ${m('note')}\n    ${m('line')}\n`,
  ),
  sample(
    'jsonl',
    'objects',
    `{"name":"${m('title')}","password":"${m('pass')}"}\n{"name":"${m('title')}","deep":{"key":"${m('value')}"}}\n`,
  ),
  sample(
    'keepass-xml',
    'with history',
    `<?xml version="1.0" encoding="utf-8"?><KeePassFile><Meta></Meta><Root><Group><UUID>AAAAAAAAAAAAAAAAAAAAAQ==</UUID><Name>Root</Name><Group><Name>${m('folder')}</Name><UUID>AAAAAAAAAAAAAAAAAAAAAg==</UUID><Entry><UUID>AAAAAAAAAAAAAAAAAAAAAw==</UUID><String><Key>Title</Key><Value>${m('title')}</Value></String><String><Key>Password</Key><Value ProtectInMemory="True">${m('pass')}</Value></String><String><Key>${m('own')}</Key><Value>${m('value')}</Value></String><History><Entry><UUID>AAAAAAAAAAAAAAAAAAAAAw==</UUID><String><Key>Password</Key><Value>${m('old')}</Value></String></Entry></History></Entry></Group></Group></Root></KeePassFile>`,
  ),
  sample(
    'keepass1-xml',
    'in a group',
    `<?xml version="1.0" encoding="UTF-8"?>\n<pwlist>\n<pwentry><group tree="${m('folder')}">${m('sub')}</group><title>${m('title')}</title><username>${m('user')}</username><url>https://${m('host')}</url><password>${m('pass')}</password><notes>${m('note')}</notes><uuid>u</uuid><image>0</image><creationtime>2020-01-02T03:04:05</creationtime><lastmodtime>2021-01-02T03:04:05</lastmodtime><expiretime expires="false">2999-12-28T23:59:59</expiretime><attachdesc>${m('file')}</attachdesc><attachment>YWJj</attachment></pwentry>\n</pwlist>`,
  ),
  sample(
    'keepassx-xml',
    'groups in groups',
    `<!DOCTYPE KEEPASSX_DATABASE>\n<database>\n <group>\n  <title>${m('folder')}</title>\n  <icon>1</icon>\n  <entry>\n   <title>${m('title')}</title>\n   <username>${m('user')}</username>\n   <password>${m('pass')}</password>\n   <url>https://${m('host')}</url>\n   <comment>${m('note')}<br/>${m('note')} &amp;c</comment>\n   <icon>1</icon>\n   <creation>2012-01-02T03:04:05</creation>\n   <lastaccess>2012-01-02T03:04:05</lastaccess>\n   <lastmod>2013-01-02T03:04:05</lastmod>\n   <expire>Never</expire>\n   <bindesc>${m('file')}</bindesc>\n   <bin>YWJj</bin>\n  </entry>\n  <group>\n   <title>${m('sub')}</title>\n   <icon>1</icon>\n   <entry>\n    <title>${m('title')}</title>\n    <username></username>\n    <password>${m('pass')}</password>\n   </entry>\n  </group>\n </group>\n</database>\n`,
  ),
  sample('dashlane', 'the JSON of its older programs', {
    AUTHENTIFIANT: [
      {
        ...{ domain: m('host'), email: m('mail'), login: m('user'), note: m('note'), password: m('pass') },
        ...{ secondaryLogin: m('user'), title: m('title'), otpSecret: '', unknown: m('value') },
      },
    ],
    SECURENOTE: [{ title: m('title'), content: m('note'), category: m('folder') }],
    PAYMENTMEANS_CREDITCARD: [
      {
        ...{ bank: m('bank'), owner: m('holder'), cardNumber: m('number'), securityCode: m('code') },
        ...{ expireMonth: m('month'), expireYear: m('year'), type: m('type') },
      },
    ],
    IDENTITY: [{ firstName: m('first'), lastName: m('last'), birthDate: m('day'), pseudo: m('name') }],
    ADDRESS: [{ addressName: m('title'), addressFull: m('street'), city: m('city'), zipcode: m('zip') }],
  }),
  sample('dotenv', 'lines', `A=${m('value')}\nexport B="${m('value')}"\n`),
  sample('json', 'one’s own', { prod: { db: { user: m('user'), password: m('pass') } } }),
  codePicture(),
  codePictures(),
  // Made by libsodium: Argon2id of 8 MiB, and a stream of one message.
  locked(
    'otpauth',
    'Ente’s list with a password',
    'otpauth://totp/m-iss-9001-m:m-acc-9002-m?secret=JBSWY3DPEHPK3PXP&issuer=m-iss-9001-m&codeDisplay=%7B%22pinned%22%3Atrue%2C%22trashed%22%3Afalse%2C%22note%22%3A%22m-note-9003-m%22%2C%22tags%22%3A%5B%22m-tag-9004-m%22%5D%7D\notpauth://steam/m-iss-9005-m:m-acc-9006-m?secret=JBSWY3DPEHPK3PXP\n',
    '{"version":1,"kdfParams":{"memLimit":8388608,"opsLimit":2,"salt":"ZW50ZSBzYWx0IDE2IGJ5dA=="},"encryptedData":"e2tVYouZqkQqiSKt3JC3U8DY/Z3QSeNexMHrGMeIzTrMFR+9ofwq1hJkAQJy/cAypHPwdmsmSuaiLef0ZmnBIQCcQYEir64EPcyd9/JE0F939hc7Nmb/u7umnMqrsohJxljtPoe8OTrYjozS8aq8+PECSoDKV+VRPq8cyGyEzVwvvalsjUFeFQ/Tdcf5pXfyhYVvyO6pb0ALbErog7QmOOLXCSiy1N6vroJ9jBOmL3LMuhaKJ8qcV1ZkhXwZJah6RjB9rD0tnqb8ItvMSH8rHxJuium4iviJfo2nKIu0DbYX8eGf1X/SGolR5+jNV66cVK1YFEYzXEuPFicQVywjJdkDmiWRGdPFRIB+0Y3P0Hgq0BtZYgo0OxjK7qTi13a414SxgWSNfmd2af3o4Ivx9D0=","encryptionNonce":"Em9uKhw8J8L1q7MXgdwVDhhoj5KMfCWy"}',
    'ente.txt',
  ),
  // Made by OpenSSL 3: AES-256 and SHA-256, then its old way, RC2, 3DES and SHA-1.
  locked(
    'pkcs12',
    'a key of an elliptic curve',
    'm-alias-9010-m',
    Buffer.from(
      'MIIEeQIBAzCCBC8GCSqGSIb3DQEHAaCCBCAEggQcMIIEGDCCAqIGCSqGSIb3DQEHBqCCApMwggKPAgEAMIICiAYJKoZIhvcNAQcBMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgIayNUkQFvrAICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEIuQmG3vHm5BhLQXt9rN7Z2AggIgGNVXNgomfk90pApRCYqFKl67vGBXEfiLRuiCyvfN1F+Sy4kmdsz7GMsbKcea3HZ8LSWPqDI3qQHPlhPA/PYjOvACJkD6CVA9xxlxxM2HfDcB+427kkt1cw0+AAymp9FFH7ebEh//fSWmuCjIJRZx165OlXpO0jissb0rx3DBW6FD0UPWmLxtWGaJ0CI0jKfpiZ73X6lQlbLZfpo09vx03G88BJEr0cug3fisp7db7ragNZsQ+TcQlH6t4B9DtzANe6m2lXs2WE7FU5iwUZVjRV8sklrWH5rBLnYwR0byp93vEUgplO8+xFG5jdxDaqaYZXWa80hAbtunbP10u4EDYQTIbh/3Y9lbFvAQCZQE+D5zQYBlEnN5DhjZIWQZs31/1Vu0pVBGQc1cNfBWTdeDE1cl7wPSjyETyAQQhreUwwJwKmyDm0eKiKtj/EtSY8slrOQS5/dqzy+9AsDDAxpck67V+OhndBS90Mp9QieqzrJlDJHrNR+R2XKXPnGbZT3c/zt7gilb2v6FNwxh1wIhf/YdGmOrE1ELTp75wg0JL1HE7rkuVe1E22iaR2uMsj4/0+SM/zpqRjIuoWfh1vbNDsNkwDUM22/Sf8gh1CkzO4U+4fHEMleSUC+n5fo9bO1+TlfvyeoQk+2Yi5JJT7XULlxtWo1utV7ega16T06SlyCei80fFSAdCixEIo3drRkAO+9XmCNj7XxMOLttO1gbPjCCAW4GCSqGSIb3DQEHAaCCAV8EggFbMIIBVzCCAVMGCyqGSIb3DQEMCgECoIHvMIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAjDUg8d+I4n+AICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEELQ1Ho+uITzs9qynlQ8KtPAEgZDj3bl1NmUPPzub2G3bdkVTwdzk8FhFL319YBT+6n9hE1TJRr8kOfWCy4kIXtT7Dzs2nxXwwjdflyl6z8TL8ta9XH44373N8OcArJ0EDdoMWA9mO7GJj/nIdbfgIRTchh9RmZgnAmo69zk2zUduB303rMRx0VXErmHXEWWsEIC51n1l4Xhhs1uqzsf+7EFWXMQxUjAjBgkqhkiG9w0BCRUxFgQUQi4vkX9GBo8cDSJpD95qDp/YVDswKwYJKoZIhvcNAQkUMR4eHABtAC0AYQBsAGkAYQBzAC0AOQAwADEAMAAtAG0wQTAxMA0GCWCGSAFlAwQCAQUABCAaPqSPAkfwo2DLLyw7+yALeOfo0x6KQKWppoQqhV4YzAQIUFw+0i6DoiMCAggA',
      'base64',
    ),
    'server.p12',
  ),
  locked(
    'pkcs12',
    'an RSA key in the old ciphers',
    'm-alias-9011-m',
    Buffer.from(
      'MIIGZgIBAzCCBiwGCSqGSIb3DQEHAaCCBh0EggYZMIIGFTCCAucGCSqGSIb3DQEHBqCCAtgwggLUAgEAMIICzQYJKoZIhvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQI20ZKChZ201YCAggAgIICoHgMXoXQIQfU7BVEkRdt5FbpiRP82cDfcb0LpRpF20qxcd3WRNAC8mXMTgq/9Wu/mUT9+WOiTXOxUmGM6IoTHmTa1RPstExX11RFIs933r0+CylGhfFMyJsOU5blnfvz2YO9hjpH+J0uH97Ak2iSKjezz9+uTmc3KEpboUjIga0WnbJN/Yvp9mM+xmb1nYC+8ubeQpLwsPN5068ymPlKsf+Q0jDGr6aVCoufVPaZ12PWe7uacPNvLcAiBsxvSI2gJGqUNIh6F9lTVoRXC33uHNM6/G6oK5IZ8IPk0XA4GSncxos6fk117KpbMLY5Rdaee2WdJVV9bnpKvtiG7UNSh7EtmIj5263dBWgiEJOXLlNmrwelEOo7pXiaTz6BpiDQlhf64I+gTatwtm0R7gxmM3jhMsupcfR8dyH+P14WNMrHRrlVuExb07cUVcpr02mfcnkTKZg27JdAx5wONLszhnKIfC6RTEjbpipllgvbKer+jt4jaT9m14XizeOwhrjX/Ef2JvgftchsfdJ85WLuMfkOH5lAGhUI1TmzafpcBEjw0UfTUGQm6IEEwbdSQr31Wn1ay6FcT9cs5OcyCOPQHM2p6I4wYggL244ZbYPVLT44As2RrhJQhy7S4GcWx/pNXDk3PEullK7frZKbQfKiATX+fxLWFIeTtBG1SQkKuEz0QC/4rLegnauFdTjtQA2Txw4xvrpw3izOTdv0ve5iLa8q0X5Uu0S4U7DOPLd3VxgJbnQIfFnfTNHPs+/a4otvr9DFxUedgla+JPltle3TfXroYZzL9qoZCQBwQOSZXKYO0uddqMMu/8Ww8UA/OwFTPN2Dq03RnXFXK6bEWEeDoY5Mob4SgNcu3y0n7ElIpkgcNcuHdfODMP7vPoFF5vylBTCCAyYGCSqGSIb3DQEHAaCCAxcEggMTMIIDDzCCAwsGCyqGSIb3DQEMCgECoIICpjCCAqIwHAYKKoZIhvcNAQwBAzAOBAhZoooL9jGSwwICCAAEggKAG8gEJ4pYHaNQGqhmsFqxz+8zF7FKQru83THJOM3jqCE0O+MlTXojDbhcDgctPoxZEWjRapruB6+0IU32/VddHohEP/SjidM/rY7ahffPstCSbHQpJAVcMpdA1o3Y3eAf+D7MO0LBb0o9KKlaSC2QFsFEW3bXOJmGHjOINTL5rtjzxHSJlfKGyhwcmhAStiduOL/ZloCQxf3txzYDT0MOzPkr3zIt46wu5p8zhHWVS9IrUyz8Z0kN+/X4SC4a5uys4DuBenoD02B0V59I0syhjM26HHdyWvR/qjfWUplLz17T4iNKRK0xSnclR5GYxcT+hvf2+O2eMYuqZsjt/IljTi5GUlVTb7qGSRBHyVV73aIphz/dNE9esHWl04Mp59QRfOfWFyOMKZA8htQ5AG3DP5ehkhVrLg9gGNMoe4F3rbw5VZxjhYELwvRo32pLIro0yzZp6IaxMiLOvcadDYegxiOelwvduQlORqTA4OYsG5VTmrHuGBjjQqwIoWthu1htRpEljHeik5OCkgn0846ZXryhvX/+9peNPORUFu+ur758s/9qwVyyewsJbrOojazyeJb02n2FUVLiNs1MOJ+YZnSb26V4RzEy5dUl7mnyhBetkCmI9PlYrXZRoVtmsSCWpiGwDYC4TCHKTBrcwFnAjrLGioaDBHW1Q8v1zwaZHl+0ojmRTMHL9sxim0MJZL74JVdjeI178hM7djeTrO18B6+68FEkKl++hvT+gtTGd8l0vqIKcac+5escAWtu5R3XZ32S3gkvkqz1VY0hCYVlcOBPsffBC3CaVgb24K4RQT0wAHtjMTrNO5fmobCCOxB8ZklU7HLMkI4ppm1SFFBa5DFSMCMGCSqGSIb3DQEJFTEWBBQ/8EXPjXBxaYkoJkn2iNVthFblnjArBgkqhkiG9w0BCRQxHh4cAG0ALQBhAGwAaQBhAHMALQA5ADAAMQAxAC0AbTAxMCEwCQYFKw4DAhoFAAQUnw7ZLcVS5wxZAPdrwYQdxgycJQIECF8534P0xn4XAgIIAA==',
      'base64',
    ),
    'server.pfx',
  ),
];
