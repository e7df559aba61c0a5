import { expect, test } from 'vitest';
import { pictureFaults, shareFaults } from '../shared/failure-reasons.ts';
import { pictureWords, shareWords } from './recovery-words.ts';

test('every way in which a sheet or a picture is refused has a sentence of its own', () => {
  const told = [
    ...shareFaults.map((reason) => shareWords({ code: 'share-refused', reason })),
    ...pictureFaults.map((reason) => pictureWords[reason]),
  ];
  expect(new Set(told).size).toBe(shareFaults.length + pictureFaults.length);
  for (const sentence of told) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
