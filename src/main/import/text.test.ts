import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfBase64, decodedXml, decodeText, decodeXml } from './text.ts';

const latin = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const bigEndian = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

test('UTF-8 and UTF-16 of either order read right, with a mark and without', () => {
  for (const mark of ['', '\ufeff'])
    for (const encode of [
      (text: string) => new Uint8Array(Buffer.from(text)),
      (text: string) => new Uint8Array(Buffer.from(text, 'utf16le')),
      bigEndian,
    ])
      expect(decodeText(encode(`${mark}{"a":"\u00e4\u{1f600}"}`))).toBe('{"a":"\u00e4\u{1f600}"}');
});

test.each([
  ['Latin-1', latin('{"a":"\xe4"}')],
  ['half a character', latin('{"a":"\xc3')],
  ['a surrogate in UTF-8', latin('\xed\xa0\x80')],
  ['half a pair in UTF-16', new Uint8Array(Buffer.from('\ufeffa\ud800b', 'utf16le'))],
  ['an odd length of UTF-16', new Uint8Array([0xff, 0xfe, 0x61])],
  ['UTF-32 with a mark', new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
  ['UTF-32 without', new Uint8Array([0x61, 0, 0, 0, 0x62, 0, 0, 0])],
])('%s is refused', (_, bytes) => {
  expect(() => decodeText(bytes)).toThrow('import-refused');
});

test('XML is read in the encoding that it names, or refused', () => {
  const xml = (encoding: string, text: string) =>
    `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;
  expect(decodeXml(latin(xml('ISO-8859-1', '\xe4')))).toContain('<a>\u00e4</a>');
  // The bytes of an a umlaut in UTF-8, meant as two letters.
  expect(decodeXml(latin(xml('iso-8859-1', '\xc3\xa4')))).toContain('\u00c3\u00a4');
  expect(decodeXml(new Uint8Array(Buffer.from(xml('UTF-16', '\u00e4'))))).toContain('\u00e4');
  expect(decodeXml(bigEndian(xml('UTF-16', '\u00e4')))).toContain('\u00e4');
  expect(() => decodeXml(latin(xml('utf-8', '\xe4')))).toThrow('import-refused');
  expect(() => decodeXml(latin(xml('x-unheard-of', 'a')))).toThrow('import-refused');
});

test('base64 is taken whole or not at all', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = Buffer.from(bytes).toString('base64');
      expect(bytesOfBase64(`\n${text} `)).toEqual(Buffer.from(bytes));
    }),
  );
  for (const text of ['a', 'ab!c', 'ab=c', 'abcd=====', '\u00e4bcd'])
    expect(bytesOfBase64(text)).toBeUndefined();
});

test('an XML in pieces is the same text, whatever character a piece ends in', () => {
  for (let at = 0; at < 4; at++) {
    const text = `<a>${'x'.repeat(at)}${'\u00e4\u20ac\u{1f600}'.repeat(20_000)}</a>`;
    for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const pieces = [...decodedXml(new Uint8Array(bytes))];
      expect(pieces.length).toBeGreaterThan(2);
      expect(pieces.join('') === text).toBe(true);
    }
  }
  expect(() => [...decodedXml(new Uint8Array([0x3c, 0xe2, 0x82]))]).toThrow('import-refused');
});
