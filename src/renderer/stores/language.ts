import { create } from 'zustand';
import type { Language } from '../../shared/words/languages.ts';
import { api } from '../api.ts';
import { pageLanguage, speak } from '../words/words.ts';

/** The language that the window speaks. */
export const useLanguage = create<{ language: Language }>()(() => ({ language: pageLanguage() }));

let wanted = pageLanguage();

/** Follows main, which knows what the person chose and what the system speaks. */
export function watchLanguage(): () => void {
  return api.on('language', (language) => void follow(language));
}

async function follow(language: Language): Promise<void> {
  wanted = language;
  await speak(language);
  // Another was chosen while the words of this one were loaded.
  if (wanted !== language) return void follow(wanted);
  document.documentElement.lang = language;
  useLanguage.setState({ language });
}
