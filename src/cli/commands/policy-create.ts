import { permissions } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { policyObject } from '../policy-report.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

export const create = command({
  name: 'policy create',
  args: 'NAME',
  count: [1, 1],
  about:
    'Lets the clients whose SPIFFE ID matches one pattern do something at the paths that match another. Patterns are\n' +
    'globs over the whole text: * is part of one segment, ** any number of segments, re: begins a regular expression.\n' +
    'A policy of that name is replaced. Exit 8 with the place where a pattern cannot be read.',
  options: {
    'spiffeid-pattern': { value: 'P', help: 'which clients, such as spiffe://VAULT/client/build' },
    'path-pattern': { value: 'P', help: 'which secrets, such as prod/db/*' },
    permissions: { value: 'read,list', help: `of ${permissions.join(', ')}; super grants all` },
  },
  examples: [
    "holdfast policy create orders --spiffeid-pattern 'spiffe://*/client/build' --path-pattern 'prod/db/*' --permissions read,list",
  ],
  run: async (call) => {
    const {
      'spiffeid-pattern': spiffeIdPattern,
      'path-pattern': pathPattern,
      permissions: granted,
    } = call.options;
    if (spiffeIdPattern === undefined || pathPattern === undefined || granted === undefined)
      return misuse('A policy needs --spiffeid-pattern, --path-pattern and --permissions.');
    const name = call.args[0] ?? '';
    const spec = { name, spiffeIdPattern, pathPattern, permissions: granted.split(',').map(permission) };
    const policy = await reachVault(call, ({ policies }) => policies.put(spec));
    if (call.global.json) await printJson(call, policyObject(policy));
    await say(call, `The policy ${name} counts from now on.`);
    return undefined;
  },
});

function permission(word: string) {
  const found = permissions.find((known) => known === word.trim());
  return found ?? misuse(`--permissions takes some of ${permissions.join(', ')}, with commas between them.`);
}
