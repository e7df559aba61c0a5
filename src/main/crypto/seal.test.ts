import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { random, secretKey } from './primitives.ts';
import { open, seal } from './seal.ts';

const key = secretKey(new Uint8Array(32).fill(7));
const aad = new TextEncoder().encode('vault, page, 1');

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}

describe('seal and open', () => {
  it('bring back any plaintext', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), fc.uint8Array(), (plaintext, anyAad) => {
        const sealed = seal(key, anyAad, plaintext);
        expect(sealed).toHaveLength(12 + plaintext.length + 16);
        expect(open(key, anyAad, sealed)).toEqual(plaintext);
      }),
    );
  });

  it('lay down the nonce first, then ciphertext and tag', () => {
    const nonce = Uint8Array.from({ length: 12 }, (_, index) => index);
    const sealed = seal(key, aad, new Uint8Array(3), nonce);
    expect(sealed.subarray(0, 12)).toEqual(nonce);
    expect(seal(key, aad, new Uint8Array(3), nonce)).toEqual(sealed);
  });

  it('take a fresh nonce each time', () => {
    const nonces = Array.from({ length: 1000 }, () =>
      Buffer.from(seal(key, aad, new Uint8Array()).subarray(0, 12)),
    );
    expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(1000);
  });
});

describe('open gives undefined', () => {
  const sealed = seal(key, aad, new TextEncoder().encode('a short message'));

  it('for every single bit flipped: nonce, ciphertext, tag', () => {
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      expect(open(key, aad, flipped(sealed, bit)), `bit ${bit}`).toBeUndefined();
    }
  });

  it('for every single bit of the AAD flipped', () => {
    for (let bit = 0; bit < aad.length * 8; bit += 1) {
      expect(open(key, flipped(aad, bit), sealed), `bit ${bit}`).toBeUndefined();
    }
  });

  it('for every shorter and a longer one', () => {
    for (let length = 0; length < sealed.length; length += 1) {
      expect(open(key, aad, sealed.subarray(0, length)), `length ${length}`).toBeUndefined();
    }
    expect(open(key, aad, Uint8Array.from([...sealed, 0]))).toBeUndefined();
  });

  it('for another key', () => {
    expect(open(secretKey(random(32)), aad, sealed)).toBeUndefined();
  });
});
