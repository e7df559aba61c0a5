import { describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { randomInt } from '../crypto/primitives.ts';
import {
  generatePassword,
  generateWords,
  loadWords,
  type PasswordOptions,
  passwordBits,
  SYMBOLS,
  wordsBits,
} from './generate.ts';

// mulberry32: a fixed seed, so that a chi-square test gives the same verdict on every run.
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

function chiSquare(observed: Map<string, number>, expected: Map<string, number>): number {
  let sum = 0;
  for (const [key, wanted] of expected) sum += ((observed.get(key) ?? 0) - wanted) ** 2 / wanted;
  return sum;
}

const count = (keys: Iterable<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

const digitsAndTwo: PasswordOptions = { length: 4, lower: false, upper: false, symbols: '!?' };
const failure = (run: () => unknown) => {
  try {
    return run();
  } catch (error) {
    return failureOf(error);
  }
};

describe('generatePassword', () => {
  it('has the length asked for and one of each class, every time', () => {
    for (let round = 0; round < 500; round += 1) {
      const password = generatePassword({ length: 4 + (round % 30) }, randomInt);
      expect(password).toHaveLength(4 + (round % 30));
      expect(password).toMatch(/[a-z]/);
      expect(password).toMatch(/[A-Z]/);
      expect(password).toMatch(/[0-9]/);
      expect([...password].some((character) => SYMBOLS.includes(character))).toBe(true);
    }
  });

  it('draws from the chosen classes alone', () => {
    const password = generatePassword({ length: 1000, upper: false, digits: false, symbols: '' }, randomInt);
    expect(password).toMatch(/^[a-z]{1000}$/);
  });

  it('leaves out what is easily misread', () => {
    expect(generatePassword({ length: 1000, unambiguous: true }, randomInt)).not.toMatch(/[0Oo1Il|]/);
  });

  it('counts a symbol once, and not when another class has it', () => {
    const options = { length: 1000, digits: false, upper: false, symbols: '!!!!!!!!abc' };
    const drawn = count(generatePassword(options, seeded(5)));
    expect(drawn.size).toBe(27);
    expect(drawn.get('!')).toBeLessThan(100);
  });

  it('takes symbols beyond the basic plane whole', () => {
    const options = { length: 6, lower: false, upper: false, digits: false, symbols: '😀😎' };
    expect([...generatePassword(options, randomInt)]).toHaveLength(6);
  });

  it('draws each character as often as the others (chi-square, p = 0.001)', () => {
    const digits = { length: 1000, lower: false, upper: false, symbols: '' };
    const random = seeded(1);
    const drawn = Array.from({ length: 20 }, () => generatePassword(digits, random)).join('');
    const expected = new Map([...'0123456789'].map((digit) => [digit, 2000]));
    expect(chiSquare(count(drawn), expected)).toBeLessThan(27.88); // 9 degrees of freedom
  });

  it('draws each password as often as the others: no class is planted (chi-square, p = 0.001)', () => {
    // Of 12^4 - 10^4 - 2^4 passwords, C(4,k) 2^k 10^(4-k) have k symbols. One planted of each would
    // give others.
    const random = seeded(2);
    const symbols = Array.from({ length: 20_000 }, () =>
      String(generatePassword(digitsAndTwo, random).replace(/[0-9]/g, '').length),
    );
    const share = (ways: number) => (20_000 * ways) / 10_720;
    const expected = new Map([
      ['1', share(4 * 2 * 1000)],
      ['2', share(6 * 4 * 100)],
      ['3', share(4 * 8 * 10)],
    ]);
    expect(chiSquare(count(symbols), expected)).toBeLessThan(13.82); // 2 degrees of freedom
  });

  it('refuses what cannot be made', () => {
    const none = { length: 8, lower: false, upper: false, digits: false, symbols: '' };
    expect(failure(() => generatePassword(none, randomInt))).toMatchObject({
      code: 'bad-input',
      what: 'classes',
    });
    for (const length of [0, 3, 4.5, 1025, Number.NaN]) {
      expect(failure(() => generatePassword({ length }, randomInt))).toMatchObject({ what: 'length' });
    }
    const swallowed = { length: 8, symbols: 'abc' };
    expect(failure(() => generatePassword(swallowed, randomInt))).toMatchObject({ what: 'symbols' });
  });
});

describe('passwordBits', () => {
  it('is the log of how many passwords there are', () => {
    expect(passwordBits(digitsAndTwo)).toBeCloseTo(Math.log2(10_720), 10);
    expect(passwordBits({ ...digitsAndTwo, digits: false, length: 20 })).toBeCloseTo(20, 10);
    expect(passwordBits({ length: 20, symbols: '' })).toBeLessThan(20 * Math.log2(62));
    expect(passwordBits({ length: 20, symbols: '' })).toBeCloseTo(20 * Math.log2(62), 0);
  });

  it('stays exact and finite for the longest', () => {
    expect(passwordBits({ length: 1024, lower: false, upper: false, symbols: '' })).toBeCloseTo(
      1024 * Math.log2(10),
      8,
    );
  });
});

describe('generateWords', () => {
  const list = ['ant', 'bee', 'cat', 'dog', 'elk', 'fox', 'gnu', 'hen'];

  it('joins words of the list', () => {
    const words = generateWords({ words: 6, separator: ' ' }, list, randomInt).split(' ');
    expect(words).toHaveLength(6);
    expect(words.every((word) => list.includes(word))).toBe(true);
  });

  it('gives capitals and one digit when asked', () => {
    for (let round = 0; round < 50; round += 1) {
      const value = generateWords(
        { words: 3, separator: '-', capitalize: true, number: true },
        list,
        randomInt,
      );
      expect(value).toMatch(/^[A-Z][a-z]{2}\d?-[A-Z][a-z]{2}\d?-[A-Z][a-z]{2}\d?$/);
      expect(value.replace(/\D/g, '')).toHaveLength(1);
    }
  });

  it('draws each word as often as the others (chi-square, p = 0.001)', () => {
    const random = seeded(3);
    const drawn = Array.from({ length: 500 }, () =>
      generateWords({ words: 32, separator: ' ' }, list, random).split(' '),
    );
    expect(chiSquare(count(drawn.flat()), new Map(list.map((word) => [word, 2000])))).toBeLessThan(24.33); // 7
  });

  it('refuses no words, and a list of none', () => {
    expect(failure(() => generateWords({ words: 0, separator: '' }, list, randomInt))).toMatchObject({
      what: 'words',
    });
    expect(() => generateWords({ words: 3, separator: '' }, [], () => 0)).toThrow(RangeError);
  });

  it('reports its entropy', () => {
    expect(wordsBits({ words: 6, separator: '-' }, 7776)).toBeCloseTo(77.55, 2);
    expect(wordsBits({ words: 6, separator: '-', capitalize: true, number: true }, 7776)).toBeCloseTo(
      83.46,
      2,
    );
  });
});

it('loadWords gives 7,776 different plain words, one for each throw of five dice', async () => {
  const words = await loadWords();
  expect(new Set(words).size).toBe(6 ** 5);
  expect(words.filter((word) => !/^[a-z]{3,9}$/.test(word))).toEqual([]);
});
