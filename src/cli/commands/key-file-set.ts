import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { keyFileFrom } from '../key-file.ts';
import { texts } from '../language.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { printJson, say } from '../print.ts';

type KeyFileCall = Call<typeof keepKeys>;

export const setFile = command({
  name: 'key-file set',
  args: 'FILE',
  count: [1, 1],
  options: keepKeys,
  run: async (call) => {
    const [file = ''] = call.args;
    const next = await keyFileFrom(call, file, vaultFile(call));
    using _ = wipedAtEnd(next);
    // Awaited here: the file's hash is wiped at the end of this function.
    return await withVault(call, async (vault, { passphrase, keyFile }) => {
      await change(call, vault, [
        { passphrase, keyFile },
        { passphrase, keyFile: next },
      ]);
      await say(call, (await texts('vaults')).keyFileSet(vaultFile(call)));
      return undefined;
    });
  },
});

export const removeFile = command({
  name: 'key-file remove',
  args: '',
  count: [0, 0],
  options: keepKeys,
  run: (call) =>
    withVault(call, async (vault, { passphrase, keyFile }) => {
      if (vault.asksKeyFile) await change(call, vault, [{ passphrase, keyFile }, { passphrase }]);
      else await tell(call, vault);
      await say(call, (await texts('vaults')).keyFileRemoved(vaultFile(call)));
      return undefined;
    }),
});

type Change = Parameters<Vault['changePassphrase']>;

async function change(call: KeyFileCall, vault: Vault, [old, next]: [Change[0], Change[1]]): Promise<void> {
  await vault.changePassphrase(old, next, { keepKeys: call.options['keep-keys'] });
  await sealAnew(call, vault);
  await tell(call, vault);
}

async function tell(call: KeyFileCall, vault: Vault): Promise<void> {
  if (call.global.json) await printJson(call, { file: vaultFile(call), keyFile: vault.asksKeyFile });
}
