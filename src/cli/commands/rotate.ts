import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { sealAnew } from '../new-keys.ts';
import { printJson, say } from '../print.ts';

export const rotate = command({
  name: 'rotate',
  args: '',
  count: [0, 0],
  options: {},
  run: async (call) => {
    vaultFile(call, 'rotate');
    return withVault(call, async (vault) => {
      const key = await vault.rotate();
      await sealAnew(call, vault);
      if (call.global.json) await printJson(call, { key });
      await say(call, (await texts('vaults')).dataKey(key));
      return undefined;
    });
  },
});
