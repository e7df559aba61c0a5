import { readFileSync } from 'node:fs';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aesGcmOpen,
  aesGcmSeal,
  equal,
  hkdfSha256,
  hmacSha256,
  mlKemDecapsulate,
  mlKemKey,
  mlKemPublic,
  random,
  randomInt,
  secretKey,
  sha256,
} from './primitives.ts';

const bytes = (hex: string | undefined): Uint8Array => Uint8Array.from(Buffer.from(hex ?? '', 'hex'));
const hex = (data: Uint8Array | undefined): string | undefined => data && Buffer.from(data).toString('hex');

function vectors(name: string): Record<string, string>[] {
  const text = readFileSync(new URL(`./vectors/${name}`, import.meta.url), 'utf8');
  return text
    .replace(/^#.*\n/gm, '')
    .trim()
    .split('\n\n')
    .map((block) =>
      Object.fromEntries([...block.matchAll(/^(\w+)(?: = ?(.*))?$/gm)].map((m) => [m[1], m[2] ?? ''])),
    );
}

describe('SHA-256', () => {
  it('gives the digests of FIPS 180-4 examples', () => {
    expect(hex(sha256())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(sha256(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  it('takes parts as if they were one', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), (parts) => {
        expect(sha256(...parts)).toEqual(sha256(Uint8Array.from(parts.flatMap((part) => [...part]))));
      }),
    );
  });
});

describe('HMAC-SHA-256', () => {
  const cases = vectors('rfc4231.rsp');
  it('has the six cases', () => expect(cases).toHaveLength(6));

  it.each(cases)('equals RFC 4231: $MD', ({ Key, Msg, MD }) => {
    expect(hex(hmacSha256(secretKey(bytes(Key)), bytes(Msg)))).toBe(MD);
  });
});

describe('HKDF-SHA-256', () => {
  const cases = vectors('rfc5869.rsp');
  it('has the three cases', () => expect(cases).toHaveLength(3));

  it.each(cases)('equals RFC 5869: $PRK', ({ IKM, salt, info, L, OKM }) => {
    expect(hex(hkdfSha256(bytes(IKM), bytes(salt), bytes(info), Number(L)))).toBe(OKM);
    expect(hex(hkdfSha256(secretKey(bytes(IKM)), bytes(salt), bytes(info), Number(L)))).toBe(OKM);
  });
});

describe('AES-256-GCM', () => {
  const sealing = vectors('gcmEncryptExtIV256.rsp');
  const opening = vectors('gcmDecrypt256.rsp');

  it('has the NIST cases, half of those to open being forgeries', () => {
    expect(sealing).toHaveLength(50);
    expect(opening.filter((one) => 'FAIL' in one)).toHaveLength(50);
    expect(opening.filter((one) => 'PT' in one)).toHaveLength(50);
  });

  it.each(sealing)('seals as NIST does: $Tag', ({ Key, IV, PT, AAD, CT, Tag }) => {
    expect(hex(aesGcmSeal(secretKey(bytes(Key)), bytes(IV), bytes(AAD), bytes(PT)))).toBe(`${CT}${Tag}`);
  });

  it.each(opening)('opens as NIST does, or refuses: $Tag', ({ Key, IV, PT, AAD, CT, Tag }) => {
    expect(hex(aesGcmOpen(secretKey(bytes(Key)), bytes(IV), bytes(AAD), bytes(`${CT}${Tag}`)))).toBe(PT);
  });

  it('refuses a tag that is cut short, which node alone would accept', () => {
    const key = secretKey(random(32));
    const sealed = aesGcmSeal(key, new Uint8Array(12), new Uint8Array(), new Uint8Array());
    for (let length = 0; length < 16; length += 1) {
      expect(
        aesGcmOpen(key, new Uint8Array(12), new Uint8Array(), sealed.subarray(0, length)),
      ).toBeUndefined();
    }
  });

  it.each([0, 8, 11, 13, 16])('takes no nonce of %i bytes', (length) => {
    const key = secretKey(random(32));
    expect(() => aesGcmSeal(key, new Uint8Array(length), new Uint8Array(), new Uint8Array())).toThrow(
      RangeError,
    );
    expect(() => aesGcmOpen(key, new Uint8Array(length), new Uint8Array(), new Uint8Array(16))).toThrow(
      RangeError,
    );
  });

  it('takes no key of another size', () => {
    const short = secretKey(random(16));
    expect(() => aesGcmSeal(short, new Uint8Array(12), new Uint8Array(), new Uint8Array())).toThrow();
  });

  it('opens from and into views of larger buffers', () => {
    const key = secretKey(random(32));
    const sealed = aesGcmSeal(key, new Uint8Array(12), bytes('01'), bytes('c0ffee'));
    const around = new Uint8Array(sealed.length + 20);
    around.set(sealed, 7);
    const view = around.subarray(7, 7 + sealed.length);
    expect(aesGcmOpen(key, new Uint8Array(12), bytes('01'), view)).toEqual(bytes('c0ffee'));
  });
});

describe('random', () => {
  it('gives fresh bytes in a buffer of their own, safe to wipe', () => {
    const [one, two] = [random(32), random(32)];
    expect(one.buffer.byteLength).toBe(32);
    expect(equal(one, two)).toBe(false);
  });

  it('draws every number below the limit and no other', () => {
    const drawn = new Set(Array.from({ length: 2000 }, () => randomInt(6)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('equal', () => {
  it('tells equal from different, and takes different lengths', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(equal(a, Uint8Array.from(a))).toBe(true);
        expect(equal(a, b)).toBe(hex(a) === hex(b));
      }),
    );
  });
});

it('a key does not show its bytes when printed or serialised', () => {
  const key = secretKey(bytes('5ec4e7'.repeat(10)));
  expect(`${JSON.stringify(key)}${String(key)}`).not.toMatch(/5ec4e7/i);
});

// Where OpenSSL has none, as in Electron, X-Wing is of the library alone: both must give the same.
describe('ML-KEM-768', () => {
  const seeds = fc.uint8Array({ minLength: 64, maxLength: 64 });

  it('is the public key of the library, and opens what the library encapsulates', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { publicKey } = ml_kem768.keygen(seed);
        expect(hex(mlKemPublic(mlKemKey(seed)))).toBe(hex(publicKey));
        const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey);
        expect(hex(mlKemDecapsulate(mlKemKey(seed), cipherText))).toBe(hex(sharedSecret));
      }),
      { numRuns: 20 },
    );
  });

  it('gives for altered bytes the same other secret as the library', () => {
    fc.assert(
      fc.property(
        seeds,
        fc.integer({ min: 0, max: 1087 }),
        fc.integer({ min: 1, max: 255 }),
        (seed, at, by) => {
          const { publicKey, secretKey } = ml_kem768.keygen(seed);
          const { cipherText, sharedSecret } = ml_kem768.encapsulate(publicKey);
          cipherText[at] = (cipherText[at] ?? 0) ^ by;
          const other = hex(mlKemDecapsulate(mlKemKey(seed), cipherText));
          expect(other).toBe(hex(ml_kem768.decapsulate(cipherText, secretKey)));
          expect(other).not.toBe(hex(sharedSecret));
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes a seed of 64 bytes and what is 1,088 bytes long, nothing else', () => {
    for (const length of [0, 32, 63, 65]) expect(() => mlKemKey(new Uint8Array(length))).toThrow();
    for (const length of [0, 1087, 1089])
      expect(() => mlKemDecapsulate(mlKemKey(new Uint8Array(64)), new Uint8Array(length))).toThrow();
  });
});
