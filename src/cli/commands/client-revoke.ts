import { removeClient, whereToConnect } from '../../main/clients/keys.ts';
import { keyFolder } from '../../main/clients/places.ts';
import { failureOf } from '../../shared/failure.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const revokeClient = command({
  name: 'client revoke',
  args: 'NAME',
  count: [1, 1],
  options: { policies: {} },
  run: async (call) => {
    const [name = ''] = call.args;
    const { policies } = call.options;
    await reachVault(call, (vault) => vault.revokeClient(name, undefined, policies)).catch((error: unknown) =>
      refused(call, name, error),
    );
    removeClient(keyFolder(call.io.env, process.platform), name);
    if (call.global.json) await printJson(call, { name, revoked: true });
    const text = await texts('access');
    await say(call, `${text.revoked(name)}${policies ? '' : text.policiesStay}`);
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
