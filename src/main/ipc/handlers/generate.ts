import type { Handlers } from '../../../shared/contract.ts';

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
    password: async ({ length, symbols }) => {
      const { generatePassword, passwordBits, SYMBOLS, randomInt } = await generator();
      const options = { length, symbols: symbols ? SYMBOLS : '' };
      return { value: generatePassword(options, randomInt), bits: passwordBits(options) };
    },
    words: async ({ words }) => {
      const { generateWords, wordsBits, loadWords, randomInt } = await generator();
      const options = { words, separator: '-' };
      const list = await loadWords();
      return { value: generateWords(options, list, randomInt), bits: wordsBits(options, list.length) };
    },
  };
}
