import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  blurred,
  equalised,
  type Grey,
  halved,
  leaned,
  scaled,
  sharpened,
  stretched,
  turned,
} from './pixels.ts';

const picture = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height, maxLength: width * height })
      .map((data): Grey => ({ width, height, data })),
  );

/** The mean of each pixel's neighbourhood, found the slow way. */
function blurredSlowly({ width, height, data }: Grey, radius: number): number[] {
  const mean = (value: (away: number) => number) => {
    let sum = 0;
    for (let away = -radius; away <= radius; away++) sum += value(away);
    return Math.floor((sum + radius) / (2 * radius + 1));
  };
  const within = (at: number, count: number) => Math.max(0, Math.min(at, count - 1));
  const across = [...data].map((_, at) =>
    mean((away) => data[Math.floor(at / width) * width + within((at % width) + away, width)] ?? 0),
  );
  return across.map((_, at) =>
    mean((away) => across[within(Math.floor(at / width) + away, height) * width + (at % width)] ?? 0),
  );
}

test('a blur is the mean of what is around, also beyond the edges', () => {
  fc.assert(
    fc.property(picture, fc.integer({ min: 0, max: 15 }), (one, radius) => {
      expect([...blurred(one, radius).data]).toEqual(blurredSlowly(one, radius));
    }),
  );
});

test('one grey stays that grey, whatever is done to it', () => {
  const flat = { width: 9, height: 7, data: new Uint8Array(63).fill(90) };
  for (const same of [
    blurred(flat, 2),
    sharpened(flat, 3, 3),
    halved(flat),
    scaled(flat, 18, 14),
    turned(flat, 0),
  ])
    expect(same.data[same.width + 1]).toBe(90);
});

test('no alteration leaves its picture, however small it is', () => {
  fc.assert(
    fc.property(picture, (one) => {
      const { width, height } = one;
      const sizes = [halved(one), scaled(one, 2 * width, 2 * height), leaned(one, 45, 0.3), turned(one, 30)]
        .concat([stretched(one), sharpened(one, 3, 3), equalised(one, 24)])
        .map((result) => [result.data.length, result.width * result.height]);
      for (const [length, size] of sizes) expect(length).toBe(size);
    }),
  );
});

test('what was turned is where it belongs', () => {
  const data = new Uint8Array(21 * 21).fill(255);
  data[10 * 21 + 15] = 0;
  const quarter = turned({ width: 21, height: 21, data }, 90);
  const dark = [...quarter.data].map((value, at) => (value < 200 ? at : -1)).filter((at) => at >= 0);
  for (const at of dark) expect(Math.hypot((at % 21) - 10.5, Math.floor(at / 21) - 15)).toBeLessThan(6);
  expect(dark.length).toBeGreaterThan(0);
});
