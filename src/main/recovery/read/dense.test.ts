import { expect, test } from 'vitest';
import { codeOf, drawn } from '../code.ts';
import { decodeGrey } from './decode.ts';
import { densePart } from './dense.ts';
import { disturbed } from './disturb.ts';
import type { Grey } from './pixels.ts';

const text = `HOLDFAST 1 3F2A90BC 7KQ2M9XT ${'ACADEMIC ACID ACNE '.repeat(11)}`.trim();

/** A white page with a picture on it, and a rule across the page as thick as any on a sheet. */
function pageWith(picture: Grey, left: number, top: number): Grey {
  const [width, height] = [777, 1_100];
  const data = new Uint8Array(width * height).fill(255);
  data.fill(0, 40 * width, 44 * width);
  for (let y = 0; y < picture.height; y++)
    data.set(picture.data.subarray(y * picture.width, (y + 1) * picture.width), (top + y) * width + left);
  return { width, height, data };
}

test('a code is found wherever it is, with enough white around it to be read turned and blurred', async () => {
  const code = drawn(codeOf(text), 4);
  for (const [left, top] of [
    [0, 50],
    [101, 333],
    [777 - code.width, 1_100 - code.height],
  ] as const) {
    const page = pageWith(code, left, top);
    const part = densePart(page);
    expect(part?.width).toBeLessThan(page.width / 2);
    expect(part?.height).toBeLessThan(page.height / 2);
    expect(part && (await decodeGrey(disturbed(part)))).toEqual([text]);
  }
});

test('a page without anything so dark has no such part', () => {
  expect(densePart(pageWith({ width: 1, height: 1, data: Uint8Array.of(0) }, 5, 5))).toBeUndefined();
});
