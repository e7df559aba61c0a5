import type { Handlers } from '../../../shared/contract.ts';
import { defined } from '../../../shared/parsed.ts';

// Loaded when first asked for: the unlock screen generates nothing.
async function generator() {
  const [generate, { randomInt }] = await Promise.all([
    import('../../vault/generate.ts'),
    import('../../crypto/primitives.ts'),
  ]);
  return { ...generate, randomInt };
}

export function generateHandlers(): Handlers['generate'] {
  return {
    password: async ({ length, symbols, ...classes }) => {
      const { generatePassword, passwordBits, SYMBOLS, randomInt } = await generator();
      const options = { length, symbols: symbols ? SYMBOLS : '', ...defined(classes) };
      return { value: generatePassword(options, randomInt), bits: passwordBits(options) };
    },
    words: async ({ words, separator = '-', language = 'en', ...look }) => {
      const { generateWords, wordsBits, loadWords, randomInt } = await generator();
      const options = { words, separator, ...defined(look) };
      const list = await loadWords(language);
      return { value: generateWords(options, list, randomInt), bits: wordsBits(options, list.length) };
    },
  };
}
