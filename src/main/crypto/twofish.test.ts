import { expect, test } from 'vitest';
import { sealed } from './testing/twofish.ts';
import { twofishCbcOpen, twofishCbcUnpadded } from './twofish.ts';

const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('hex');
const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const none = new Uint8Array(16);

// https://www.schneier.com/wp-content/uploads/2015/12/ecb_ival.txt and section 9 of the paper
test.each([
  ['128 bits', '00'.repeat(16), '9f589f5cf6122c32b6bfec2f2ae8c35a'],
  ['192 bits', '0123456789abcdeffedcba98765432100011223344556677', 'cfd1d2e5a9be9cdf501f13b892bd2248'],
  [
    '256 bits',
    '0123456789abcdeffedcba987654321000112233445566778899aabbccddeeff',
    '37527be0052334b89f0cfccae87cfa20',
  ],
])('opens what its authors sealed: %s', (_, key, cipher) => {
  expect(hex(twofishCbcUnpadded(bytes(key), none, bytes(cipher)))).toBe('00'.repeat(16));
});

test('gives the values of its authors after 49 rounds of each length', () => {
  for (const [length, last] of [
    [16, '5d9d4eeffa9151575524f115815a12e0'],
    [24, 'e75449212beef9f4a390bd860a640941'],
    [32, '37fe26ff1cf66175f5ddf4c33b97a205'],
  ] as const) {
    let key = new Uint8Array(length);
    let [plain, cipher]: [Uint8Array, Uint8Array] = [none, none];
    for (let n = 1; n <= 49; n++) {
      cipher = sealed(key, none, plain);
      expect(hex(twofishCbcUnpadded(key, none, cipher))).toBe(hex(plain));
      key = new Uint8Array([...plain, ...key].slice(0, length));
      plain = cipher;
    }
    expect(hex(cipher)).toBe(last);
  }
});

test('chains its blocks, and takes no padding that is none', () => {
  const [key, iv] = [new Uint8Array(32).fill(7), new Uint8Array(16).fill(9)];
  const content = Buffer.from('seventeen letters');
  const whole = sealed(key, iv, Buffer.concat([content, Buffer.alloc(15, 15)]));
  expect(Buffer.from(twofishCbcOpen(key, iv, whole) ?? []).toString()).toBe('seventeen letters');
  expect(hex(twofishCbcUnpadded(key, iv, whole.subarray(0, 16)))).toBe(hex(content.subarray(0, 16)));
  for (const end of [[15, 14], [0], [17], [255]]) {
    const padding = Buffer.alloc(15, end[0]);
    padding.set(end, padding.length - end.length);
    expect(twofishCbcOpen(key, iv, sealed(key, iv, Buffer.concat([content, padding])))).toBeUndefined();
  }
  expect(twofishCbcOpen(key, iv, sealed(key, iv, Buffer.alloc(32, 17)))).toBeUndefined();
  expect(twofishCbcOpen(key, iv, whole.subarray(0, 31))).toBeUndefined();
  expect(twofishCbcOpen(key, iv, new Uint8Array())).toBeUndefined();
});
