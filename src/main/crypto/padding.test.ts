import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paddedLength, padJson, padJsonParts, padmeLength, unpadJson } from './padding.ts';

// The paper's algorithm 1 as it is printed, on big integers: slow, readable, exact.
function printed(n: bigint): bigint {
  const bits = (x: bigint) => BigInt(x.toString(2).length) - 1n; // floor(log2(x))
  const exponent = bits(n);
  const lastBits = exponent - (bits(exponent) + 1n);
  const mask = (1n << lastBits) - 1n;
  return (n + mask) & ~mask;
}

describe('padmeLength', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [8, 8],
    [9, 10], // the paper's worst case, 11.1 %
    [42, 44],
    [100, 104],
    [666, 672],
    [1000, 1024],
    [1999, 2048],
    [1_048_576, 1_048_576],
    [1_048_577, 1_081_344],
    [2 ** 31, 2 ** 31],
    [2 ** 31 + 1, 2 ** 31 + 2 ** 26],
    [2 ** 53 - 1, 2 ** 53],
  ])('%i becomes %i', (n, padded) => expect(padmeLength(n)).toBe(padded));

  it('equals the algorithm as printed, up to 2^53', () => {
    // Lengths of every magnitude, and those just below a power of two, where Math.log2 goes wrong.
    const anyLength = fc.integer({ min: 1, max: 53 }).chain((bits) => {
      const most = 2 ** bits - 1;
      return fc.oneof(
        fc.integer({ min: 0, max: most }),
        fc.nat(1000).map((less) => Math.max(0, most - less)),
      );
    });
    fc.assert(
      fc.property(
        anyLength.filter((n) => n >= 2),
        (n) => {
          expect(BigInt(padmeLength(n))).toBe(printed(BigInt(n)));
        },
      ),
      { numRuns: 5000 },
    );
    for (let n = 2; n < 5000; n += 1) expect(BigInt(padmeLength(n))).toBe(printed(BigInt(n)));
  });

  it('is never less, at most 12 % more, never falls, and pads what is padded no further', () => {
    let last = 0;
    for (let n = 0; n < 200_000; n += 1) {
      const padded = padmeLength(n);
      if (padded < n || padded > n * 1.12 || padded < last || padmeLength(padded) !== padded)
        expect.fail(`${n}: ${padded}`);
      last = padded;
    }
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])('%d is no length', (n) => {
    expect(() => padmeLength(n)).toThrow(RangeError);
  });
});

describe('padJson and unpadJson', () => {
  it('fill up to 256 bytes, and beyond that to the Padmé length', () => {
    const padded = (length: number) => padJson(JSON.stringify('x'.repeat(length - 2))).length;
    for (const length of [2, 3, 100, 255, 256]) expect(padded(length)).toBe(256);
    expect([257, 272, 273, 1_999].map(padded)).toEqual([272, 272, 288, 2_048]);
    for (const length of [0, 2, 255, 257, 1_999])
      expect(padJsonParts([new Uint8Array(length)])).toHaveLength(paddedLength(length));
  });

  it('use the room where they fit to the last byte, and leave it alone where they do not', () => {
    const text = JSON.stringify('x'.repeat(500));
    const whole = paddedLength(Buffer.byteLength(text));
    for (const [size, fits] of [
      [whole - 1, false],
      [whole, true],
      [whole + 1, true],
    ] as const) {
      const room = Buffer.alloc(size, 7);
      const padded = padJson(text, room);
      expect(unpadJson(padded).trimEnd()).toBe(text);
      expect(padded).toHaveLength(whole);
      expect(padded.buffer === room.buffer, `${size}`).toBe(fits);
    }
  });

  it('bring back any JSON, at its padded length', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        const padded = padJson(text);
        expect(padded).toHaveLength(paddedLength(Buffer.byteLength(text)));
        expect(unpadJson(padded)).toBe(text.padEnd(text.length + padded.length - Buffer.byteLength(text)));
        expect(JSON.stringify(JSON.parse(unpadJson(padded)))).toBe(text);
      }),
    );
  });

  it('keep a byte order mark, which is text like any other', () => {
    expect(unpadJson(padJson('\ufeff')).codePointAt(0)).toBe(0xfeff);
  });

  it('refuse what is not UTF-8', () => {
    expect(() => unpadJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(TypeError);
    expect(() => unpadJson(Uint8Array.of(0xed, 0xa0, 0x80))).toThrow(TypeError);
  });
});
