import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Otp, otpAlgorithms, otpKinds, otpOf, parseOtp, printOtp } from './otp.ts';

const bytes = Buffer.from('12345678901234567890');
const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const plain: Otp = {
  ...{ kind: 'totp', secret: new Uint8Array(bytes), algorithm: 'SHA1', digits: 6, period: 30 },
  ...{ counter: 0, issuer: '', account: '' },
};

describe('reads', () => {
  test.each([
    ['base32', seed],
    ['base32 in groups and small letters', 'gezd gnbv gy3t qojq gezd gnbv gy3t qojq'],
    ['base32 with dashes, padding and line ends', '\n GEZD-GNBV-GY3T-QOJQ-GEZD-GNBV-GY3T-QOJQ====\r\n'],
    ['an address', `otpauth://totp/?secret=${seed}`],
    ['an address in large letters', `OTPAUTH://TOTP/?SECRET=${seed}`],
    ['an address without slashes', `otpauth:totp/?secret=${seed}`],
    ['an address with empty members', `otpauth://totp/?secret=${seed}&digits=&period=&algorithm=SHA1`],
  ])('%s', (_, text) => expect(parseOtp(text)).toEqual(plain));

  test.each([
    ['ACME%20Co:jo%40x.org?issuer=ACME%20Co', { issuer: 'ACME Co', account: 'jo@x.org' }],
    ['ACME%20Co%3Ajo?', { issuer: 'ACME Co', account: 'jo' }],
    ['jo?issuer=ACME', { issuer: 'ACME', account: 'jo' }],
    ['Old: jo?issuer=New', { issuer: 'New', account: 'jo' }],
    ['A:B:jo?issuer=A:B', { issuer: 'A:B', account: 'jo' }],
    ['100% jo?', { issuer: '', account: '100% jo' }],
    ['jo #2?', { issuer: '', account: 'jo #2' }],
  ])('whose it is: %s', (name, whose) =>
    expect(parseOtp(`otpauth://totp/${name}&secret=${seed}`)).toEqual({ ...plain, ...whose }),
  );

  test.each([
    ['totp/x?digits=8&period=60&algorithm=SHA256', { digits: 8, period: 60, algorithm: 'SHA256' }],
    ['totp/x?algorithm=hmac-sha-512', { algorithm: 'SHA512' }],
    ['totp/x?algorithm=HmacSHA1', {}],
    ['totp/x?digits=10&period=1', { digits: 10, period: 1 }],
    ['hotp/x?counter=41', { kind: 'hotp', counter: 41 }],
    ['hotp/x?digits=7', { kind: 'hotp', digits: 7 }],
    ['steam/x?', { kind: 'steam', digits: 5 }],
    ['totp/x?encoder=steam&digits=5', { kind: 'steam', digits: 5 }],
  ])('%s', (rest, parts) =>
    expect(parseOtp(`otpauth://${rest}&secret=${seed}`)).toEqual({ ...plain, account: 'x', ...parts }),
  );

  test('Steam’s own address', () =>
    expect(parseOtp(`steam://${seed}`)).toEqual({ ...plain, kind: 'steam', digits: 5 }));

  test('a secret whose last letter holds bits of no byte', () =>
    expect(parseOtp('GEZDGNBVGY3')).toMatchObject({ secret: new Uint8Array(bytes.subarray(0, 6)) }));
});

test.each([
  ['', 'empty'],
  ['  \n', 'empty'],
  ['GEZD0NBV', 'not-base32'],
  ['https://example.org', 'not-base32'],
  ['123456', 'not-base32'],
  ['A', 'no-secret'],
  ['====', 'no-secret'],
  ['otpauth://', 'kind'],
  ['otpauth://totp/x', 'no-secret'],
  ['otpauth://totp/x?secret=', 'no-secret'],
  ['otpauth://totp/x?secret=1', 'not-base32'],
  [`otpauth://yaotp/x?secret=${seed}`, 'kind'],
  [`otpauth://totp/x?secret=${seed}&encoder=other`, 'kind'],
  [`otpauth://hotp/x?secret=${seed}&encoder=steam`, 'kind'],
  [`otpauth://totp/x?secret=${seed}&algorithm=MD5`, 'algorithm'],
  [`otpauth://totp/x?secret=${seed}&digits=0`, 'digits'],
  [`otpauth://totp/x?secret=${seed}&digits=11`, 'digits'],
  [`otpauth://totp/x?secret=${seed}&digits=six`, 'digits'],
  [`otpauth://totp/x?secret=${seed}&period=0`, 'period'],
  [`otpauth://totp/x?secret=${seed}&period=1.5`, 'period'],
  [`otpauth://totp/x?secret=${seed}&period=86401`, 'period'],
  [`otpauth://hotp/x?secret=${seed}&counter=-1`, 'counter'],
  [`otpauth://hotp/x?secret=${seed}&counter=9007199254740991`, 'counter'],
  ['otpauth-migration://offline?data=x', 'several'],
])('refuses %s: %s', (text, fault) => expect(parseOtp(text)).toBe(fault));

test('refuses what is too long, as a text and as a secret', () => {
  expect(parseOtp('A'.repeat(4_097))).toBe('too-long');
  expect(parseOtp('A'.repeat(3_000))).toBe('too-long');
  expect(otpOf({ secret: new Uint8Array(1_025) })).toBe('too-long');
});

test('what is printed is read back as the same', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'aä:/?#&=%+ @😀'), maxLength: 12 })
    .map((made) => made.trim());
  const parts = fc.record({
    kind: fc.constantFrom(...otpKinds),
    secret: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    algorithm: fc.constantFrom(...otpAlgorithms),
    digits: fc.integer({ min: 1, max: 10 }),
    period: fc.integer({ min: 1, max: 86_400 }),
    counter: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER - 1 }),
    issuer: text,
    account: text,
  });
  fc.assert(
    fc.property(parts, (one) => {
      const otp = otpOf(one) as Otp;
      const kept = {
        ...otp,
        ...(otp.kind !== 'totp' && { period: 30 }),
        ...(otp.kind !== 'hotp' && { counter: 0 }),
      };
      expect(parseOtp(printOtp(otp))).toEqual(kept);
      expect(printOtp(parseOtp(printOtp(otp)) as Otp)).toBe(printOtp(otp));
    }),
    { numRuns: process.env['HOLDFAST_LONG'] === '1' ? 10_000 : 200 },
  );
});
