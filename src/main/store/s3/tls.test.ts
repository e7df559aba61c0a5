import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { commitOf, manifestOf, readWhole } from '../testing/commits.ts';
import { s3With } from './s3.ts';
import { S3Double, testEnv } from './testing/double.ts';

let folder: string;
let double: S3Double;
beforeAll(async () => {
  folder = scratchFolder();
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => path.join(folder, name)) as [string, string];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject];
  execFileSync('openssl', [...made, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  double = await S3Double.start({ key: fs.readFileSync(key, 'utf8'), cert: fs.readFileSync(cert, 'utf8') });
});
afterAll(async () => {
  await double.stop();
  fs.rmSync(folder, { recursive: true });
});

// In this order: certificates that a program trusts, it goes on to trust.
test('a certificate that nobody known made is refused, and one that the place names is trusted', async () => {
  const opener = s3With({ env: testEnv, patience: 100 });
  const place = (ca?: string) =>
    `s3://vaults/desk?endpoint=${double.endpoint}${ca === undefined ? '' : `&ca=${path.join(folder, ca)}`}`;
  expect(await refusal(opener.open(place()))).toEqual({ code: 'store', reason: 'certificate' });
  for (const none of ['missing.pem', 'key.pem'])
    expect(await refusal(async () => opener.open(place(none)))).toEqual({ code: 'store', reason: 'ca-file' });
  const store = await opener.create(place('cert.pem'), manifestOf([]));
  expect(await store.commit(commitOf(2).commit)).toBe('done');
  expect(await readWhole(store)).toBe(2);
  await store.close();
});
