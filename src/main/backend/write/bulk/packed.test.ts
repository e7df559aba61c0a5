import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { release } from '../../../../shared/release.ts';
import { PackedTexts } from './packed.ts';

// It would leave nothing to look at.
vi.mock('../../../../shared/release.ts', () => ({ release: vi.fn() }));

it('gives back every text, whatever its characters and its size', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer({ min: 0, max: 700_000 }).map((length) => 'é'.repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const packed = new PackedTexts();
      const places = texts.map((one) => packed.add(one));
      for (const [i, at] of places.entries()) {
        const one = texts[i] as string;
        // Two bytes each: more than a megabyte goes in no chunk.
        if (at === undefined) expect(Buffer.byteLength(one)).toBeGreaterThan(1024 ** 2 - 5);
        else expect([packed.text(at), packed.size(at)]).toEqual([one, Buffer.byteLength(one)]);
      }
    }),
    { numRuns: 50 },
  );
});

it('leaves nothing of its texts when they are let go of', () => {
  const packed = new PackedTexts();
  const bytes = packed.bytes(packed.add('secret') ?? expect.unreachable());
  packed.clear();
  expect([...bytes]).toEqual([0, 0, 0, 0, 0, 0]);
  expect(
    vi
      .mocked(release)
      .mock.calls.flat()
      .map(({ buffer }) => buffer),
  ).toEqual([bytes.buffer]);
});
