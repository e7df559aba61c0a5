/**
 * Every language there is, by its folder, with the name that its speakers give it. English is where
 * the types come from.
 */
export const languages = {
  en: 'English',
  de: 'Deutsch',
} as const;

export type Language = keyof typeof languages;

export const languageNames = Object.keys(languages) as [Language, ...Language[]];

export function isLanguage(text: string | undefined): text is Language {
  return text !== undefined && Object.hasOwn(languages, text);
}

/**
 * The language of a locale such as `de_AT.UTF-8` or `de-CH`; English where there is none of ours.
 */
export function languageOf(locale: string | undefined): Language {
  const [language] = (locale ?? '').toLowerCase().split(/[-_.@]/);
  return isLanguage(language) ? language : 'en';
}
