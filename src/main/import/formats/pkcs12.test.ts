import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { collect, entriesOf, fieldsOf } from '../testing/collect.ts';
import { samples } from '../testing/samples.ts';
import { readPkcs12 } from './pkcs12.ts';

function failing(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return failureOf(error);
  }
}

test.each(samples.filter(({ format }) => format === 'pkcs12').map((one) => [one.about, one] as const))(
  '%s comes with its certificate, and one is the other’s',
  (_, { password = '', ...sample }) => {
    const [entry] = entriesOf(readPkcs12({ ...sample, password }));
    const valueIn = (name: string) =>
      entry?.versions[0]?.fields.find((field) => field.name === name)?.value ?? '';
    const certificate = new X509Certificate(valueIn('certificate'));
    expect(certificate.checkPrivateKey(createPrivateKey(valueIn('private-key')))).toBe(true);
    // What the certificate's own signature covers came unchanged.
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(collect(readPkcs12({ ...sample, password })).map(({ kind }) => kind)).toEqual(['entry']);
  },
);

// Made by OpenSSL 3 for these tests: keys alone, which open nothing.
const unicode =
  'MIIBSwIBAzCCAQEGCSqGSIb3DQEHAaCB8wSB8DCB7TCB6gYJKoZIhvcNAQcBoIHcBIHZMIHWMIHTBgsqhkiG9w0BDAoBAqCBnjCBmzBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIAgUhZ/1EVC4CAggAMAwGCCqGSIb3DQIJBQAwHQYJYIZIAWUDBAEqBBDXTNiYGLX8jV0bQ7O/xRnSBEBAxlzuc5nLyzNEQB7NhFzzbTDsNiYxMu+BI5jjYT2ZBMQ+RQTpLuPLbUgAILTFNuviJo0/GU6orTJtGlNHqNqxMSMwIQYJKoZIhvcNAQkUMRQeEgBTAGMAaABsAPwAcwBzAGUAbDBBMDEwDQYJYIZIAWUDBAIBBQAEIAepPb3q8kjavtNQYn6b6C/2jAyGmVqgB74Xo/Xq1Xj+BAg3L2aRuv7VzQICCAA=';
const rc2 =
  'MIHKAgEDMIGRBgkqhkiG9w0BBwGggYMEgYAwfjB8BgkqhkiG9w0BBwGgbwRtMGswaQYLKoZIhvcNAQwKAQKgWjBYMBwGCiqGSIb3DQEMAQUwDgQItHZ2QyYWG2gCAggABDhVliP5s0Q/X34ADs+WDOa/AFAiFeEW/7I4hQvh3JqKJ2n4qQwcYXLcBxn5AOdks/OZJCyOo0IWVzAxMCEwCQYFKw4DAhoFAAQU8NXAbcElaaHSR0JJlp4U62zQgmEECP3XVD3IKapbAgIIAA==';
const source = (base64: string, password: string) => ({
  name: 'a.p12',
  bytes: new Uint8Array(Buffer.from(base64, 'base64')),
  password,
});

test('a password of any letters opens it, and a name has them', () => {
  const [entry] = entriesOf(readPkcs12(source(unicode, 'pä ß€')));
  expect(fieldsOf(entry)).toEqual({
    'private-key': expect.stringContaining('PRIVATE KEY'),
    alias: 'Schlüssel',
  });
});

test('a cipher that is not known here is told as that, not as damage', () => {
  const failure = failing(() => readPkcs12(source(rc2, 'pw')));
  expect(failure).toEqual({ code: 'import-refused', reason: 'unknown-scheme', part: 'cipher' });
});
