import { command } from '../command.ts';
import { printPolicy } from '../policy-report.ts';
import { reachVault } from '../reach.ts';

export const getPolicy = command({
  name: 'policy get',
  args: 'NAME',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const policy = await reachVault(call, ({ policies }) => policies.get(call.args[0] ?? ''));
    await printPolicy(call, policy);
    return undefined;
  },
});
