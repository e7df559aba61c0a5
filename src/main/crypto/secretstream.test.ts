import { expect, test } from 'vitest';
import { openSecretStream } from './secretstream.ts';

// What libsodium 1.0.20 made (by PyNaCl) with the key 00 01 … 1f: a message of that length, whose
// byte i is 7 i + length, with the tag FINAL.
const final = [
  [0, 'd6cb9656958401b29e29e8f231445ed6fff56cfe88110cb7', '024bcc6221d63fc3fd12c3758e61abdfde'],
  [1, 'e5eb319568af11c4f3e3b8c58f1f193ddfb5181cc6e5688e', '3aac2aafc096c8cfdbdd72b2e5aa61813daf'],
  [
    15,
    'f50b667b1c0848df042c08a11fb2eb8170b9aa8960188bde',
    'dde59b2f9dcf2184d6a615665b0801759ac1750a7f353bcd9d407f61b4719f83',
  ],
  [
    16,
    '21d19927f96e30c234835eb7ccf4c050bcc4330329723d4b',
    'c0e0b75ae490d52119f8a153757267e9ae113794794a932b8ad3c5add43e588331',
  ],
  [
    17,
    'ef6abf9869070a50eeab77ea9ca1d1a532782f58ec1a9d75',
    'e13fa1ef58d9caeda7db1986c5fa4a63ea20155a3611cbf080c215b5be8ab17d6c07',
  ],
  [
    63,
    'bac0e2f19723af593502622d418fb66c35759523a8195582',
    'c43f388849df3aa29d9f2827d1f89e6c385a6aa528bc612ed55f51f1e788d1b8af16802fa165a76a0a42d06a2d8c76b3ff50a7b6848d3c28bfab824d1d74c130db56a784aa8db82c4e973fc93dc376c8',
  ],
  [
    64,
    '6d1b61e16fee1cd17b5f773a25f61ba62b2cb9c59370d261',
    'c160bc0ddbb4aa18d5b651904a6babcec62bdecb89ee505fd9e8170f210af0af022ceb35643804462563a31cfc438877501b2790234399ff38e4aab805cde8e02b43144576551656ce5ffac8391cfdc21a',
  ],
  [
    65,
    'bf282be208028f1ca1e650876816a79a51eb79948c4d2036',
    '13ffae574f8fe2cbd3f66d2986374a977dd09f2a0dc2fb5a6b3f4bf8d3a55925c28b690c0f2057c5b79c0174db27ac638652e39161fc234deb2f6f59e1d0b1b7096916061863f43912fd244b502914202c35',
  ],
] as const;
/** The same for 33 bytes, with the tags MESSAGE, PUSH and REKEY: a stream goes on behind them. */
const unfinished = [
  [
    0,
    '426a174061403267c40b02927879cca8d5f2789b5df79fb9',
    'b57e3d97400ccd51f60af25dbb2479e67a0fcd37d1d52a64c8a34e7c5667d74048cdc7edb70a76c43fd2b362ed5746066d45',
  ],
  [
    1,
    'f52392bbfa39df54870cd7de8984b27450753330174feace',
    '8d69f16c5fd75b3077cea13d8621fbee9e54dd532b6e0c51fb9cd3eba7d3f24ec5d5f704b2b7efb5717cd9db520b0362b579',
  ],
  [
    2,
    '6add712d549fb0c72892faf042c19532213b0687e8dc8266',
    '92e40aafee516121e147e3cb5a2465adff95427bc89e089a28339954853491144e3ba57003f670e5b0d3df1797513678c09f',
  ],
] as const;
/** A stream of two messages: the first goes on, the second is its end. */
const two = [
  '19b74e72f8713e2fcf8c2613fc9ccb867b70eea8741ac21b',
  'eb103e97262604def82f1f86b8a34ad5598d8b69',
  '356b5b31b3d5ef4929400f880faeca67d5ad83d1',
] as const;

const key = Uint8Array.from({ length: 32 }, (_, i) => i);
const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const messageOf = (length: number) => Uint8Array.from({ length }, (_, i) => (7 * i + length) & 255);
const open = (header: string, sealed: Uint8Array, by = key) => {
  const opened = openSecretStream(by, bytes(header), sealed);
  return opened && new Uint8Array(opened);
};

test.each(final)('a stream of libsodium of %i bytes is read', (length, header, sealed) => {
  expect(open(header, bytes(sealed))).toEqual(messageOf(length));
});

test.each(final)('of one of %i bytes, nothing that was changed or cut is', (_, header, sealed) => {
  const whole = bytes(sealed);
  for (let at = 0; at < whole.length; at++) {
    expect(open(header, whole.with(at, (whole[at] ?? 0) ^ 1))).toBeUndefined();
    expect(open(header, whole.subarray(0, at))).toBeUndefined();
  }
  expect(open(header, Uint8Array.of(...whole, 0))).toBeUndefined();
  const head = bytes(header);
  for (let at = 0; at < head.length; at++)
    expect(openSecretStream(key, head.with(at, (head[at] ?? 0) ^ 1), whole)).toBeUndefined();
  expect(open(header, whole, key.with(31, 0))).toBeUndefined();
});

test.each(unfinished)(
  'a message with the tag %i is no end: what stood behind it was cut off',
  (_, header, sealed) => {
    expect(open(header, bytes(sealed))).toBeUndefined();
  },
);

test('of two messages neither is the whole stream, nor are both as one', () => {
  const [header, first, second] = two;
  for (const part of [first, second, first + second]) expect(open(header, bytes(part))).toBeUndefined();
});
