import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
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

  it('tells where only one byte differs, whichever', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, index) => index);
    for (let at = 0; at < 32; at++) {
      const other = Uint8Array.from(bytes);
      other[at] = 255;
      expect(lightEqual(bytes, other), `byte ${at}`).toBe(false);
    }
    expect(lightEqual(bytes, bytes.subarray(0, 31))).toBe(false);
    expect(lightEqual(bytes.subarray(0, 31), bytes)).toBe(false);
  });

  it('gives nothing where the system gives too few bytes, and leaves no file open', () => {
    const read = vi.spyOn(fs, 'readSync').mockImplementation(() => 31);
    const close = vi.spyOn(fs, 'closeSync');
    syncBuiltinESMExports();
    try {
      expect(() => lightRandom(32)).toThrow('no random bytes');
      expect(close).toHaveBeenCalledTimes(1);
    } finally {
      read.mockRestore();
      close.mockRestore();
      syncBuiltinESMExports();
    }
  });

  it('draws fresh bytes', () => {
    const drawn = Array.from({ length: 100 }, () => Buffer.from(lightRandom(32)).toString('hex'));
    expect(new Set(drawn).size).toBe(100);
    expect(drawn.every((text) => text.length === 64)).toBe(true);
  });
});
