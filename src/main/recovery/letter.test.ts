import { expect, it } from 'vitest';
import { type LetterWords, letterWords } from '../../shared/words/letter.ts';
import { type Letter, letterHtml } from './letter.ts';

const letter: Letter = {
  vaultName: 'home <b>',
  vault: '3f2a90bc'.repeat(4),
  at: Date.UTC(2026, 4, 3),
  set: { set: '7KQ2M9XT', shares: 5, threshold: 3 },
  holders: [
    { sheet: 1, name: 'Anna <script>alert(1)</script>' },
    { sheet: 2, name: '' },
  ],
  places: ['/home/anna/home.holdfast', '/media/stick'],
  ask: 'My sister & her <i>notary</i>',
};
const made = (words: LetterWords, changes: Partial<Letter> = {}) =>
  letterHtml({ ...letter, ...changes }, { paper: 'a4', words });

it('says what it is, who has what, where it lies, what to do and whom to ask, without markup', async () => {
  for (const language of ['en', 'de'] as const) {
    const words = await letterWords(language);
    const html = made(words);
    for (const text of [words.who, words.where, words.todo, words.ask, words.sheets(3, 5, '7KQ2-M9XT')])
      expect(html).toContain(text);
    for (const step of words.steps(3)) expect(html).toContain(step);
    expect(html).toContain('Anna &lt;script&gt;');
    expect(html).toContain('/media/stick');
    expect(html).toContain('My sister &amp; her &lt;i&gt;notary');
    expect(html).toContain(words.unknown);
    expect(html).not.toContain('<script');
  }
});

it('names nobody where the owner wants no names, and no sheets where there are none', async () => {
  const words = await letterWords('en');
  const silent = made(words, { holders: [] });
  expect(silent).toContain(words.noNames);
  expect(silent).not.toContain('Anna');
  const without = made(words, { set: undefined, holders: [], places: [] });
  expect(without).toContain(words.noSheets);
  expect(without).toContain(words.noPlaces);
  expect(without).not.toContain(words.who);
});
