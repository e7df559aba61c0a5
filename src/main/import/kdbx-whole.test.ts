import kdbxweb from 'kdbxweb';
import { expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { limits } from '../../shared/secret.ts';
import { importNote, importPlace } from '../../shared/words/en/import.ts';
import type { Item } from './entry.ts';
import { readKdbx, readKeePassXml } from './kdbx.ts';
import { keyOfFile } from './kdbx-key.ts';
import { collect, fieldsOf } from './testing/collect.ts';
import { addEntry, bytesOf, type Database, newDatabase } from './testing/keepass.ts';

const password = 'file password';
const read = async (database: Database) =>
  collect(await readKdbx({ name: 'a', bytes: await bytesOf(database), password }));
const entriesIn = (items: readonly Item[]) =>
  items.flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));
const told = (items: readonly Item[]) =>
  items.flatMap((item) =>
    !('problem' in item) ? [] : [`${item.kind}: ${importPlace(item.problem)}: ${importNote(item.problem)}`],
  );

test('version 3: whatever bit of the header is turned, nothing is imported', async () => {
  const database = await newDatabase(3);
  addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!right' });
  const bytes = await bytesOf(database);
  const end = Buffer.from(bytes).indexOf('\r\n\r\n') + 4;
  const rounds = Buffer.from(bytes).indexOf(Buffer.from([100, 0, 0, 0, 0, 0, 0, 0]));
  for (let at = 0; at < end; at++) {
    // More rounds only take longer.
    if (at >= rounds + 1 && at < rounds + 8) continue;
    const turned = bytes.slice();
    turned[at] = (turned[at] ?? 0) ^ (1 << (at % 8));
    const failure = await readKdbx({ name: 'a', bytes: turned, password }).catch(failureOf);
    expect([at, failure]).toEqual([at, expect.objectContaining({ code: 'import-refused' })]);
  }
});

test('version 3: a file without that hash is read, and says so', async () => {
  const database = await newDatabase(3);
  addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!right' });
  const write = database.meta.write.bind(database.meta);
  database.meta.write = (node, context) => {
    database.meta.headerHash = undefined;
    write(node, context);
  };
  const items = await read(database);
  expect(told(items)).toEqual([expect.stringMatching(/^note: the file: it has no hash/)]);
  expect(fieldsOf(entriesIn(items)[0])).toEqual({ password: 'right' });
});

test.each([3, 4] as const)('version %i: bytes that are no text are kept as they are', async (version) => {
  const database = await newDatabase(version);
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'x' });
  const bytes = new Uint8Array([0x61, 0xc3, 0x28, 0xff]);
  entry.fields.set('Password', kdbxweb.ProtectedValue.fromBinary(bytes.slice().buffer));
  const items = await read(database);
  expect(entriesIn(items)[0]?.versions[0]?.fields).toEqual([
    { name: 'password', type: 'file', value: Buffer.from(bytes).toString('base64') },
  ]);
  expect(told(items)).toEqual(['note: x: password is not text, and is kept as a file']);
});

test('own fields and attachments never take the names of standard ones, also where those are empty', async () => {
  const database = await newDatabase(4);
  const names = ['username', 'password', 'url', 'notes', 'title'];
  const own = Object.fromEntries(names.map((name) => [name, `own ${name}`]));
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!real', ...own });
  entry.binaries.set('notes', await database.createBinary(new Uint8Array([1]).buffer));
  const [first] = entriesIn(await read(database));
  const fields = first?.versions[0]?.fields ?? [];
  expect(fields[0]).toEqual({ name: 'password', type: 'secret', value: 'real' });
  for (const name of names)
    expect(fields).toContainEqual({ name: `${name} (2)`, type: 'text', value: `own ${name}` });
  expect(fields).toContainEqual({ name: 'notes (2)', type: 'file', value: 'AQ==' });
});

test('references are resolved and told, over two steps, to own fields too; circles and lost ones stay', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  const inner = database.createGroup(root, 'g');
  const target = addEntry(database, inner, {
    Title: 'target',
    UserName: 'ada',
    Password: '!s3cret',
    Notes: '{S:pin}',
    pin: '1234',
  });
  const id = Buffer.from(target.uuid.bytes as unknown as ArrayBuffer)
    .toString('hex')
    .toUpperCase();
  const middle = addEntry(database, root, { Title: 'middle', Password: `!{REF:P@I:${id}}` });
  const ref = Buffer.from(middle.uuid.bytes as unknown as ArrayBuffer).toString('hex');
  addEntry(database, root, {
    Title: 'x',
    UserName: '{REF:U@T:target} and {ref:a@p:nothing}',
    Password: `!{REF:P@I:${ref}}`,
    Notes: '{REF:N@O:1234}',
    URL: '{REF:A@T:x}',
  });
  const items = await read(database);
  const x = entriesIn(items).find(({ title }) => title === 'x');
  expect(fieldsOf(x)).toEqual({
    username: 'ada and {ref:a@p:nothing}',
    password: 's3cret',
    url: '{REF:A@T:x}',
    notes: '1234',
  });
  expect(x?.versions[0]?.fields.find(({ name }) => name === 'password')?.type).toBe('secret');
  const notes = told(items).filter((line) => line.startsWith('note: x: '));
  expect(notes).toHaveLength(4);
  expect(notes).toContainEqual(expect.stringContaining(`password: {REF:P@I:${ref}} was replaced`));
  expect(notes).toContainEqual(expect.stringMatching(/username: a reference refers to nothing/));
});

test('what two entries could mean is that of the outer group, wherever it stands in the file', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  // Groups come before the entries beside them in what is written here.
  addEntry(database, database.createGroup(root, 'g'), { Title: 'same', Password: '!inner' });
  addEntry(database, root, { Title: 'same', Password: '!outer' });
  addEntry(database, root, { Title: 'x', Password: '!{REF:P@T:same}' });
  const x = entriesIn(await read(database)).find(({ title }) => title === 'x');
  expect(fieldsOf(x)).toEqual({ password: 'outer' });
});

test('references that lead to each other end', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  const many = Array.from({ length: 50 }, () => '{REF:N@T:x}').join('');
  addEntry(database, root, { Title: 'x', Notes: many });
  expect(entriesIn(await read(database))).toHaveLength(1);
});

test('what lies in the recycle bin is marked, however the bin is called; a bin that is off is a folder', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  const bin = database.createGroup(root, 'Papierkorb');
  const deep = database.createGroup(bin, 'deep');
  const other = database.createGroup(root, 'Recycle Bin');
  for (const [title, group] of [
    ['a', bin],
    ['b', deep],
    ['c', other],
  ] as const)
    addEntry(database, group, { Title: title, Password: '!1' });
  database.meta.recycleBinUuid = bin.uuid;
  const marks = async () =>
    Object.fromEntries(entriesIn(await read(database)).map(({ title, deleted }) => [title, deleted]));
  expect(await marks()).toEqual({ a: true, b: true, c: undefined });
  database.meta.recycleBinEnabled = false;
  expect(await marks()).toEqual({ a: undefined, b: undefined, c: undefined });
});

test('what no secret holds is told of each entry and folder; the rest of it is a field', async () => {
  const database = await newDatabase(4);
  const group = database.createGroup(database.getDefaultGroup(), 'g');
  group.notes = 'about this group';
  group.defaultAutoTypeSeq = '{TAB}';
  const entry = addEntry(database, group, { Title: 'x', Password: '!1' });
  entry.autoType.items.push({ window: 'w', keystrokeSequence: '{ENTER}' });
  entry.overrideUrl = 'cmd://firefox';
  entry.icon = 12;
  entry.bgColor = '#ff0000';
  entry.customData = new Map([['plug-in', { value: 'kept' }]]);
  const items = await read(database);
  expect(told(items)).toEqual([
    'note: g/x: left out: auto-type, icon 12, colours',
    'note: folder g: left out: notes, auto-type',
  ]);
  expect(fieldsOf(entriesIn(items)[0])).toEqual({
    password: '1',
    'url override': 'cmd://firefox',
    'custom data: plug-in': 'kept',
  });
});

test('attachments that do not fit fall away one by one and are told; the password arrives', async () => {
  const database = await newDatabase(4);
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!1' });
  const binary = async (size: number, fill: number) =>
    database.createBinary(new Uint8Array(size).fill(fill).buffer);
  entry.binaries.set('a', await binary(14 * 1024 ** 2, 1));
  entry.binaries.set('b', await binary(14 * 1024 ** 2, 2));
  entry.binaries.set('c', await binary(100, 3));
  entry.binaries.set('d', await binary(30 * 1024 ** 2, 4));
  const items = await read(database);
  expect(told(items)).toEqual([
    `failed: x: the attachment b is too large, with ${14 * 1024 ** 2} bytes`,
    'failed: x: the attachment d is missing or too large',
  ]);
  const fields = entriesIn(items)[0]?.versions[0]?.fields ?? [];
  expect(fields.map(({ name }) => name)).toEqual(['password', 'a', 'c']);
  expect(fields.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThan(limits.version);
});

test('groups in groups, a thousand deep, are read', async () => {
  const database = await newDatabase(4);
  let group = database.getDefaultGroup();
  for (let level = 0; level < 1_000; level++) group = database.createGroup(group, 'g');
  addEntry(database, group, { Title: 'x', Password: '!1' });
  const [entry] = entriesIn(await read(database));
  expect(entry?.folders).toHaveLength(1_000);
});

test('key files: XML in UTF-16, of version 1 with any length, and files that only look like XML', () => {
  const xml = (data: string) =>
    `<?xml version="1.0" encoding="utf-16"?><KeyFile><Meta><Version>1.00</Version></Meta><Key><Data>${data}</Data></Key></KeyFile>`;
  const key = Buffer.alloc(32, 7);
  const utf16 = Buffer.from(`\ufeff${xml(key.toString('base64'))}`, 'utf16le');
  expect(Buffer.from(keyOfFile(utf16))).toEqual(key);
  expect(Buffer.from(keyOfFile(Buffer.from(xml(key.toString('base64')))))).toEqual(key);
  expect(keyOfFile(Buffer.from(xml(Buffer.alloc(16, 7).toString('base64'))))).toHaveLength(16);
  expect(keyOfFile(Buffer.from(xml(Buffer.alloc(48, 7).toString('base64'))))).toHaveLength(32);
  expect(() => keyOfFile(Buffer.from(xml('not base64!')))).toThrow('import-refused');
  for (const other of ['<KeyFile', '<a><KeyFile/></a>', `${'a1'.repeat(32)}\n`])
    expect(keyOfFile(Buffer.from(other))).toHaveLength(32);
});

test('what is said of the database itself is told, but for what its program notes', async () => {
  const database = await newDatabase(4);
  addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!1' });
  database.meta.customData = new Map([['KPXC_RANDOM_SLUG', { value: 'abc' }]]);
  expect(told(await read(database))).toEqual([]);
  database.meta.desc = 'about all of it';
  database.meta.defaultUser = 'ada';
  database.meta.color = '#ff0000';
  database.meta.customData.set('plug-in', { value: 'setting' });
  expect(told(await read(database))).toEqual([
    'note: the file: left out: notes, the user name for new entries, colours, custom data',
  ]);
});

test('an entry says when it was made where no version is of that time, and that it is not to be checked', async () => {
  const database = await newDatabase(4);
  const made = new Date('2020-01-02T03:04:05Z');
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'x', Password: '!1' });
  entry.times.creationTime = made;
  entry.times.lastModTime = new Date('2021-01-02T03:04:05Z');
  database.header.versionMinor = 1;
  entry.qualityCheck = false;
  const items = await read(database);
  expect(entriesIn(items)[0]?.created).toBe(made.getTime());
  expect(told(items)).toEqual(['note: x: left out: that its password is not to be checked']);
  entry.times.lastModTime = made;
  expect(entriesIn(await read(database))[0]).not.toHaveProperty('created');
});

test.each([
  ['TimeOtp-Secret', 'Hello', 'JBSWY3DP'],
  ['TimeOtp-Secret-Hex', '48 65 6c 6C 6f', 'JBSWY3DP'],
  ['TimeOtp-Secret-Base32', 'jbsw y3dp', 'JBSWY3DP'],
  ['TimeOtp-Secret-Base64', 'SGVsbG8=', 'JBSWY3DP'],
  ['HmacOtp-Secret', 'Hello', 'JBSWY3DP'],
  ['TimeOtp-Secret-Hex', 'xyz', undefined],
])('KeePass’s own code of %s %s', async (name, value, secret) => {
  const database = await newDatabase(4);
  addEntry(database, database.getDefaultGroup(), { Title: 'x', [name]: `!${value}` });
  const fields = entriesIn(await read(database))[0]?.versions[0]?.fields ?? [];
  expect(fields[0]).toEqual({ name, type: 'secret', value });
  const code = fields.find(({ type }) => type === 'otp')?.value;
  expect(/secret=([^&]*)/.exec(code ?? '')?.[1]).toBe(secret);
  if (secret !== undefined) expect(code?.startsWith('otpauth://hotp/')).toBe(name.startsWith('Hmac'));
});

test('of a passkey in KeePassXC the parts come, and that it is of no use here is told', async () => {
  const database = await newDatabase(4);
  const parts = { Title: 'x', KPEX_PASSKEY_PRIVATE_KEY_PEM: '!pem', KPEX_PASSKEY_RELYING_PARTY: 'a.example' };
  addEntry(database, database.getDefaultGroup(), parts);
  const items = await read(database);
  expect(entriesIn(items)[0]?.versions[0]?.fields.map(({ type }) => type)).toEqual(['secret', 'secret']);
  expect(told(items)).toEqual(['note: x: left out: the use of a passkey, whose parts are hidden fields']);
});

test('what older versions were called is told, each title once', async () => {
  const database = await newDatabase(4);
  const entry = addEntry(database, database.getDefaultGroup(), { Title: 'one', Password: '!1' });
  for (const title of ['two', 'two', 'three']) {
    entry.pushHistory();
    entry.fields.set('Title', title);
  }
  entry.pushHistory();
  expect(told(await read(database))).toEqual([
    'note: three: an older version was called one, which was left out',
    'note: three: an older version was called two, which was left out',
  ]);
});

test('groups in which nothing lies are told, whatever is written first', async () => {
  const database = await newDatabase(4);
  const root = database.getDefaultGroup();
  const full = database.createGroup(database.createGroup(root, 'a'), 'full');
  addEntry(database, full, { Title: 'x', Password: '!1' });
  database.createGroup(database.createGroup(root, 'b'), 'empty');
  const lost = (place: string) => `note: folder ${place}: left out: the folder itself, in which nothing lies`;
  expect(told(await read(database))).toEqual([lost('b/empty'), lost('b')]);
});

test('in an XML that names a group behind its entries it is not empty', async () => {
  const entry = '<Entry><UUID>AAAA</UUID><String><Key>Title</Key><Value>x</Value></String></Entry>';
  const group = `<Group>${entry}<UUID>BBBB</UUID><Name>g</Name></Group><Group><Name>h</Name><UUID>CCCC</UUID></Group>`;
  const xml = `<KeePassFile><Meta/><Root><Group><UUID>DDDD</UUID><Name>r</Name>${group}</Group></Root></KeePassFile>`;
  const items = collect(await readKeePassXml({ name: 'x', bytes: new Uint8Array(Buffer.from(xml)) }));
  expect(told(items)).toEqual(['note: folder h: left out: the folder itself, in which nothing lies']);
});
