import { slip39Words } from '../src/shared/slip39-words.ts';

/**
 * The words of SLIP-39 in two thirds of their length: instead of the letters that a word shares with
 * the one before it stands their number.
 */
export function shortWords() {
  return {
    name: 'short-words',
    transform(_code: string, id: string) {
      if (!id.endsWith('/src/shared/slip39-words.ts')) return undefined;
      const short = slip39Words.map((word, i) => shortened(word, slip39Words[i - 1] ?? '')).join('');
      const code = `let last = '';
        export const slip39Words = '${short}'.match(/\\d\\D+/g)
          .map((word) => (last = last.slice(0, word[0]) + word.slice(1)));`;
      return { code, map: null };
    },
  };
}

function shortened(word: string, before: string): string {
  const shared = [...word].findIndex((letter, i) => letter !== before[i]);
  return `${shared}${word.slice(shared)}`;
}
