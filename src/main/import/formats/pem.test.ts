import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { detectFormat } from '../detect.ts';
import type { Item } from '../entry.ts';
import { bytesOfText, collect, entriesOf, fieldsOf as fieldsOfEntry } from '../testing/collect.ts';
import { readPem } from './pem.ts';

const read = async (text: string, password?: string) => {
  const reading = await readPem({ name: 'x.pem', bytes: bytesOfText(text), ...(password && { password }) });
  return entriesOf(reading)[0]?.versions[0]?.fields.map(({ name, type }) => `${name} ${type}`);
};
const fieldsOf = (items: readonly Item[]) =>
  fieldsOfEntry(items.flatMap((item) => (item.kind === 'entry' ? [item.entry] : []))[0]);
const blockOf = (kind: string) => `-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----\n`;

const { privateKey } = generateKeyPairSync('ed25519');
const locked = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'right' })
  .toString();

// Made by ssh-keygen for this test with the passphrase m-pass-1-m; it opens nothing.
const openSsh = `-----BEGIN OPENSSH PRIVATE KEY-----
b3BlbnNzaC1rZXktdjEAAAAACmFlczI1Ni1jdHIAAAAGYmNyeXB0AAAAGAAAABBuGbu6fh
phypYuacyWEuqTAAAAAQAAAAEAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIJAPvPY5n1I9jORw
ZfQz5pbknOtPAHWNICTwuuhFgavFAAAAkB9CJgFAh+ss4ycD/tX00nijFWvJSN5nQwlgiG
vodJz4ufIE21CPR4fHcIxFi2hBRf33cr0D6xTgsmJHvc6lNTCJRikbheUYFx/6T0t9uZ5y
CfcEeuf0bIoBGReMzdQfWx5VGDJcnf3qIt0ik026LFznaWaXIb22AkTNXpogTxIwfne18O
7M7ESd/aSl2kRO2w==
-----END OPENSSH PRIVATE KEY-----
`;

test('any block is known, comes under a name of its own, and is hidden unless anybody may see it', async () => {
  const kinds = ['X9.42 DH PARAMETERS', 'RSA PUBLIC KEY', 'TRUSTED CERTIFICATE', 'CERTIFICATE REQUEST'];
  const closed = ['PGP PRIVATE KEY BLOCK', 'OF SOME KIND'];
  const text = [...kinds, ...closed].map(blockOf).join('');
  expect(detectFormat(bytesOfText(text), 'x')?.format).toBe('pem');
  expect(await read(text)).toEqual([
    'x9.42 dh parameters note',
    'public-key note',
    'certificate note',
    'certificate request note',
    'private-key secret',
    'of some kind secret',
  ]);
});

test.each([
  ['a key behind a certificate', `${blockOf('CERTIFICATE')}${blockOf('PRIVATE KEY').slice(0, -5)}`],
  ['its last line', `${blockOf('CERTIFICATE')}-----BEGIN PRIVATE KEY-----\nAAAA\n`],
  ['its first line', `AAAA\n-----END PRIVATE KEY-----\n${blockOf('CERTIFICATE')}`],
])('a file from which %s is cut is refused: half a key would be a note', async (_, text) => {
  expect(await read(text).catch(failureOf)).toEqual({ code: 'import-refused', reason: 'malformed' });
});

test('a passphrase is kept where it opens a key, refused where it opens none, and otherwise not needed', async () => {
  expect(await read(locked, 'right')).toEqual(['private-key secret', 'passphrase secret']);
  expect(await read(openSsh, 'm-pass-1-m')).toEqual(['private-key secret', 'passphrase secret']);
  expect(await read(locked + openSsh, 'm-pass-1-m')).toContain('passphrase secret');
  expect(await read(blockOf('OPENSSH PRIVATE KEY'), 'any')).toEqual(['private-key secret']);
  expect(await read(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'any')).toEqual([
    'private-key secret',
  ]);
  for (const text of [locked, openSsh, blockOf('CERTIFICATE') + openSsh])
    expect(await read(text, 'wrong').catch(failureOf)).toMatchObject({ reason: 'wrong-password' });
});

// Made by openssl with its legacy provider for this test, with the passphrase right; they open nothing.
const oldKeys = {
  'PKCS #8': [
    `-----BEGIN ENCRYPTED PRIVATE KEY-----
MFcwGwYJKoZIhvcNAQUDMA4ECIQZb+NJL01uAgIIAAQ4IKt2WU3LD59QZ2GCpQ9+
WEV34SUsjGefr24e9vuBWjMSmofsdhZg7KRBLFr7aW+ndMpogxrg/7U=
-----END ENCRYPTED PRIVATE KEY-----
`,
    `-----BEGIN ENCRYPTED PRIVATE KEY-----
MFgwHAYKKoZIhvcNAQwBBjAOBAhJvYoyskNiIwICCAAEOFITOuCCQqXl+LPZXzUn
VNY0UtmmPWhLeI/95UVNjVNLonEsuz6Fe3VUwVFY2HsKHIRhh+ig6aaM
-----END ENCRYPTED PRIVATE KEY-----
`,
  ],
  'DES-CBC': [
    `-----BEGIN EC PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: DES-CBC,96E41CB54940E68D

jhUex3eolekyEXLh1qzs4eRHNW3rCeP9qeU0+tsYPLnOyVpLvBhhQD/J1AsHimyu
9RUQTa26vXwSQ4mOWHzUUUjvbYbCoah0gbmE3tj5SuHkualHOV8mvBDc1tqbAA9N
6jfNdYqC8xzCyv387/nvsivlRqmxnWofYndkkIn01sc=
-----END EC PRIVATE KEY-----
`,
  ],
};

test.each(Object.entries(oldKeys).flatMap(([name, keys]) => keys.map((key) => [name, key] as const)))(
  'a key that is encrypted in a way that is no longer supported (%s) is kept with its passphrase, which is told',
  async (name, key) => {
    const told = { kind: 'note', problem: { place: 'x', reason: 'key-not-opened', name } };
    for (const password of ['right', 'wrong']) {
      const items = collect(await readPem({ name: 'x.pem', bytes: bytesOfText(key), password }));
      expect(items).toEqual([told, expect.objectContaining({ kind: 'entry' })]);
      expect(fieldsOf(items)).toMatchObject({ 'private-key': key, passphrase: password });
    }
    const alone = collect(await readPem({ name: 'x.pem', bytes: bytesOfText(key) }));
    expect(alone[0]).toEqual(told);
    expect(Object.keys(fieldsOf(alone))).toEqual(['private-key']);
    expect(await read(key + locked, 'wrong')).toContain('passphrase secret');
  },
);

test('a wrong passphrase that happens to end as a key would is no other encryption', async () => {
  const key = generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey;
  const old = key.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'right' });
  for (let n = 0; n < 1_000; n += 1)
    expect(await read(old.toString(), `wrong ${n}`).catch(failureOf)).toMatchObject({
      reason: 'wrong-password',
    });
});
