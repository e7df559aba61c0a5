import type { words } from './en/letter.ts';
import type { Language } from './languages.ts';

export type LetterTexts = typeof words;

/** What the letter for those who come after says, and in which language. */
export interface LetterWords extends LetterTexts {
  readonly language: Language;
}

export async function letterWords(language: Language): Promise<LetterWords> {
  return { ...(await import(`./${language}/letter.ts`)).words, language };
}
