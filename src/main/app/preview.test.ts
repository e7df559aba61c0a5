import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewLimit, previewOf } from './preview.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-preview-'));
  const subject = [
    '-subj',
    '/CN=mail.example.org/O=Example',
    '-addext',
    'subjectAltName=DNS:mail.example.org',
  ];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '30']
      .concat(['-keyout', at('key.pem'), '-out', at('cert.pem')])
      .concat(subject),
    { stdio: 'ignore' },
  );
  execFileSync('openssl', ['x509', '-in', at('cert.pem'), '-outform', 'DER', '-out', at('cert.der')]);
  for (const [name, passphrase] of [
    ['open', ''],
    ['closed', 'sesame'],
  ])
    execFileSync('ssh-keygen', [
      '-q',
      '-t',
      'ed25519',
      '-N',
      passphrase ?? '',
      '-C',
      '',
      '-f',
      at(name ?? ''),
    ]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const drawn = { pages: 3, width: 1, height: 1, grey: new Uint8Array(1) };
const look = (bytes: Uint8Array, passphrase?: string) =>
  previewOf(bytes, { passphrase, comment: 'laptop', drawPage: async () => drawn });

test('certificates tell their subject, issuer and dates, from PEM, a chain of PEM, and DER', async () => {
  const pem = readFileSync(at('cert.pem'));
  for (const bytes of [pem, readFileSync(at('cert.der'))]) {
    const shown = await look(bytes);
    if (shown.kind !== 'certificates') return expect.fail(shown.kind);
    const [one] = shown.certificates;
    expect(one).toMatchObject({ names: 'DNS:mail.example.org' });
    expect(one?.subject).toContain('CN=mail.example.org');
    expect(one?.issuer).toBe(one?.subject);
    expect(Math.round(((one?.until ?? 0) - (one?.from ?? 0)) / 86_400_000)).toBe(30);
    expect(one?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  }
  expect(await look(Buffer.concat([pem, pem]))).toMatchObject({
    kind: 'certificates',
    certificates: [{}, {}],
  });
});

test('of a private key the public half alone is shown, as ssh-keygen writes it', async () => {
  const line = readFileSync(at('open.pub'), 'utf8').trim();
  expect(await look(readFileSync(at('open')))).toEqual({
    ...{ kind: 'key', type: 'ssh-ed25519', publicKey: `${line} laptop` },
  });
  expect(await look(readFileSync(at('closed')))).toEqual({ kind: 'closed-key' });
  expect(await look(readFileSync(at('closed')), 'sesame')).toMatchObject({ kind: 'key' });
  // Key and certificate in one file: the key must not be shown as text.
  const both = Buffer.concat([readFileSync(at('key.pem')), readFileSync(at('cert.pem'))]);
  expect(JSON.stringify(await look(both))).not.toContain('PRIVATE');
});

test('pictures go as they are, texts up to a length, PDFs as their first page', async () => {
  const png = Buffer.from('89504e470d0a1a0a00', 'hex');
  expect(await look(png)).toEqual({ kind: 'picture', bytes: new Uint8Array(png) });
  expect(await look(Buffer.from('grüße\n\tda'))).toEqual({ kind: 'text', text: 'grüße\n\tda', cut: false });
  expect(await look(Buffer.alloc(300 * 1024, 'a'))).toMatchObject({ kind: 'text', cut: true });
  expect(await look(Buffer.from('%PDF-1.7 …'))).toEqual({ kind: 'page', ...drawn });
});

test('what is none of these is not shown, and neither is what is too long', async () => {
  expect(await look(Buffer.from([0, 1, 2, 255]))).toEqual({ kind: 'unknown' });
  expect(await look(Buffer.from('a\u0000b'))).toEqual({ kind: 'unknown' });
  expect(await look(Buffer.alloc(previewLimit + 1, 'a'))).toEqual({ kind: 'too-large' });
  const broken = previewOf(Buffer.from('%PDF-'), {
    comment: '',
    drawPage: () => Promise.reject(new Error()),
  });
  expect(await broken).toEqual({ kind: 'unknown' });
});
