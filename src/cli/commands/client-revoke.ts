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
    'Shuts a program out: its next message is refused, also in a session under way. Its policies stay. The key that this\n' +
    'account may have of it is removed.',
  options: {},
  examples: ['holdfast client revoke build'],
  run: async (call) => {
    const [name = ''] = call.args;
    await reachVault(call, (vault) => vault.revokeClient(name)).catch((error: unknown) =>
      refused(call, name, error),
    );
    removeClient(keyFolder(call.io.env, process.platform), name);
    if (call.global.json) await printJson(call, { name, revoked: true });
    await say(call, `${name} is not let in any more.`);
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
