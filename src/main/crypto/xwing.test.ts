import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decapsulate, encapsulate, publicKeyOf, xwingLengths } from './xwing.ts';

// dconnolly/draft-connolly-cfrg-xwing-kem, spec/test-vectors.json: what the draft prints in its
// appendix.
const vectors = JSON.parse(readFileSync(new URL('./vectors/xwing.json', import.meta.url), 'utf8')) as Record<
  'seed' | 'eseed' | 'ss' | 'sk' | 'pk' | 'ct',
  string
>[];
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array | undefined) => data && Buffer.from(data).toString('hex');

describe('X-Wing', () => {
  it('has the three vectors of the draft', () => expect(vectors).toHaveLength(3));

  it.each(vectors)('equals the draft: $ss', ({ seed, sk, eseed, pk, ct, ss }) => {
    expect(seed).toBe(sk);
    expect(hex(publicKeyOf(bytes(seed)))).toBe(pk);
    const made = encapsulate(bytes(pk), bytes(eseed));
    expect([hex(made?.encapsulated), hex(made?.shared)]).toEqual([ct, ss]);
    expect(hex(decapsulate(bytes(ct), bytes(sk)))).toBe(ss);
  });

  it('draws its own randomness', () => {
    const publicKey = publicKeyOf(new Uint8Array(32));
    expect(publicKey).toHaveLength(xwingLengths.publicKey);
    const made = [encapsulate(publicKey), encapsulate(publicKey)];
    expect(new Set(made.map((one) => hex(one?.shared))).size).toBe(2);
    for (const one of made) {
      expect(one?.encapsulated).toHaveLength(xwingLengths.encapsulated);
      expect(hex(decapsulate(one?.encapsulated ?? new Uint8Array(), new Uint8Array(32)))).toBe(
        hex(one?.shared),
      );
    }
  });

  it('gives another secret to another seed, and for altered bytes none that fits', () => {
    const made = encapsulate(publicKeyOf(new Uint8Array(32).fill(1)));
    const encapsulated = made?.encapsulated ?? new Uint8Array();
    expect(hex(decapsulate(encapsulated, new Uint8Array(32)))).not.toBe(hex(made?.shared));
    for (const at of [0, 600, 1087, 1088, 1119]) {
      const altered = Uint8Array.from(encapsulated);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(hex(decapsulate(altered, new Uint8Array(32).fill(1))), `byte ${at}`).not.toBe(hex(made?.shared));
    }
  });

  it('refuses, without an exception, what is no key and nothing encapsulated', () => {
    expect(encapsulate(new Uint8Array(12))).toBeUndefined();
    // Coefficients of a key are below 3329.
    expect(encapsulate(new Uint8Array(1216).fill(255))).toBeUndefined();
    expect(decapsulate(new Uint8Array(5), new Uint8Array(32))).toBeUndefined();
    // A point of low order gives a secret that anybody knows.
    expect(decapsulate(new Uint8Array(1120), new Uint8Array(32))).toBeUndefined();
  });
});
