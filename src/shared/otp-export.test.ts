import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOtpExport, parseOtpExport } from './otp-export.ts';

// Messages as Protocol Buffers write them, put together here from their description.
const varint = (value: number): number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
const number = (field: number, value: number) => [field * 8, ...varint(value)];
const bytes = (field: number, value: Uint8Array | readonly number[]) => [
  field * 8 + 2,
  ...varint(value.length),
  ...value,
];
const text = (field: number, value: string) => bytes(field, Buffer.from(value));
const address = (message: readonly number[]) =>
  `otpauth-migration://offline?data=${encodeURIComponent(Buffer.from(message).toString('base64'))}`;

const seed = Buffer.from('12345678901234567890');
const account = (...more: number[][]) => bytes(1, [...bytes(1, seed), ...more.flat()]);
const end = [...number(2, 1), ...number(3, 2), ...number(4, 1), ...number(5, 4_294_967_291)];
const plain = {
  ...{ kind: 'totp', secret: new Uint8Array(seed), algorithm: 'SHA1', digits: 6, period: 30 },
  ...{ counter: 0, issuer: '', account: '' },
};

test('accounts of one picture, and which of the pictures it is', () => {
  const message = [
    ...account(text(2, 'ACME:jo@x.org'), text(3, 'ACME'), number(4, 1), number(5, 1), number(6, 2)),
    ...account(text(2, 'äöü'), number(4, 3), number(5, 2), number(6, 1), number(7, 2 ** 40)),
    ...account(text(2, 'bare')),
    ...end,
  ];
  expect(parseOtpExport(address(message))).toEqual({
    codes: [
      { ...plain, issuer: 'ACME', account: 'jo@x.org' },
      { ...plain, account: 'äöü', algorithm: 'SHA512', digits: 8, kind: 'hotp', counter: 2 ** 40 },
      { ...plain, account: 'bare' },
    ],
    ...{ refused: 0, of: 2, at: 1, batch: 4_294_967_291 },
  });
});

test('one that Google Authenticator made', () => {
  const made =
    'otpauth-migration://offline?data=CjEKCkhlbGxvId6tvu8SGEV4YW1wbGU6YWxpY2VAZ29vZ2xlLmNvbRoHRXhhbXBsZTAC';
  const read = parseOtpExport(made);
  expect(read).toMatchObject({
    codes: [{ kind: 'totp', digits: 6, issuer: 'Example', account: 'alice@google.com' }],
    ...{ of: 1, at: 0, refused: 0 },
  });
  expect(isOtpExport(` ${made}`)).toBe(true);
  expect(isOtpExport('otpauth://totp/x')).toBe(false);
});

test('accounts that no field can hold are counted', () => {
  const message = [...account(number(4, 4)), ...account(number(6, 7)), ...account(), ...bytes(1, [])];
  expect(parseOtpExport(address(message))).toMatchObject({ codes: [plain], refused: 3 });
});

test('an unescaped plus of base64 is read too', () => {
  const message = account(text(2, '~~~>>>???'));
  const raw = `otpauth-migration://offline?data=${Buffer.from(message).toString('base64')}`;
  expect(parseOtpExport(raw)).toMatchObject({ codes: [{ account: '~~~>>>???' }] });
  expect(parseOtpExport(raw.replaceAll('+', ' '))).toMatchObject({ codes: [{ account: '~~~>>>???' }] });
});

test.each([
  ['nothing', 'otpauth-migration://offline'],
  ['no base64', 'otpauth-migration://offline?data=%%%'],
  ['no account', address(end)],
  ['a length beyond the end', address([10, 200, 1, 2])],
  ['a number without an end', address([8, ...Array.from({ length: 20 }, () => 255)])],
  ['a type that no such export has', address([...account(), 13, 1, 2, 3, 4])],
  ['a picture beyond the last', address([...account(), ...number(3, 2), ...number(4, 2)])],
  ['more pictures than anybody takes', address([...account(), ...number(3, 100_000)])],
])('refuses %s', (_, made) => expect(parseOtpExport(made)).toBe('export-damaged'));

test('refuses what is too long before it is read', () => {
  expect(parseOtpExport(`otpauth-migration://offline?data=${'A'.repeat(70_000)}`)).toBe('too-long');
});

test('any change of a byte, and any cut, gives accounts or a reason, and never throws', () => {
  const message = [...account(text(2, 'jo'), number(7, 300)), ...end];
  fc.assert(
    fc.property(fc.nat(message.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
      const changed = cut ? message.slice(0, at) : message.with(at, byte);
      const read = parseOtpExport(address(changed));
      expect(typeof read === 'string' || read.codes.length + read.refused > 0).toBe(true);
    }),
  );
});
