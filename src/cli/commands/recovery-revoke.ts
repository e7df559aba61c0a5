import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { say } from '../print.ts';
import { printStatus } from '../recovery-report.ts';

export const revoke = command({
  name: 'recovery revoke',
  args: '',
  count: [0, 0],
  about:
    'From now on no sheet opens this vault. It gets new keys, so that an older copy opened with its sheets opens nothing\n' +
    'written since; what such a copy holds it keeps: "rekey" names the secrets. Always with --vault and the passphrase.',
  options: keepKeys,
  examples: [
    'holdfast --vault my.holdfast recovery revoke',
    'holdfast --vault my.holdfast recovery revoke --keep-keys     # nobody has an older copy and enough sheets',
  ],
  run: async (call) => {
    vaultFile(call, 'recovery-revoke');
    return withVault(call, async (vault, credentials) => {
      const kept = call.options['keep-keys'];
      await printStatus(call, await vault.recovery.revoke(credentials, { keepKeys: kept }));
      await sealAnew(call, vault);
      await say(call, kept ? keptWords : revokedWords);
      return undefined;
    });
  },
});

const revokedWords =
  'Revoked. Older copies still open with the old sheets and keep what they had: whoever may have both knows those secrets.';
const keptWords =
  'Revoked. The keys are as before: an older copy, opened with the old sheets, opens what is written later, too. Destroy the copies or the sheets.';
