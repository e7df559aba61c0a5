import { createPrivateKey, X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { collect, entriesOf } from '../testing/collect.ts';
import { samples } from '../testing/samples.ts';
import { readPkcs12 } from './pkcs12.ts';

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
