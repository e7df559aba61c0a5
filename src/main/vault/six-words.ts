import { peopleLimits } from '../../shared/people.ts';
import { argon2, sha256 } from '../crypto/primitives.ts';
import { wipedAtEnd } from '../crypto/wipe.ts';
import { KDF_FLOOR } from '../keyslots/passphrase.ts';
import { loadWords } from './generate.ts';

const salt = 'holdfast/1/words';

/**
 * The words that two people compare over the bytes of an answer (format.md, 21). Six of 7,776 carry
 * 77 bits, and each guess at another answer with the same words costs a run of Argon2id: so nobody
 * makes one, and nothing need be promised before it is shown.
 */
export async function sixWords(answer: Uint8Array): Promise<string[]> {
  const list = await loadWords();
  const input = { algorithm: 'argon2id', version: 0x13, length: 32, ...KDF_FLOOR } as const;
  const hash = await argon2({ ...input, password: sha256(answer), salt: Buffer.from(salt) });
  using _ = wipedAtEnd(hash);
  let number = BigInt(`0x${Buffer.from(hash).toString('hex')}`);
  const words: string[] = [];
  for (let n = 0; n < peopleLimits.words; n++) {
    words.unshift(list[Number(number % BigInt(list.length))] ?? '');
    number /= BigInt(list.length);
  }
  return words;
}

/** Words as a person types them, as far as they can differ and be the same. */
export function isSameWords(typed: string, words: readonly string[]): boolean {
  return (
    typed
      .trim()
      .toLowerCase()
      .split(/[\s,;]+/u)
      .join(' ') === words.join(' ')
  );
}
