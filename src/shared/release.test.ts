import { expect, test } from 'vitest';
import { release } from './release.ts';

test('buffers that are given back are empty, whatever looks at them; what threads share stays', () => {
  const [one, other] = [new Uint8Array(8), new Uint8Array(new SharedArrayBuffer(8))];
  const view = one.subarray(4);
  release(one, other);
  const isAble = 'transfer' in ArrayBuffer.prototype;
  expect([one.length, view.length, other.length]).toEqual(isAble ? [0, 0, 8] : [8, 4, 8]);
});
