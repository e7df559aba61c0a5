import { command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const deletePolicy = command({
  name: 'policy delete',
  args: 'NAME',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const name = call.args[0] ?? '';
    await reachVault(call, ({ policies }) => policies.delete(name));
    if (call.global.json) await printJson(call, { name });
    await say(call, (await texts('access')).policyDeleted(name));
    return undefined;
  },
});
