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
import { texts } from '../language.ts';
import { printJson, printValue, say } from '../print.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  length: { value: 'N' },
  symbols: { value: 'CHARACTERS' },
  unambiguous: {},
  words: { value: 'N' },
  separator: { value: 'TEXT' },
  capitalize: {},
  number: {},
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
  options,
  run: async (call) => {
    const made = call.options.words === undefined ? password(call.options) : await words(call.options);
    if (call.global.json) await printJson(call, { value: made.value, bits: Math.floor(made.bits) });
    else await printValue(call, made.value);
    if (call.io.stderr.isTTY) await say(call, (await texts('secrets')).bits(Math.floor(made.bits)));
    return undefined;
  },
});

function password(given: Given): Generated {
  if (given.separator !== undefined || given.capitalize || given.number) {
    misuse((say) => say.forWords);
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
    misuse((say) => say.notForWords);
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
