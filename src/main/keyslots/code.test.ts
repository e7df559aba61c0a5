import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base32, fromBase32 } from '../../shared/base32.ts';
import { failureOf } from '../../shared/failure.ts';
import { codeOf, isCode, readCode } from './code.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

it('base32 is RFC 4648’s, and gives every byte back', () => {
  // RFC 4648, 10.
  const vectors = {
    '': '',
    f: 'MY',
    fo: 'MZXQ',
    foo: 'MZXW6',
    foob: 'MZXW6YQ',
    fooba: 'MZXW6YTB',
    foobar: 'MZXW6YTBOI',
  };
  for (const [text, code] of Object.entries(vectors)) expect(base32(Buffer.from(text))).toBe(code);
  fc.assert(
    fc.property(bytes, (given) => {
      expect(Buffer.from(fromBase32(base32(given)) ?? [1]).equals(Buffer.from(given))).toBe(true);
    }),
  );
});

it('base32 of no bytes is refused: other letters, lengths, and bits that are left over', () => {
  for (const wrong of ['1', 'A', 'AAA', 'AAAAAA', 'AB', 'MZXW6YT0', 'MY=====', 'ä'])
    expect(fromBase32(wrong)).toBeUndefined();
});

it('a code gives its bytes back, whatever white space and case it came with', () => {
  fc.assert(
    fc.property(
      bytes,
      fc.array(fc.nat(600)),
      fc.constantFrom(' ', '\n', '\r\n', '\t', '\u00a0'),
      (given, at, space) => {
        let text = codeOf('answer', given);
        for (const place of at) text = `${text.slice(0, place)}${space}${text.slice(place)}`;
        expect(Buffer.from(readCode('answer', text.toLowerCase())).equals(Buffer.from(given))).toBe(true);
      },
    ),
  );
});

it('a code of which anything was changed, cut, added or swapped is refused', () => {
  const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ2345670189-_é'];
  fc.assert(
    fc.property(
      bytes,
      fc.nat(),
      fc.constantFrom(...alphabet),
      fc.constantFrom('put', 'cut', 'add', 'swap'),
      (given, n, letter, how) => {
        const code = codeOf('invitation', given);
        const at = n % code.length;
        const [before, rest] = [code.slice(0, at), code.slice(at)];
        const text = {
          put: before + letter + rest.slice(1),
          cut: before + rest.slice(1),
          add: before + letter + rest,
          swap: before + [...rest.slice(0, 2)].reverse().join('') + rest.slice(2),
        }[how];
        fc.pre(text.toUpperCase() !== code);
        let refused: unknown;
        try {
          readCode('invitation', text);
        } catch (error) {
          refused = failureOf(error)?.code;
        }
        expect(refused).toBe('code-refused');
      },
    ),
    { numRuns: 1_000 },
  );
});

it('tells a code from the name of a file', () => {
  expect(isCode(codeOf('answer', Buffer.from('x'.repeat(20))))).toBe(true);
  expect(isCode(` \n${codeOf('invitation', Buffer.from('x'.repeat(20))).toLowerCase()}`)).toBe(true);
  for (const name of ['HFI1', 'HFI1.txt', './HFA1', 'answer.txt', 'hfi1/AAAAAAAAAAAAAAAAAAA', ''])
    expect(isCode(name)).toBe(false);
});

it('is refused beyond its length before anything is made of it', () => {
  let found: unknown;
  try {
    readCode('answer', 'A'.repeat(20_000));
  } catch (error) {
    found = failureOf(error);
  }
  expect(found).toEqual({ code: 'too-large', what: 'code', limit: 16_384 });
});
