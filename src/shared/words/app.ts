import type { words } from './en/app.ts';
import type { Language } from './languages.ts';

/** What the app says outside its window. */
export type AppWords = typeof words;

export async function appWords(language: Language): Promise<AppWords> {
  return (await import(`./${language}/app.ts`)).words;
}
