import { type CliWords, cliWords } from '../shared/words/cli.ts';
import { type Language, languageOf } from '../shared/words/languages.ts';

let language: Language = 'en';

/**
 * Speaks the language of the environment from now on: the first of LC_ALL, LC_MESSAGES and LANG
 * that is set, as for every program.
 */
export function speakAs(env: Readonly<Record<string, string | undefined>>): void {
  language = languageOf(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']);
}

/** The language that is spoken. */
export function spoken(): Language {
  return language;
}

/** A part of the texts, loaded when it is needed. */
export function texts<Part extends keyof CliWords>(part: Part): Promise<CliWords[Part]> {
  return cliWords(part, language);
}
