import type { words } from './en/window/index.ts';
import type { Language } from './languages.ts';

/** What the window says. */
export type WindowWords = typeof words;

/** The window's texts in a language other than English, which is always at hand. */
export async function windowWords(language: Exclude<Language, 'en'>): Promise<WindowWords> {
  return (await import(`./${language}/window/index.ts`)).words;
}
