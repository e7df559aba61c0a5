import { expect, test } from 'vitest';
import { bytesOfText, entriesOf } from '../testing/collect.ts';
import { readPass } from './pass.ts';

const fieldsIn = (one: object) => {
  const bytes = bytesOfText(JSON.stringify({ passStore: [{ path: 'web/x', ...one }] }));
  const [entry] = entriesOf(readPass({ name: 'store', bytes }));
  return entry?.versions[0]?.fields.map(({ name, type, value }) => `${name} ${type} ${value}`);
};
const otp = 'otpauth://totp/a:b?secret=JBSWY3DPEHPK3PXP&issuer=a&algorithm=SHA1&digits=6&period=30';

test.each([
  [
    'pw\n---\n# mine\nuser: bob\ndb:\n  password: inner\n  hosts: [a, b]\nnum: 0123\nnone:\nlines: |\n  1\n  2\n',
  ],
  ['---\npassword: pw\nuser: bob\n'],
])('%j: a document of YAML is its values, and what lies within another is hidden', (text) => {
  const all = [
    'password secret pw',
    'username text bob',
    'db.password secret inner',
    'db.hosts.1 secret a',
    'db.hosts.2 secret b',
    'num secret 0123',
    'none secret ',
    'lines secret 1\n2\n',
    'notes note # mine',
  ];
  expect(fieldsIn({ text })).toEqual(text.startsWith('pw') ? all : all.slice(0, 2));
});

test('what is no YAML behind its mark stays lines, an address alone is a code, and no text is a file', () => {
  expect(fieldsIn({ text: 'pw\n---\nuser: bob\n---more: [\n' })).toEqual([
    'password secret pw',
    'username text bob',
    'notes note ---more: [',
  ]);
  expect(fieldsIn({ text: `${otp}\n` })).toEqual([`otp otp ${otp}`]);
  expect(fieldsIn({ bytes: 'AP8=' })).toEqual(['x file AP8=']);
});
