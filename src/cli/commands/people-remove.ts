import { isSameName } from '../../shared/people.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { tellExposed } from '../exposed.ts';
import { texts } from '../language.ts';
import { finish } from '../new-keys.ts';
import { printJson, say } from '../print.ts';

export const removePerson = command({
  name: 'people remove',
  args: 'NAME',
  count: [1, 1],
  options: {},
  run: async (call) => {
    vaultFile(call, 'people');
    const [given = ''] = call.args;
    return withVault(call, async (vault, credentials) => {
      const text = await texts('people');
      const { people, invited } = await vault.people.list();
      const invitation = invited.find(({ name }) => isSameName(name, given));
      if (invitation !== undefined && !people.some(({ name }) => isSameName(name, given))) {
        await vault.people.withdraw(given);
        if (call.global.json) await printJson(call, { withdrawn: invitation.name });
        await say(call, text.withdrawn(invitation.name));
        return undefined;
      }
      const name = people.find((one) => isSameName(one.name, given))?.name ?? given;
      await vault.people.remove(given, credentials);
      await say(call, text.removed(name, invited.length));
      await finish(call, vault);
      await tellExposed(call, vault, { removed: name });
      return undefined;
    });
  },
});
