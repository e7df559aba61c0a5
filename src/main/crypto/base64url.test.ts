import { expect, test } from 'vitest';
import { fromBase64url, toBase64url } from './base64url.ts';

test('bytes come back from their text, which has no padding and no slash', () => {
  const bytes = new Uint8Array([251, 255, 254, 0]);
  expect(toBase64url(bytes)).toBe('-__-AA');
  expect(fromBase64url('-__-AA')).toEqual(bytes);
});

test('a view is written by its own bytes alone', () => {
  expect(toBase64url(new Uint8Array([1, 2, 3, 4]).subarray(1, 3))).toBe(toBase64url(new Uint8Array([2, 3])));
});

test('what was decoded lies in no memory that others share', () => {
  expect(fromBase64url('AQID').buffer.byteLength).toBe(3);
});
