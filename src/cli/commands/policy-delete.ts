import { command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const deletePolicy = command({
  name: 'policy delete',
  args: 'NAME',
  count: [1, 1],
  about: 'Deletes a policy: the next request is decided without it. Exit 3 when there is none of that name.',
  options: {},
  examples: ['holdfast policy delete orders'],
  run: async (call) => {
    const name = call.args[0] ?? '';
    await reachVault(call, ({ policies }) => policies.delete(name));
    if (call.global.json) await printJson(call, { name });
    await say(call, `The policy ${name} is gone.`);
    return undefined;
  },
});
