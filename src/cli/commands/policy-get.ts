import { command } from '../command.ts';
import { printPolicy } from '../policy-report.ts';
import { reachVault } from '../reach.ts';

export const getPolicy = command({
  name: 'policy get',
  args: 'NAME',
  count: [1, 1],
  about: 'Prints a policy as the YAML that "policy apply" takes. Exit 3 when there is none of that name.',
  options: {},
  examples: ['holdfast policy get orders > orders.yaml', 'holdfast policy get orders --json'],
  run: async (call) => {
    const policy = await reachVault(call, ({ policies }) => policies.get(call.args[0] ?? ''));
    await printPolicy(call, policy);
    return undefined;
  },
});
