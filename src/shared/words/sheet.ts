import type { words } from './en/sheet.ts';
import type { Language } from './languages.ts';

export type SheetTexts = typeof words;

/**
 * What a printed sheet says besides names, numbers and the words of its share, and in which
 * language.
 */
export interface SheetWords extends SheetTexts {
  readonly language: Language;
}

export async function sheetWords(language: Language): Promise<SheetWords> {
  return { ...(await import(`./${language}/sheet.ts`)).words, language };
}
