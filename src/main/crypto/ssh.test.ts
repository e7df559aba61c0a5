import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, expect, test } from 'vitest';
import { parseSshKey } from './ssh.ts';

// Every kind of private key that ssh-keygen reads, told by ssh-keygen itself.
const room = mkdtempSync(join(tmpdir(), 'holdfast-ssh-'));
afterAll(() => rmSync(room, { recursive: true }));
const at = (name: string) => join(room, name);
let made = 0;

function keygen(...args: string[]): string {
  const file = at(`k${++made}`);
  execFileSync('ssh-keygen', ['-q', ...args, '-C', 'c', '-f', file]);
  return file;
}
function openssl(command: string, file = at(`k${++made}`)): string {
  execFileSync('sh', ['-c', `openssl ${command} -out ${file}`], { stdio: 'pipe' });
  chmodSync(file, 0o600);
  return file;
}

const kinds = [
  ...['rsa', 'ecdsa', 'ed25519'].flatMap((type) =>
    ['RFC4716', 'PEM', 'PKCS8'].map((form) => ['-t', type, '-m', form]),
  ),
  ...['384', '521'].flatMap((bits) =>
    ['PEM', 'PKCS8'].map((form) => ['-t', 'ecdsa', '-b', bits, '-m', form]),
  ),
];
const ciphers = ['aes256-ctr', 'aes128-cbc', '3des-cbc', 'aes256-gcm@openssh.com'].map((cipher) => [
  '-t',
  'ed25519',
  '-Z',
  cipher,
]);

test.each([...kinds, ...ciphers])('ssh-keygen %s %s %s %s', (...kind) => {
  for (const passphrase of ['', 'open sesame é'])
    check(keygen(...kind.filter(Boolean), '-N', passphrase), passphrase);
});

test('what OpenSSL writes: older encryptions, scrypt, parameters before the key, words around it', () => {
  const rsa = keygen('-t', 'rsa', '-m', 'PEM', '-N', '');
  check(openssl(`rsa -in ${rsa} -traditional -aes128 -passout pass:secret`), 'secret');
  for (const how of ['-v1 PBE-SHA1-3DES', '-v2 des3', '-v2 aes-256-cbc', '-scrypt'])
    check(openssl(`pkcs8 -topk8 -in ${rsa} ${how} -passout pass:secret`), 'secret');
  const curve = openssl('ecparam -name prime256v1 -genkey');
  expect(readFileSync(curve, 'utf8')).toContain('EC PARAMETERS');
  check(curve, '');
  const words = at('words');
  writeFileSync(words, `Bag Attributes\n${readFileSync(rsa, 'utf8')}`, { mode: 0o600 });
  check(words, '');
});

test('Ed25519 in PKCS#8, which only newer programs read', () => {
  for (const [how, passphrase] of [
    ['', undefined],
    ['-aes256 -pass pass:secret', 'secret'],
  ] as const) {
    const file = openssl(`genpkey -algorithm ed25519 ${how}`);
    const key = parseSshKey(readFileSync(file, 'utf8'), passphrase);
    const der = execFileSync(
      'openssl',
      ['pkey', '-in', file, '-passin', 'pass:secret', '-pubout', '-outform', 'DER'],
      { stdio: 'pipe' },
    );
    expect(key?.publicKey.subarray(-32)).toEqual(der.subarray(-32));
  }
});

test('what is no private key is none', () => {
  const file = keygen('-t', 'rsa', '-m', 'PKCS8', '-N', '');
  const text = readFileSync(file, 'utf8');
  for (const other of [
    readFileSync(`${file}.pub`, 'utf8'),
    text.slice(0, 200),
    text.replaceAll('A', 'B'),
    '',
    'words',
  ])
    expect(parseSshKey(other)).toBeUndefined();
  const signing = execFileSync('openssl', ['genpkey', '-algorithm', 'x25519'], { stdio: 'pipe' }).toString();
  expect(parseSshKey(signing)).toBeUndefined();
});

function check(file: string, passphrase: string): void {
  const text = readFileSync(file, 'utf8');
  const wanted = execFileSync('ssh-keygen', ['-y', '-P', passphrase, '-f', file], {
    stdio: 'pipe',
  }).toString();
  const key = parseSshKey(text, passphrase === '' ? undefined : passphrase);
  expect(key?.publicKey.toString('base64')).toBe(wanted.split(' ')[1]?.trim());
  const data = Buffer.from('to be signed');
  const signature = key?.sign(data, 'sha512') ?? new Uint8Array();
  expect(signature.length).toBeGreaterThan(63);
  const verifier = ssh2.utils.parseKey(key?.publicKey ?? '') as ssh2.ParsedKey;
  if (key?.type === 'ssh-ed25519') expect(verifier.verify(data, Buffer.from(signature))).toBe(true);
  if (passphrase !== '') {
    expect(parseSshKey(text)).toBeUndefined();
    expect(parseSshKey(text, 'wrong')).toBeUndefined();
  }
}
