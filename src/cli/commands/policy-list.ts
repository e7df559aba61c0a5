import { command } from '../command.ts';
import { policyObject } from '../policy-report.ts';
import { printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';

export const listPolicies = command({
  name: 'policy list',
  args: '',
  count: [0, 0],
  options: {},
  run: async (call) => {
    const policies = await reachVault(call, (vault) => vault.policies.list());
    await (call.global.json
      ? printJson(call, policies.map(policyObject))
      : printLines(
          call,
          policies.map(({ name }) => name),
        ));
    return undefined;
  },
});
