import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { sealed as twofish } from '../../crypto/testing/twofish.ts';
import { contentIn } from '../content.ts';
import { detectContent } from '../detect.ts';
import { entriesOf, fieldsOf } from '../testing/collect.ts';
import { readKdb } from './kdb.ts';

// A database of KeePass 1 as its documents say it, written by other code than what reads it.

const sha256 = (...parts: Uint8Array[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const number = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.from(`${value}\0`);
/** 2012-07-31 15:03:59, and the day in 2999 that stands for never. */
const [then, never] = [
  Buffer.from([0x1f, 0x71, 0xfe, 0xf0, 0xfb]),
  Buffer.from([0x2e, 0xdf, 0x39, 0x7e, 0xfb]),
];

function record(fields: readonly (readonly [kind: number, content: Buffer])[]): Buffer {
  const parts = [...fields, [0xffff, Buffer.alloc(0)] as const].map(([kind, content]) => {
    const head = Buffer.alloc(6);
    head.writeUInt16LE(kind);
    head.writeUInt32LE(content.length, 2);
    return Buffer.concat([head, content]);
  });
  return Buffer.concat(parts);
}

const group = (id: number, name: string, level: number) =>
  record([
    [1, number(id)],
    [2, text(name)],
    [8, Buffer.from([level, 0])],
  ]);
const entry = (
  groupId: number,
  [title, url, user, password, notes]: readonly string[],
  more: [number, Buffer][] = [],
) =>
  record([
    [1, sha256(Buffer.from(`${title}`)).subarray(0, 16)],
    [2, number(groupId)],
    [3, number(1)],
    [4, text(title ?? '')],
    [5, text(url ?? '')],
    [6, text(user ?? '')],
    [7, text(password ?? '')],
    [8, text(notes ?? '')],
    [9, then],
    [10, then],
    [11, then],
    [12, never],
    ...more,
  ]);

function database(key: Buffer, flags = 3, version = 0x00030002): Uint8Array {
  const groups = [group(1, 'Internet', 0), group(2, 'Mail/Work', 1), group(3, 'Backup', 0)];
  const entries = [
    entry(
      2,
      ['täglich', 'https://a', 'me', 'p€ss', 'one\r\ntwo'],
      [
        [12, then],
        [13, text('scan.txt')],
        [14, Buffer.from('abc')],
      ],
    ),
    entry(1, ['empty']),
    entry(3, ['gone', '', '', 'old']),
    entry(
      1,
      ['Meta-Info', '$', 'SYSTEM', '', 'x'],
      [
        [13, text('bin-stream')],
        [14, Buffer.from('x')],
      ],
    ),
  ];
  const content = Buffer.concat([...groups, ...entries]);
  const [seed, iv, salt] = [randomBytes(16), randomBytes(16), randomBytes(32)];
  let transformed = key;
  for (let n = 0; n < 100; n++) {
    const cipher = createCipheriv('aes-256-ecb', salt, null).setAutoPadding(false);
    transformed = Buffer.concat([cipher.update(transformed), cipher.final()]);
  }
  const key32 = sha256(seed, sha256(transformed));
  const cipher = createCipheriv('aes-256-cbc', key32, iv);
  const padding = 16 - (content.length % 16);
  const sealed =
    (flags & 8) === 0
      ? Buffer.concat([cipher.update(content), cipher.final()])
      : twofish(key32, iv, Buffer.concat([content, Buffer.alloc(padding, padding)]));
  const head = [0x9aa2d903, 0xb54bfb65, flags, version].map(number);
  const header = Buffer.concat([
    ...head,
    seed,
    iv,
    number(groups.length),
    number(entries.length),
    sha256(content),
    salt,
    number(100),
  ]);
  return new Uint8Array(Buffer.concat([header, sealed]));
}

const byPassword = sha256(Buffer.from([0x6b, 0xfc, 0x80])); // kü€ in the encoding of Windows
const read = (bytes: Uint8Array, opening: object) => readKdb({ name: 'a.kdb', bytes, ...opening });
const failure = (bytes: Uint8Array, opening: object) => read(bytes, opening).catch(failureOf);

test('entries come with folders, times, expiry and files; the program’s own do not', async () => {
  const bytes = database(byPassword);
  expect(await detectContent(contentIn(bytes), 'x')).toEqual({ format: 'kdb', needsPassword: true });
  const [daily, empty, gone, ...more] = entriesOf(await read(bytes, { password: 'kü€' }));
  expect(more).toEqual([]);
  const time = Date.UTC(2012, 6, 31, 15, 3, 59);
  expect(daily).toMatchObject({
    title: 'täglich',
    folders: ['Internet', 'Mail/Work'],
    created: time,
    expires: time,
  });
  expect(daily?.versions).toMatchObject([{ at: time }]);
  expect(fieldsOf(daily)).toEqual({
    username: 'me',
    password: 'p€ss',
    url: 'https://a',
    notes: 'one\r\ntwo',
    'scan.txt': Buffer.from('abc').toString('base64'),
  });
  expect([empty?.folders, empty?.expires, fieldsOf(empty)]).toEqual([['Internet'], undefined, {}]);
  expect(gone).toMatchObject({ title: 'gone', deleted: true });
});

test('one that is encrypted with Twofish opens as well', async () => {
  const [daily] = entriesOf(await read(database(byPassword, 9), { password: 'kü€' }));
  expect(fieldsOf(daily)).toMatchObject({ username: 'me', password: 'p€ss' });
  expect(await failure(database(byPassword, 9), { password: 'no' })).toMatchObject({
    reason: 'wrong-password',
  });
});

test('a password in UTF-8, a key file, and both open it', async () => {
  const keyFile = new Uint8Array(randomBytes(32));
  const utf8 = sha256(Buffer.from('kü€'));
  for (const [key, opening] of [
    [utf8, { password: 'kü€' }],
    [Buffer.from(keyFile), { keyFile }],
    [sha256(sha256(Buffer.from('x')), keyFile), { keyFile, password: 'x' }],
  ] as const)
    expect(entriesOf(await read(database(key), opening))).toHaveLength(3);
});

test('another password, cipher or version, and a file that was cut, are refused as such', async () => {
  const bytes = database(byPassword);
  const refused = (more: object) => ({ code: 'import-refused', ...more });
  expect(await failure(bytes, { password: 'no' })).toEqual(refused({ reason: 'wrong-password' }));
  expect(await failure(bytes, {})).toEqual(refused({ reason: 'wrong-password' }));
  expect(await failure(database(byPassword, 5), { password: 'kü€' })).toEqual(
    refused({ reason: 'keepass-cipher' }),
  );
  expect(await failure(database(byPassword, 3, 0x00040000), { password: 'kü€' })).toEqual(
    refused({ reason: 'newer-version', version: 4 }),
  );
  for (const end of [12, 100, 130, bytes.length - 16])
    expect(await failure(bytes.subarray(0, end), { password: 'kü€' })).toMatchObject({
      code: 'import-refused',
    });
});
