import { words as german } from '../shared/words/de/rescue.ts';
import { words as english } from '../shared/words/en/rescue.ts';
import { type Language, languageOf } from '../shared/words/languages.ts';

export type RescueWords = typeof english;
const all: Record<Language, RescueWords> = { en: english, de: german };

let current: Language = languageOf(navigator.language);

export function language(): Language {
  return current;
}

/** The texts in the language that the page speaks now. */
export function words(): RescueWords {
  return all[current];
}

export function otherLanguage(): void {
  current = current === 'en' ? 'de' : 'en';
}
