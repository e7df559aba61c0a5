import { fail } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import { permissions } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

export const testPolicy = command({
  name: 'policy test',
  args: 'SPIFFE-ID PATH PERMISSION',
  count: [3, 3],
  about:
    'Tells whether a client may do something at a path, and by which policy: exit 0 when it may, exit 5 when not.\n' +
    'Nothing is done, and neither the client nor the secret needs to exist.',
  options: {},
  examples: ['holdfast policy test spiffe://VAULT/client/build prod/db/orders read'],
  run: async (call) => {
    const [spiffeId = '', path = '', word = ''] = call.args;
    const permission =
      permissions.find((known) => known === word) ??
      misuse(`PERMISSION is one of ${permissions.join(', ')}.`);
    if (!spiffeId.startsWith('spiffe://'))
      fail({ code: 'bad-input', what: 'SPIFFE ID', reason: 'it does not begin with spiffe://' });
    const access = { spiffeId, path: normalPath(path), permission };
    const { allowed, policy } = await reachVault(call, ({ policies }) => policies.decide(access));
    await (call.global.json
      ? printJson(call, { allowed, policy: policy ?? null })
      : printLines(call, [allowed ? `yes, by ${visible(policy ?? '')}` : 'no']));
    return allowed ? exit.done : exit.denied;
  },
});
