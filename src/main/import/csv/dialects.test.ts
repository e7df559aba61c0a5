import { expect, test } from 'vitest';
import { detectFormat } from '../detect.ts';
import type { ParsedEntry } from '../entry.ts';
import { readers } from '../readers.ts';
import { collect } from '../testing/collect.ts';

// Shapes of tables that programs write, older and newer ones, each known by what is in it.
async function read(text: string) {
  const bytes = new Uint8Array(Buffer.from(text));
  const format = detectFormat(bytes, 'x.bin')?.format;
  if (format === undefined) throw new Error('unknown');
  const items = collect(await readers[format].read({ name: 'x.bin', bytes }));
  const entries = items.flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));
  return { format, entries, others: items.length - entries.length };
}
const shown = ({ folders, title, tags = [], versions }: ParsedEntry) => ({
  at: [...folders, title].join(' / '),
  ...(tags.length > 0 && { tags }),
  ...Object.fromEntries(versions.at(-1)?.fields.map(({ name, value }) => [name, value]) ?? []),
});
async function entriesIn(text: string) {
  const { format, entries, others } = await read(text);
  return [format, ...entries.map(shown), ...(others > 0 ? [others] : [])];
}

test('KeePass 1.x: a backslash stands before a quote and a backslash', async () => {
  const head = '"Account","Login Name","Password","Web Site","Comments"\r\n';
  expect(await entriesIn(`${head}"one","me","a\\"b\\\\c","","x, y"\r\n"two","me","d","",""\r\n`)).toEqual([
    'keepass-csv',
    { at: 'one', username: 'me', password: 'a"b\\c', notes: 'x, y' },
    { at: 'two', username: 'me', password: 'd' },
  ]);
  // Somebody else wrote it: a backslash there is one.
  expect(await entriesIn(`${head}"one","me","a\\b""c\\\\d","",""\r\n`)).toEqual([
    'keepass-csv',
    { at: 'one', username: 'me', password: 'a\\b"c\\\\d' },
  ]);
});

test('Bitwarden: own fields with any line end, and an entry in several collections', async () => {
  const text =
    'collections,type,name,notes,fields,reprompt,login_uri,login_username,login_password,login_totp\n' +
    '"Team/Shop,All",login,till,,"pin: 12\r\nplace: hall",0,https://till.example,me,pw,\n';
  expect(await entriesIn(text)).toEqual([
    'bitwarden-csv',
    {
      at: 'Team / Shop / till',
      tags: ['All'],
      username: 'me',
      password: 'pw',
      url: 'https://till.example',
      type: 'login',
      pin: '12',
      place: 'hall',
    },
  ]);
});

test('NordPass: folders are no entries, in older tables neither', async () => {
  const head =
    'name,url,username,password,note,cardholdername,cardnumber,cvc,expirydate,zipcode,folder,full_name,phone_number,email,address1,address2,city,country,state\n';
  const text = `${head}Home,,,,,,,,,,,,,,,,,,\nbank,https://bank.example,me,pw,,,,,,,Home,,,,,,,,\nalone,,,,,,,,,,,,,,,,,,\n`;
  expect(await entriesIn(text)).toEqual([
    'nordpass-csv',
    { at: 'Home / bank', username: 'me', password: 'pw', url: 'https://bank.example' },
    { at: 'alone' },
  ]);
});

test('RoboForm: an older table, whose rows have as many form fields as they have', async () => {
  const text =
    'Name,Url,Login,Pwd,Note,Folder,Rf_fields\n' +
    'bank,https://bank.example,me,pw,,/Home/Money,User ID$:txt:me,Password$:pwd:pw,Branch$:txt:12\nempty,,,,,/Home,\n';
  expect(await entriesIn(text)).toEqual([
    'roboform-csv',
    { at: 'Home / Money / bank', username: 'me', password: 'pw', url: 'https://bank.example', Branch: '12' },
    { at: 'Home / empty' },
  ]);
});

test('Keeper: notes of several lines and rows without an address, and a table with a header', async () => {
  const row =
    '"Home","door","","1234","","left\nright",""\n"Home\\Money","bank","me","pw","https://b.example","",""\n';
  const wanted = [
    'keeper-csv',
    { at: 'Home / door', password: '1234', notes: 'left\nright' },
    { at: 'Home / Money / bank', username: 'me', password: 'pw', url: 'https://b.example' },
  ];
  expect(await entriesIn(row)).toEqual(wanted);
  const head = 'Folder,Title,Login,Password,Website Address,Notes,Shared Folder,Custom Fields\n';
  expect(await entriesIn(head + row)).toEqual(wanted);
});

test('Dashlane: the parts of its archive by themselves', async () => {
  const cards =
    'type,account_name,account_holder,name,cc_number,code,expiration_month,expiration_year,routing_number,account_number,country,issuing_bank\n' +
    'credit_card,,A B,Blue card,4111,123,01,2030,,,DE,A bank\nbank,Giro,A B,,,,,,70,12,DE,A bank\n';
  expect(await entriesIn(cards)).toEqual([
    'dashlane-part',
    {
      at: 'Blue card',
      type: 'credit_card',
      cardholder: 'A B',
      name: 'Blue card',
      'card-number': '4111',
      'security-code': '123',
      expires: '01/2030',
      country: 'DE',
      issuing_bank: 'A bank',
    },
    {
      at: 'Giro',
      type: 'bank',
      cardholder: 'A B',
      routing_number: '70',
      account_number: '12',
      country: 'DE',
      issuing_bank: 'A bank',
    },
  ]);
  const ids =
    'type,number,name,issue_date,expiration_date,place_of_issue,state\npassport,C01,A B,2020-02-03,2030-02-03,Ulm,\n';
  expect(await entriesIn(ids)).toEqual([
    'dashlane-ids',
    {
      at: 'passport',
      type: 'passport',
      'id-number': 'C01',
      name: 'A B',
      issue_date: '2020-02-03',
      expires: '2030-02-03',
      place_of_issue: 'Ulm',
    },
  ]);
  expect(await entriesIn('title,note\ndoor,"left\nright"\n')).toEqual([
    'csv',
    { at: 'door', notes: 'left\nright' },
  ]);
});

test('LastPass: a telephone number, a user name and a postal code in its notes', async () => {
  const extra =
    'NoteType:Address\nLanguage:en-US\nTitle:ms\nFirst Name:A\nUsername:ab\nZip / Postal Code:89073\n' +
    'Phone:{""num"":""49731"",""ext"":""2"",""cc3l"":""DEU""}\nMobile Phone:{""num"":""49170"",""ext"":"""",""cc3l"":""DEU""}\nNotes:x';
  const text = `url,username,password,totp,extra,name,grouping,fav\nhttp://sn,,,,"${extra}",me,,0\n`;
  const { entries } = await read(text);
  expect(entries.map(shown)).toEqual([
    {
      at: 'me',
      'note type': 'Address',
      Language: 'en-US',
      salutation: 'ms',
      'first-name': 'A',
      username: 'ab',
      'Zip / Postal Code': '89073',
      phone: '49731 ext. 2',
      'Phone: country': 'DEU',
      'Mobile Phone': '49170',
      'Mobile Phone: country': 'DEU',
      notes: 'x',
    },
  ]);
  const fields = entries[0]?.versions[0]?.fields ?? [];
  expect(fields.find(({ name }) => name.startsWith('Zip'))?.type).toBe('text');
});

test.each([
  ['Titel,URL,Benutzername,Passwort,Notizen,OTPAuth'],
  ['Titre;Adresse web;Nom d’utilisateur;Mot de passe;Remarques;TOTP'],
  ['Título,Sitio web,Nombre de usuario,Contraseña,Notas,otp'],
  ['Tytuł\tStrona\tNazwa użytkownika\tHasło\tNotatki\tTOTP'],
  ['タイトル,URL,ユーザー名,パスワード,メモ,OTPAuth'],
  ['display_name,login_url,user-name,login_password,notes,otp_secret'],
])('columns in other languages and spellings: %s', async (header) => {
  const between = header.match(/[,;\t]/)?.[0] ?? '';
  const row = ['door', 'https://door.example', 'me', 'pw', 'left', 'JBSWY3DPEHPK3PXP'].join(between);
  expect(await entriesIn(`${header}\n${row}\n`)).toEqual([
    'csv',
    {
      at: 'door',
      username: 'me',
      password: 'pw',
      url: 'https://door.example',
      otp: 'otpauth://totp/?secret=JBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
      notes: 'left',
    },
  ]);
});

test('rows that mostly leave out the last column are rows, one among others is told', async () => {
  const head = 'name,url,username,password,note\n';
  const one = 'one,https://one.example,me,1\n';
  const two = 'two,https://two.example,me,2\n';
  expect(await entriesIn(`${head}${one}${two}three,,me,3,x\nfour,4\n`)).toEqual([
    'chrome-csv',
    { at: 'one', url: 'https://one.example', username: 'me', password: '1' },
    { at: 'two', url: 'https://two.example', username: 'me', password: '2' },
    { at: 'three', username: 'me', password: '3', notes: 'x' },
    1,
  ]);
  // As many as the others are not most.
  expect(await entriesIn(`${head}${one}two,,me,2,\n`)).toEqual([
    'chrome-csv',
    { at: 'two', username: 'me', password: '2' },
    1,
  ]);
  expect(await entriesIn(`${head}${one}two,,me,2,\nthree,,me,3,\n`)).toEqual([
    'chrome-csv',
    { at: 'two', username: 'me', password: '2' },
    { at: 'three', username: 'me', password: '3' },
    1,
  ]);
});

test('NordPass: shared folders, and more addresses without brackets', async () => {
  const head =
    'name,url,additional_urls,username,password,note,cardholdername,cardnumber,folder,shared_folder,type\n';
  const rows = [
    'one,https://a.example,"https://b.example,https://c.example",u,p,,,,,Team/x,password',
    'two,,,u,p,,,,Mine,Team,password',
    'Team,,,,,,,,,,shared_folder',
  ];
  expect(await entriesIn(`${head}${rows.join('\n')}\n`)).toEqual([
    'nordpass-csv',
    {
      ...{ at: 'Team/x / one', username: 'u', password: 'p', type: 'password' },
      ...{ url: 'https://c.example' },
    },
    { at: 'Team / Mine / two', username: 'u', password: 'p', type: 'password' },
  ]);
});

test('LastPass: hidden fields of one’s own, addresses in values, phones, cards and keys', async () => {
  const notes = [
    ['Custom_1', 'Answer:A', 'More:one', 'https://x.example', 'Notes:n'],
    ['Health Insurance', 'Company:C', 'Company Phone:{"num":"1","ext":"2","cc3l":"USA"}', 'Notes:'],
    ['VISA', 'Number:4', 'Notes:'],
    ['SSH Key', 'Public Key:ssh-rsa A', 'Website:https://w.example', 'Notes:'],
  ];
  const rows = notes.map(
    ([kind, ...lines]) =>
      `http://sn,,,,"${[`NoteType:${kind}`, ...lines].join('\n').replaceAll('"', '""')}",n,,`,
  );
  const text = ['url,username,password,totp,extra,name,grouping,fav', ...rows, ',,,,,,,'].join('\n');
  const { entries } = await read(text);
  const fields = entries.map(({ versions }) =>
    (versions[0]?.fields ?? []).map((one) => Object.values(one).join(' ')),
  );
  expect(fields).toEqual([
    ['note type text Custom_1', 'Answer secret A', 'More secret one\nhttps://x.example', 'notes note n'],
    [
      ...['note type text Health Insurance', 'Company text C', 'Company Phone text 1 ext. 2'],
      'Company Phone: country text USA',
    ],
    ['note type text VISA', 'card-number secret 4'],
    ['note type text SSH Key', 'public-key note ssh-rsa A', 'Website url https://w.example'],
  ]);
});

test('Proton Pass: contents as JSON without a note, addresses with how they are compared', async () => {
  const head = 'type,name,url,autofillUrls,email,username,password,note,totp,createTime,modifyTime,vault\n';
  const quoted = (value: unknown) => `"${JSON.stringify(value).replaceAll('"', '""')}"`;
  const urls = [
    { url: 'https://a.example', mode: 'default' },
    { url: 'https://b.example', mode: 'Exact' },
  ];
  const field = { fieldName: 'h', type: 'hidden', data: { content: 'H' } };
  const custom = { sections: [{ sectionName: 'S', sectionFields: [field] }] };
  const rows = [
    `login,one,https://a.example,${quoted(urls)},,u,p,n,,1600000000,1650000000,V`,
    `custom,two,,,,,,${quoted(custom)},,1600000000,1650000000,V`,
    `note,three,,,,,,${quoted({ a: 1 })},,1600000000,1650000000,V`,
  ];
  expect(await entriesIn(`${head}${rows.join('\n')}\n`)).toEqual([
    'proton-csv',
    {
      ...{ at: 'V / one', username: 'u', password: 'p', notes: 'n', type: 'login' },
      ...{ url: 'https://b.example', 'match of address 2': 'exact' },
    },
    { at: 'V / two', 'S: h': 'H', type: 'custom' },
    { at: 'V / three', notes: '{"a":1}', type: 'note' },
  ]);
});

test('Buttercup: what lies in its bin is deleted', async () => {
  const head = '!type,!group_id,!group_name,!group_parent,title,username,password,id\n';
  const rows = 'group,g,Trash,0,,,,\nentry,g,Trash,,a,u,p,1\ngroup,h,Other,0,,,,\nentry,h,Other,,b,u,p,2\n';
  const { entries } = await read(head + rows);
  expect(entries.map(({ title, deleted }) => [title, deleted])).toEqual([
    ['a', true],
    ['b', undefined],
  ]);
});

test('Strongbox: a table with an e-mail is neither Safari’s nor KeePassXC’s', async () => {
  const text = 'Title,Username,Email,URL,Password,Notes,OTPAuth\nt,u,e@x.example,,p,n,\n';
  expect(await entriesIn(text)).toEqual([
    'strongbox-csv',
    { at: 't', username: 'u', password: 'p', notes: 'n', email: 'e@x.example' },
  ]);
});

test('tables in other languages say what is put away, deleted or a favourite, and when', async () => {
  const head =
    'Titel,URL,Benutzername,Passwort,Favorit,Archiviert,Gelöscht,Erstellt am,Geändert am,Schlagwörter';
  const rows =
    'a,,u,p,wahr,falsch,,2020-01-02,2021-01-02,t\nb,,u,p,,Ja,,,,\nc,,u,p,,,2024-01-02T03:04:05Z,,,\n';
  const { entries } = await read(`${head}\n${rows}`);
  const day = (year: number) => Date.UTC(year, 0, 2);
  expect(entries.map(({ favourite, archived, deleted }) => [favourite, archived, deleted])).toEqual([
    [true, undefined, undefined],
    [undefined, true, undefined],
    [undefined, undefined, true],
  ]);
  expect([entries[0]?.created, entries[0]?.versions[0]?.at, entries[0]?.tags]).toEqual([
    day(2020),
    day(2021),
    ['t'],
  ]);
});

test('Bitwarden: the day on which an entry was put away; LastPass: a folder that is none', async () => {
  const warden =
    'folder,favorite,type,name,notes,fields,reprompt,archivedDate,login_uri,login_username,login_password,login_totp\n' +
    ',,login,a,,,0,2024-01-02T03:04:05Z,,u,p,\n,,login,b,,,0,,,u,p,\n';
  expect((await read(warden)).entries.map(({ archived }) => archived)).toEqual([true, undefined]);
  const pass = 'url,username,password,extra,name,grouping,fav\nhttps://a.example,u,p,,a,(none),0\n';
  expect((await read(pass)).entries.map(({ folders }) => folders)).toEqual([[]]);
});

test('NordPass: a kind of field that nobody knows is hidden', async () => {
  const head = 'name,url,username,password,cardholdername,cardnumber,folder,type,custom_fields\n';
  const fields = [
    { type: 'text', label: 't', value: 'T' },
    { type: 'pin', label: 'p', value: 'P' },
  ];
  const { entries } = await read(
    `${head}x,,,,,,,password,"${JSON.stringify(fields).replaceAll('"', '""')}"\n`,
  );
  expect(entries[0]?.versions[0]?.fields.slice(1).map(({ type }) => type)).toEqual(['text', 'secret']);
});

test('a time that is none, or another in another country, stays a text', async () => {
  const head = 'Title,Password,Created,Modified,Expires\n';
  const rows = [
    'a,p,yesterday,2020,12/30',
    'b,p,31.12.2020,12/31/2021,never',
    'c,p,"01.02.2020, 03:04",01/02/2020,13/02/2030',
  ];
  const { entries } = await read(`${head}${rows.join('\n')}\n`);
  expect(entries.map(shown)).toEqual([
    { at: 'a', password: 'p', created: 'yesterday', changed: '2020', expires: '12/30' },
    { at: 'b', password: 'p', expires: 'never' },
    { at: 'c', password: 'p', changed: '01/02/2020' },
  ]);
  const days = entries.map(({ created, versions, expires }) => [created, versions[0]?.at, expires]);
  expect(days).toEqual([
    [undefined, undefined, undefined],
    [Date.UTC(2020, 11, 31), Date.UTC(2021, 11, 31), undefined],
    [Date.UTC(2020, 1, 1, 3, 4), Date.UTC(2020, 1, 1, 3, 4), Date.UTC(2030, 1, 13)],
  ]);
});

test('columns of nobody’s table have the names of templates, and any mark but a no is a yes', async () => {
  const head = 'Title,E-mail Address,CVV,Cardholder Name,Deleted,Favorite\n';
  const { entries } = await read(`${head}a,e@x.example,123,Ada,Trash,★\nb,,,,No,0\n`);
  expect(
    entries.map(({ versions }) => versions[0]?.fields.map(({ name, type }) => `${name} ${type}`)),
  ).toEqual([['email text', 'security-code secret', 'cardholder text'], []]);
  expect(entries.map(({ deleted, favourite }) => [deleted, favourite])).toEqual([
    [true, true],
    [undefined, undefined],
  ]);
});

test.each([
  ['keepassxc-csv', '"Group","Title","Username","Password","URL","Notes"', 'Root/Lomtár/x', true],
  ['csv', 'Gruppe,Titel,Benutzername,Passwort,URL,Notizen', 'Wurzel/Papierkorb', true],
  ['csv', 'Gruppe,Titel,Benutzername,Passwort,URL,Notizen', 'Wurzel/a/Papierkorb', undefined],
])('%s with %s: what lies in %s', async (format, head, group, deleted) => {
  const found = await read(`${head}\n${group},t,u,p,,\nRoot,s,u,p,,\n`);
  expect([found.format, found.entries.map((entry) => entry.deleted)]).toEqual([format, [deleted, undefined]]);
});

test.each([
  [
    'NordPass',
    'name,url,username,password,cardholdername,cardnumber,folder,type',
    'F,,,,,,,folder',
    'E,,,,,,,folder',
    'x,,u,p,,,F,password',
  ],
  [
    'LastPass',
    'url,username,password,extra,name,grouping,fav',
    'http://group,,,,,F,0',
    'http://group,,,,,E,0',
    'https://a.example,u,p,,x,F,0',
  ],
  [
    'Buttercup',
    '!type,!group_id,!group_name,!group_parent,title,username,password',
    'group,f,F,0,,,',
    'group,e,E,0,,,',
    'entry,f,F,,x,u,p',
  ],
])('%s: a folder in which nothing lies is told', async (_, ...rows) => {
  const bytes = new Uint8Array(Buffer.from(`${rows.join('\n')}\n`));
  const items = collect(
    await readers[detectFormat(bytes, 'x.bin')?.format ?? 'csv'].read({ name: 'x', bytes }),
  );
  expect(items.flatMap((item) => ('problem' in item ? [item.problem] : []))).toEqual([
    { place: 'E', isFolder: true, reason: 'left-out', losses: ['empty-folder'] },
  ]);
  expect(items.flatMap((item) => (item.kind === 'entry' ? [item.entry.folders] : []))).toEqual([['F']]);
});
