import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import { answerCode, readAnswer, readInvitation } from '../../main/keyslots/invitation.ts';
import { passphraseBytes, tuneKdf } from '../../main/keyslots/passphrase.ts';
import { sixWords } from '../../main/vault/six-words.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { chosenKdf, kdfOptions } from '../kdf.ts';
import { keyFileFrom } from '../key-file.ts';
import { texts } from '../language.ts';
import { byFile, passphraseFrom } from '../passphrase.ts';
import { giveCode, givenCode } from '../person-code.ts';
import { printJson, say } from '../print.ts';

const options = { out: { value: 'FILE' }, ...kdfOptions } as const;

export const joinPeople = command({
  name: 'people join',
  args: 'INVITATION',
  count: [1, 1],
  options,
  run: async (call) => {
    const { out } = call.options;
    const invitation = readInvitation(await givenCode(call, call.args[0] ?? ''));
    const { vault, name, place } = invitation;
    const text = await texts('people');
    await say(call, text.youAreInvited(name, vault, place));
    const answer = await answerOf(call, invitation);
    const words = await sixWords(readAnswer(answer).bytes);
    await giveCode(call, answer, out);
    if (call.global.json)
      await printJson(call, { vault, name, place: place ?? null, words, answer, file: out ?? null });
    await say(call, text.answered(out));
    await say(call, text.words(words.join(' ')));
    return undefined;
  },
});

async function answerOf(
  call: Call<typeof options>,
  invitation: ReturnType<typeof readInvitation>,
): Promise<string> {
  const { io, global } = call;
  const chosen = await chosenKdf(call);
  const keyFile = await keyFileFrom(call, global['key-file'], undefined);
  using _ = wipedAtEnd(keyFile);
  const source = { file: global['passphrase-file'], question: 'newPassphrase', twice: true } as const;
  const words = await passphraseFrom(
    { ...source, quiet: global.quiet, otherwise: byFile('--passphrase-file') },
    io,
  );
  if (words === '') fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
  const passphrase = passphraseBytes(words);
  using __ = wipedAtEnd(passphrase);
  const params = chosen ?? (await tuneKdf());
  if (io.signal.aborted) fail({ code: 'cancelled' });
  // Awaited here: what is wiped at the end of this function is needed until then.
  return await answerCode(invitation, { passphrase, keyFile, params });
}
