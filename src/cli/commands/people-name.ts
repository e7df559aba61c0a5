import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';

export const namePerson = command({
  name: 'people name',
  args: 'NAME',
  count: [1, 1],
  options: {},
  run: async (call) => {
    vaultFile(call, 'people');
    const [given = ''] = call.args;
    return withVault(call, async (vault) => {
      await vault.people.rename(given);
      const name = await vault.people.self();
      if (call.global.json) await printJson(call, { name });
      await say(call, (await texts('people')).named(name));
      return undefined;
    });
  },
});
