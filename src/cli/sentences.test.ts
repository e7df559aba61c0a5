import { afterEach, expect, test } from 'vitest';
import { everyFailure, madeName } from '../shared/testing/every-failure.ts';
import { type Language, languageNames } from '../shared/words/languages.ts';
import { speakAs } from './language.ts';
import { sentence } from './sentences.ts';

afterEach(() => speakAs({}));

const every = everyFailure();

/** Every failure there can be, with its sentence. */
async function toldIn(language: Language): Promise<[string, string][]> {
  speakAs({ LANG: language });
  return Promise.all(every.map(async (failure) => [JSON.stringify(failure), await sentence(failure)]));
}

test.each(languageNames)(
  'in %s every failure there can be has whole sentences on one line',
  async (language) => {
    const told = await toldIn(language);
    expect(told.filter(([, text]) => !/^(?:[A-ZÄÖÜ"]|--[a-z])[^\n]{8,}\.$/.test(text))).toEqual([]);
    expect(told.filter(([, text]) => /undefined|\[object|NaN/.test(text))).toEqual([]);
  },
);

test('no failure is told in the same words in two languages', async () => {
  const texts = (await Promise.all(languageNames.map(toldIn))).map((told) => told.map(([, text]) => text));
  const same = every.filter(
    (_, at) => new Set(texts.map((told) => told[at]?.replaceAll(madeName, ''))).size < texts.length,
  );
  expect(same).toEqual([]);
});
