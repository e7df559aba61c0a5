import { KDF_FLOOR } from '../../main/keyslots/passphrase.ts';
import type { Looked } from '../../main/vault/people.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { confirmer } from '../confirm.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { givenCode } from '../person-code.ts';
import { printJson, say } from '../print.ts';

const options = { words: { value: 'WORDS' } } as const;

export const confirmPerson = command({
  name: 'people confirm',
  args: 'ANSWER',
  count: [1, 1],
  options,
  run: async (call) => {
    vaultFile(call, 'people');
    const code = await givenCode(call, call.args[0] ?? '');
    return withVault(call, async (vault, credentials) => {
      const looked = await vault.people.look(code);
      const { name, kdf } = looked;
      if (kdf.memoryKiB < KDF_FLOOR.memoryKiB || kdf.passes < KDF_FLOOR.passes)
        await say(call, (await texts('vaults')).weakKdf);
      await vault.people.confirm(code, await comparedWords(call, looked), credentials);
      if (call.global.json) await printJson(call, { name, words: looked.words });
      await say(call, (await texts('people')).confirmed(name));
      return undefined;
    });
  },
});

/** The words that the other person said: typed, or seen to be those that are shown. */
async function comparedWords(call: Call<typeof options>, { name, words }: Looked): Promise<string> {
  const given = call.options.words;
  if (given !== undefined) return given;
  const text = await texts('people');
  const ask = await confirmer(call);
  await call.io.stderr.write(`${text.theirWords(name)}\n    ${words.join(' ')}\n`);
  if (await ask(text.sameWords(name))) return words.join(' ');
  return fail({ code: 'code-refused', reason: 'words' });
}
