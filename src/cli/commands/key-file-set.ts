import { wipedAtEnd } from '../../main/crypto/wipe.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { keyFileFrom } from '../key-file.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { printJson, say } from '../print.ts';

type KeyFileCall = Call<typeof keepKeys>;

export const setFile = command({
  name: 'key-file set',
  args: 'FILE',
  count: [1, 1],
  about:
    'Lets a vault open with its passphrase and FILE together: from now on, and in the place of the key file before, which\n' +
    '--key-file names. The vault gets new keys (see "rekey"); its recovery sheets stay valid, and need no file. Older copies\n' +
    'and backups open as they did. Always with --vault.',
  options: keepKeys,
  examples: [
    'holdfast --vault my.holdfast key-file set /media/stick/my.key',
    'holdfast --vault my.holdfast --key-file old.key key-file set new.key',
  ],
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
      await say(
        call,
        `${vaultFile(call)} opens with its passphrase and this key file together. Keep a copy of the file, apart from the vault and from its backups.`,
      );
      return undefined;
    });
  },
});

export const removeFile = command({
  name: 'key-file remove',
  args: '',
  count: [0, 0],
  about:
    'Lets a vault open with its passphrase alone again. --key-file names the file that it asks for until then. The vault gets\n' +
    'new keys (see "rekey"). Older copies and backups ask for the file as they did: keep it as long as you keep those.',
  options: keepKeys,
  examples: ['holdfast --vault my.holdfast --key-file /media/stick/my.key key-file remove'],
  run: (call) =>
    withVault(call, async (vault, { passphrase, keyFile }) => {
      if (vault.asksKeyFile) await change(call, vault, [{ passphrase, keyFile }, { passphrase }]);
      else await tell(call, vault);
      await say(call, `${vaultFile(call)} opens with its passphrase alone.`);
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
