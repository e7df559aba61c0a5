import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { findShares, readShare } from '../../shared/sheets/share.ts';
import { wordAt } from '../../shared/sheets/words.ts';
import { slip39Words } from '../../shared/slip39-words.ts';
import { combine, fingerprint, newSetId, split } from './shares.ts';
import { splitSlip39, withChecksum } from './testing/slip39-spec.ts';

const secret = new Uint8Array(32).fill(5);
const sheets = splitSlip39(secret, { identifier: 0x1234, threshold: 3, shares: 5 });
const sheet = sheets[1] ?? [];
const anyPlace = fc.integer({ min: 0, max: 32 });
const anyWord = fc.constantFrom(...slip39Words);

function refusal(words: readonly string[]): Failure | 'none' {
  try {
    readShare(words);
    return 'none';
  } catch (error) {
    return failureOf(error) ?? 'none';
  }
}

describe('a share', () => {
  it('says its set, its number, and how many are needed', () => {
    expect(readShare(sheet)).toEqual({ identifier: 0x1234, sheet: 2, threshold: 3, words: sheet });
    expect(readShare(sheet.map((word) => word.slice(0, 4))).words).toEqual(sheet);
  });

  it('is split so that its set is told from those before', async () => {
    const all = new Set(Array.from({ length: 0x8000 }, (_, index) => index));
    // All but a few identifiers are taken: one that is free is drawn in the end.
    for (let free = 0; free < 2048; free++) all.delete(free);
    const made = await split(secret, { threshold: 2, shares: 2 }, all);
    expect(made.identifier).toBeLessThan(2048);
    expect(readShare(made.sheets[0] ?? []).identifier).toBe(made.identifier);
    expect(await combine(made.sheets.map((words) => ({ words })))).toEqual(secret);
  });

  it('is known by its fingerprint, in one vault and set alone', () => {
    const prints = [
      fingerprint('00'.repeat(16), 'AAAAAAAA', sheet),
      fingerprint('01'.repeat(16), 'AAAAAAAA', sheet),
      fingerprint('00'.repeat(16), 'AAAAAAAB', sheet),
      fingerprint('00'.repeat(16), 'AAAAAAAA', sheets[2] ?? []),
    ];
    expect(new Set(prints).size).toBe(4);
  });

  it('belongs to a set whose id people can read aloud', () => {
    const ids = Array.from({ length: 200 }, newSetId);
    for (const id of ids) expect(id).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(new Set(ids).size).toBe(200);
  });
});

describe('words that are no share of ours', () => {
  it('none, too few, too many', () => {
    expect(refusal([])).toMatchObject({ reason: 'empty' });
    expect(refusal(sheet.slice(0, 32))).toMatchObject({ reason: 'too-few-words' });
    expect(refusal([...sheet, 'acid'])).toMatchObject({ reason: 'too-many-words' });
    const unknown = (length: number) => refusal(Array.from({ length }, () => 'qwertz'));
    expect(unknown(66)).toMatchObject({ reason: 'unknown-words', words: { length: 66 } });
    // Whoever pastes a book is not told of every word in it.
    for (const length of [67, 3000])
      expect(unknown(length)).toEqual({ code: 'share-refused', reason: 'too-many-words' });
  });

  it('one wrong word, wherever and whichever: the right one is suggested', () => {
    fc.assert(
      fc.property(anyPlace, anyWord, (place, word) => {
        fc.pre(word !== sheet[place]);
        expect(refusal(sheet.with(place, word))).toEqual({
          code: 'share-refused',
          reason: 'checksum',
          words: [place + 1],
          suggestion: sheet[place],
        });
      }),
    );
  });

  it('two swapped words, neighbours or not', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (a, b) => {
        const [i, j] = [Math.min(a, b), Math.max(a, b)];
        fc.pre(sheet[i] !== sheet[j]);
        const swapped = sheet.with(i, sheet[j] ?? '').with(j, sheet[i] ?? '');
        expect(refusal(swapped)).toMatchObject({
          reason: 'checksum',
          words: [i + 1, j + 1],
          suggestion: sheet[i],
        });
      }),
    );
  });

  it('two wrong words, or three, are found and never put right by a guess', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPlace, { minLength: 2, maxLength: 2 }),
        anyWord,
        ([a = 0, b = 1], word) => {
          fc.pre(word !== sheet[a] && word !== sheet[b]);
          const spoilt = sheet.with(a, word).with(b, word);
          expect(refusal(spoilt)).toEqual({ code: 'share-refused', reason: 'checksum' });
        },
      ),
    );
  });

  it('a word that is in no list: the checksum says which it is, or else the letters', () => {
    const [at, right] = [7, sheet[7] ?? ''];
    expect(refusal(sheet.with(at, 'qqqq'))).toMatchObject({
      reason: 'unknown-words',
      words: [8],
      suggestion: right,
    });
    expect(refusal(['acadmic', ...sheet.slice(2), 'hunderd'])).toMatchObject({
      reason: 'unknown-words',
      words: [1, 33],
      suggestion: 'academic',
    });
    const other = refusal(
      sheet.with(at, 'qqqq').with(8, wordAt((slip39Words.indexOf(sheet[8] ?? '') + 1) % 1024)),
    );
    expect(other).toEqual({ code: 'share-refused', reason: 'unknown-words', words: [8] });
  });

  it('a phrase of another list', () => {
    const bip39 =
      'abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about';
    expect(refusal(bip39.split(' '))).toMatchObject({ reason: 'unknown-words' });
  });

  it('a good share of another program: shorter, stretched, in groups, not extendable', () => {
    const short = splitSlip39(new Uint8Array(16), { identifier: 1, threshold: 1, shares: 1 });
    expect(refusal(short[0] ?? [])).toMatchObject({ reason: 'foreign' });
    const stretched = splitSlip39(secret, { identifier: 1, threshold: 1, shares: 1, exponent: 1 });
    expect(refusal(stretched[0] ?? [])).toMatchObject({ reason: 'foreign' });
    // Official vector 20: a 256-bit secret, not extendable.
    const old =
      'theory painting academic academic armed sweater year military elder discuss acne wildlife boring employer fused large satoshi bundle carbon diagnose anatomy hamster leaves tracks paces beyond phantom capital marvel lips brave detect luck';
    expect(refusal(old.split(' '))).toMatchObject({ reason: 'foreign' });
  });

  it.each([
    ['a group’s number', 2, 1 << 6],
    ['more groups than one that are needed', 2, 1 << 2],
    ['many groups', 2, 1],
    ['more groups than one', 3, 1 << 8],
    ['257 bits', 4, 1 << 6],
    ['260 bits', 4, 1 << 9],
  ])('a good share of another program: one with %s', (_, place, bit) => {
    const words = sheet.map((word) => slip39Words.indexOf(word)).slice(0, -3);
    expect(withChecksum(words)).toEqual(sheet);
    const foreign = withChecksum(words.with(place, (words[place] ?? 0) | bit));
    expect(refusal(foreign)).toEqual({ code: 'share-refused', reason: 'foreign' });
  });

  it('a shorter share in the middle of a text', () => {
    const [short = []] = splitSlip39(new Uint8Array(16), { identifier: 1, threshold: 1, shares: 1 });
    expect(findShares([...short, 'and', ...sheet])).toEqual([sheet]);
  });
});
