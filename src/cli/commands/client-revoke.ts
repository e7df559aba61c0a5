import { removeClient } from '../../main/clients/keys.ts';
import { keyFolder } from '../../main/clients/places.ts';
import { command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const revokeClient = command({
  name: 'client revoke',
  args: 'NAME',
  count: [1, 1],
  about:
    'Shuts a program out: its next message is refused, also in a session under way. Its policies stay. The key that this\n' +
    'account may have of it is removed.',
  options: {},
  examples: ['holdfast client revoke build'],
  run: async (call) => {
    const [name = ''] = call.args;
    await reachVault(call, (vault) => vault.revokeClient(name));
    removeClient(keyFolder(call.io.env, process.platform), name);
    if (call.global.json) await printJson(call, { name, revoked: true });
    await say(call, `${name} is not let in any more.`);
    return undefined;
  },
});
