import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { say } from '../print.ts';
import { printStatus } from '../recovery-report.ts';

export const revoke = command({
  name: 'recovery revoke',
  args: '',
  count: [0, 0],
  options: keepKeys,
  run: async (call) => {
    vaultFile(call, 'recovery-revoke');
    return withVault(call, async (vault, credentials) => {
      const kept = call.options['keep-keys'];
      await printStatus(call, await vault.recovery.revoke(credentials, { keepKeys: kept }));
      await sealAnew(call, vault);
      const text = await texts('recovery');
      await say(call, kept ? text.revokedKeptKeys : text.revoked);
      return undefined;
    });
  },
});
