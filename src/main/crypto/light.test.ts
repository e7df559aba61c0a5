import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lightEqual, lightHmac, lightRandom } from './light.ts';
import { hmacSha256, secretKey } from './primitives.ts';

describe('what must start at once', () => {
  it('makes the same HMAC as node', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 300 }),
        (key, data) => {
          expect(Buffer.from(lightHmac(key, data))).toEqual(Buffer.from(hmacSha256(secretKey(key), data)));
        },
      ),
    );
  });

  it('tells equal from different', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
        expect(lightEqual(a, Uint8Array.from(a))).toBe(true);
        expect(lightEqual(a, b)).toBe(Buffer.from(a).equals(b));
      }),
    );
  });

  it('draws fresh bytes', () => {
    const drawn = Array.from({ length: 100 }, () => Buffer.from(lightRandom(32)).toString('hex'));
    expect(new Set(drawn).size).toBe(100);
    expect(drawn.every((text) => text.length === 64)).toBe(true);
  });
});
