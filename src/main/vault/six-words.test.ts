import { expect, it } from 'vitest';
import { loadWords } from './generate.ts';
import { isSameWords, sixWords } from './six-words.ts';

it('gives six words of the list, always the same for the same bytes, others for any other', async () => {
  const list = new Set(await loadWords());
  const seen = new Set<string>();
  for (let n = 0; n < 12; n++) {
    const words = await sixWords(Buffer.from(`answer ${n}`));
    expect(words).toHaveLength(6);
    expect(words.every((word) => list.has(word))).toBe(true);
    expect(new Set(words).size).toBeGreaterThan(4);
    for (const word of words) seen.add(word);
  }
  expect(seen.size).toBeGreaterThan(68);
  expect(await sixWords(Buffer.from('answer 3'))).toEqual(await sixWords(Buffer.from('answer 3')));
});

it('compares words however they were typed, and takes no fewer', () => {
  const words = ['one', 'two', 'three', 'four', 'five', 'six'];
  for (const typed of ['one two three four five six', ' ONE, two\nthree;four five  six\n'])
    expect(isSameWords(typed, words)).toBe(true);
  for (const typed of [
    '',
    'one',
    'one two three four five',
    'one two three four five six six',
    'two one three four five six',
    'one twothree four five six',
  ])
    expect(isSameWords(typed, words)).toBe(false);
});
