import { permissions } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { texts } from '../language.ts';
import { policyObject } from '../policy-report.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

export const create = command({
  name: 'policy create',
  args: 'NAME',
  count: [1, 1],
  options: {
    'spiffeid-pattern': { value: 'P' },
    'path-pattern': { value: 'P' },
    permissions: { value: 'read,list' },
  },
  run: async (call) => {
    const {
      'spiffeid-pattern': spiffeIdPattern,
      'path-pattern': pathPattern,
      permissions: granted,
    } = call.options;
    if (spiffeIdPattern === undefined || pathPattern === undefined || granted === undefined)
      return misuse((say) => say.policy);
    const name = call.args[0] ?? '';
    const spec = { name, spiffeIdPattern, pathPattern, permissions: granted.split(',').map(permission) };
    const policy = await reachVault(call, ({ policies }) => policies.put(spec));
    if (call.global.json) await printJson(call, policyObject(policy));
    await say(call, (await texts('access')).policySaved(name));
    return undefined;
  },
});

function permission(word: string) {
  const found = permissions.find((known) => known === word.trim());
  return found ?? misuse((say) => say.someOf('permissions', permissions));
}
