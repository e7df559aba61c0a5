import { words as english } from '../../shared/words/en/window/index.ts';
import { isLanguage, type Language } from '../../shared/words/languages.ts';
import { copyOf, fill } from '../../shared/words/tree.ts';
import { windowWords } from '../../shared/words/window.ts';

/**
 * Everything that the window says, in the language that is spoken. Its parts stay the same objects
 * when that changes.
 */
export const words = copyOf(english);

/** Speaks the language from now on; what is on screen follows when it is drawn again. */
export async function speak(language: Language): Promise<void> {
  fill(words, language === 'en' ? english : await windowWords(language));
}

/** The language that main served the page in. */
export function pageLanguage(): Language {
  const { lang } = document.documentElement;
  return isLanguage(lang) ? lang : 'en';
}
