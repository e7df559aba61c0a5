import { randomInt } from '../../main/crypto/primitives.ts';
import {
  generatePassword,
  generateWords,
  loadWords,
  passwordBits,
  SYMBOLS,
  wordsBits,
} from '../../main/vault/generate.ts';
import { command, type Values } from '../command.ts';
import { printJson, printValue, say } from '../print.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  length: { value: 'N', help: 'characters of a password, 4 to 1024; otherwise 24' },
  symbols: { value: 'CHARACTERS', help: 'the symbols to draw from; --symbols= for none' },
  unambiguous: { help: 'without what is easily misread: 0 O o, 1 I l |' },
  words: { value: 'N', help: 'words instead, from a list of 7,776: each is worth 12.9 bits' },
  separator: { value: 'TEXT', help: 'what stands between words; otherwise a space' },
  capitalize: { help: 'each word with a capital' },
  number: { help: 'one digit after one of the words' },
} as const;

type Given = Values<typeof options>;
interface Generated {
  readonly value: string;
  readonly bits: number;
}

export const generate = command({
  name: 'generate',
  args: '',
  count: [0, 0],
  about:
    'Prints a random password, or with --words a passphrase, and nothing else: no line end is added unless standard\n' +
    'output is a terminal. Needs no vault.',
  options,
  examples: [
    'holdfast generate                                  # 24 characters',
    'holdfast generate --length 32 --symbols _-.',
    'holdfast generate --words 6                        # to remember and type',
    'holdfast generate | holdfast secret patch prod/db --stdin password',
  ],
  run: async (call) => {
    const made = call.options.words === undefined ? password(call.options) : await words(call.options);
    if (call.global.json) await printJson(call, { value: made.value, bits: Math.floor(made.bits) });
    else await printValue(call, made.value);
    if (call.io.stderr.isTTY) await say(call, `About ${Math.floor(made.bits)} bits.`);
    return undefined;
  },
});

function password(given: Given): Generated {
  if (given.separator !== undefined || given.capitalize || given.number) {
    misuse('--separator, --capitalize and --number go with --words.');
  }
  const chosen = {
    length: given.length === undefined ? 24 : wholeNumber('length', given.length, 4, 1_024),
    symbols: given.symbols ?? SYMBOLS,
    unambiguous: given.unambiguous,
  };
  return { value: generatePassword(chosen, randomInt), bits: passwordBits(chosen) };
}

async function words(given: Given): Promise<Generated> {
  if (given.length !== undefined || given.symbols !== undefined || given.unambiguous) {
    misuse('--length, --symbols and --unambiguous do not go with --words.');
  }
  const chosen = {
    words: wholeNumber('words', given.words ?? '', 1, 64),
    separator: given.separator ?? ' ',
    capitalize: given.capitalize,
    number: given.number,
  };
  const list = await loadWords();
  return { value: generateWords(chosen, list, randomInt), bits: wordsBits(chosen, list.length) };
}
