import { fail } from '../../shared/failure.ts';
import { wipedAtEnd } from '../crypto/wipe.ts';
import { answerCode, readAnswer, readInvitation } from '../keyslots/invitation.ts';
import { readKeyFile } from '../keyslots/key-file.ts';
import { type KdfParameters, passphraseBytes, tuneKdf } from '../keyslots/passphrase.ts';
import { sixWords } from '../vault/six-words.ts';

/**
 * The answer to an invitation, from a passphrase and maybe the place of a key file, and the words
 * that both people see.
 */
export async function answer(
  code: string,
  given: { readonly passphrase: string; readonly keyFile?: string | undefined },
  tuned: () => Promise<KdfParameters> = tuneKdf,
): Promise<{ code: string; words: string[] }> {
  const invitation = readInvitation(code);
  if (given.passphrase === '') fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
  const keyFile = given.keyFile === undefined ? undefined : await readKeyFile(given.keyFile);
  const passphrase = passphraseBytes(given.passphrase);
  using _ = wipedAtEnd(passphrase, keyFile);
  const made = await answerCode(invitation, { passphrase, keyFile, params: await tuned() });
  return { code: made, words: await sixWords(readAnswer(made).bytes) };
}
