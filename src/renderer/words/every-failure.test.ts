import { afterAll, expect, test } from 'vitest';
import { everyFailure, madeName } from '../../shared/testing/every-failure.ts';
import { type Language, languageNames } from '../../shared/words/languages.ts';
import { failureText } from './failures.ts';
import { speak } from './words.ts';

afterAll(() => speak('en'));

const every = everyFailure();

/** What happened and what to do next, for every failure there can be. */
async function toldIn(language: Language): Promise<[string, string, string][]> {
  await speak(language);
  return every.map((failure) => {
    const { what, next } = failureText(failure);
    return [JSON.stringify(failure), what, next];
  });
}

test.each(languageNames)('in %s every failure there can be is told in whole sentences', async (language) => {
  const told = await toldIn(language);
  const isWhole = (text: string) =>
    /^[A-ZÄÖÜ„“][^\n]*[.)?]$/.test(text) && !/undefined|\[object|NaN/.test(text);
  expect(told.filter(([, what, next]) => !isWhole(what) || !isWhole(next))).toEqual([]);
});

test('no failure is told in the same words in two languages', async () => {
  const texts = new Map<string, string[]>();
  for (const language of languageNames)
    for (const [failure, ...told] of await toldIn(language))
      texts.set(failure, [...(texts.get(failure) ?? []), ...told.map((one) => one.replaceAll(madeName, ''))]);
  expect([...texts].filter(([, told]) => new Set(told).size < told.length)).toEqual([]);
});
