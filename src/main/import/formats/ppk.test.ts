import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { puttyKeys, puttyPassphrase } from '../../crypto/testing/putty-keys.ts';
import { collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { readPpk } from './ppk.ts';

const keyNamed = (wanted: string) => puttyKeys.find(([name]) => name === wanted)?.[1] ?? '';
const read = (text: string, password?: string) =>
  readPpk({ name: '/tmp/work.ppk', bytes: new Uint8Array(Buffer.from(text)), ...(password && { password }) });

test('a key comes as OpenSSH writes it; one of a kind without that form stays as it is, and is told', async () => {
  const [entry] = entriesOf(await read(keyNamed('ecdsa 3 pass'), puttyPassphrase));
  expect(entry?.title).toBe('work');
  expect(fieldsOf(entry)).toEqual({
    'private-key': expect.stringMatching(/^-----BEGIN EC PRIVATE KEY-----\n/),
    'public-key': expect.stringMatching(/^ecdsa-sha2-nistp256 AAAA\S+ m-comment-90-m ecdsa$/),
    comment: 'm-comment-90-m ecdsa',
  });
  const items = collect(await read(keyNamed('ed448 3 pass'), puttyPassphrase));
  expect(items[0]).toMatchObject({ kind: 'note', problem: { reason: 'kept-as-putty' } });
  expect(fieldsOf(items[1]?.kind === 'entry' ? items[1].entry : undefined)).toMatchObject({
    'private-key': keyNamed('ed448 3 pass'),
    passphrase: puttyPassphrase,
  });
});

test.each([
  [
    'a passphrase too dear',
    keyNamed('rsa 3 pass').replace('Memory: 64', 'Memory: 99999999'),
    'kdf-too-large',
  ],
  ['a newer form', keyNamed('rsa 3 pass').replace('File-3', 'File-9'), 'newer-version'],
  ['another cipher', keyNamed('rsa 3 pass').replace('aes256-cbc', 'x'), 'unknown-scheme'],
  ['a changed comment', keyNamed('rsa 2 none').replace('Comment: m', 'Comment: n'), 'malformed'],
])('refused: %s', async (_, text, reason) => {
  expect(await read(text, puttyPassphrase).catch(failureOf)).toMatchObject({
    code: 'import-refused',
    reason,
  });
});
