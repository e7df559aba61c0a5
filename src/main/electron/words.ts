import { type AppWords, appWords } from '../../shared/words/app.ts';
import { words as english } from '../../shared/words/en/app.ts';
import { type Language, languageOf } from '../../shared/words/languages.ts';
import { copyOf, fill } from '../../shared/words/tree.ts';

/** What the app says outside its window, in the language that is chosen. */
export const words: AppWords = copyOf(english);

let spoken: Language = 'en';

/** The language of menus, dialogues and pages. */
export function language(): Language {
  return spoken;
}

/**
 * Speaks this language from now on. Resolves once its words are there: true where another language
 * was spoken before.
 */
export async function speak(wanted: Language): Promise<boolean> {
  if (wanted === spoken) return false;
  spoken = wanted;
  const loaded = await appWords(wanted);
  // Another may have been chosen meanwhile.
  if (spoken !== wanted) return false;
  fill(words, loaded);
  return true;
}

/** The language that a person wants, by what they chose or else by their system. */
export function wantedLanguage(chosen: Language | 'system', locale: string): Language {
  return chosen === 'system' ? languageOf(locale) : chosen;
}
