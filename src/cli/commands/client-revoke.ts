import { removeClient, whereToConnect } from '../../main/clients/keys.ts';
import { keyFolder } from '../../main/clients/places.ts';
import { failureOf } from '../../shared/failure.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed } from '../connect.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const revokeClient = command({
  name: 'client revoke',
  args: 'NAME',
  count: [1, 1],
  about:
    'Shuts a program out: its next message is refused, also in a session under way. The key that this account may\n' +
    'have of it is removed. Its policies stay, and hold for the next program of its name, unless --policies is given.',
  options: { policies: { help: 'delete the policies that name this program and no other, too' } },
  examples: ['holdfast client revoke build', 'holdfast client revoke build --policies'],
  run: async (call) => {
    const [name = ''] = call.args;
    const { policies } = call.options;
    await reachVault(call, (vault) => vault.revokeClient(name, undefined, policies)).catch((error: unknown) =>
      refused(call, name, error),
    );
    removeClient(keyFolder(call.io.env, process.platform), name);
    if (call.global.json) await printJson(call, { name, revoked: true });
    const stay =
      ' Policies for it alone stay, and hold for the next program of its name: --policies deletes them.';
    await say(call, `${name} is not let in any more.${policies ? '' : stay}`);
    return undefined;
  },
});

// Of a program that the app does not know any more, only the key here is left to be removed.
function refused(call: Session, name: string, error: unknown): void {
  const failure = failureOf(error);
  const unknown = failure?.code === 'denied' && failure.reason === 'unregistered';
  const own = !isFileNamed(call) && whereToConnect(call.io.env, process.platform).identity?.name === name;
  if (!unknown || !own) throw error;
}
