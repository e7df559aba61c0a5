import { expect, test } from 'vitest';
import { type Otp, otpOf } from '../../shared/otp.ts';
import { codeAt } from './one-time.ts';

function made(parts: Parameters<typeof otpOf>[0]): Otp {
  const otp = otpOf(parts);
  if (typeof otp === 'string') throw new Error(otp);
  return otp;
}

test('RFC 4226, appendix D: codes by counter', () => {
  const otp = made({ kind: 'hotp', secret: Buffer.from('12345678901234567890') });
  const codes = ['755224', '287082', '359152', '969429', '338314', '254676', '287922', '162583'];
  expect(codes.map((_, counter) => codeAt(otp, counter))).toEqual(codes);
  expect([codeAt(otp, 8), codeAt(otp, 9)]).toEqual(['399871', '520489']);
});

const seeds = {
  SHA1: '12345678901234567890',
  SHA256: '12345678901234567890123456789012',
  SHA512: '1234567890123456789012345678901234567890123456789012345678901234',
};
test.each([
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
])('RFC 6238, appendix B: codes at second %i', (second, sha1, sha256, sha512) => {
  const codes = Object.entries(seeds).map(([algorithm, seed]) =>
    codeAt(made({ algorithm, secret: Buffer.from(seed), digits: 8 }), Math.floor(second / 30)),
  );
  expect(codes).toEqual([sha1, sha256, sha512]);
});

test('as many digits as were asked for, zeros before them', () => {
  const secret = Buffer.from('12345678901234567890');
  expect(codeAt(made({ secret, digits: 1 }), 0)).toBe('4');
  expect(codeAt(made({ secret, digits: 7 }), 37_037_036)).toBe('7081804');
  // Decimal of RFC 4226, appendix D, whole.
  expect(codeAt(made({ secret, digits: 10 }), 0)).toBe('1284755224');
  expect(codeAt(made({ secret, digits: 10 }), 7)).toBe('0082162583');
});

test('Steam: five letters of the same number', () => {
  const otp = made({ kind: 'steam', secret: Buffer.from('12345678901234567890') });
  expect(codeAt(otp, 0)).toBe(steam(1_284_755_224));
  expect(codeAt(otp, 1)).toBe(steam(1_094_287_082));
});

/** By the definition, apart from the code that is tested. */
function steam(number: number): string {
  const letters = '23456789BCDFGHJKMNPQRTVWXY';
  return [0, 1, 2, 3, 4].map((place) => letters[Math.floor(number / 26 ** place) % 26]).join('');
}

test('a counter beyond 32 bits', () => {
  const otp = made({ kind: 'hotp', secret: Buffer.from('12345678901234567890') });
  expect(codeAt(otp, 2 ** 32)).not.toBe(codeAt(otp, 0));
});
