import { fail } from '../../shared/failure.ts';
import { normalPath } from '../../shared/path.ts';
import { permissions } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

export const testPolicy = command({
  name: 'policy test',
  args: 'SPIFFE-ID PATH PERMISSION',
  count: [3, 3],
  options: {},
  run: async (call) => {
    const [spiffeId = '', path = '', word = ''] = call.args;
    const permission =
      permissions.find((known) => known === word) ?? misuse((say) => say.permission(permissions));
    if (!spiffeId.startsWith('spiffe://'))
      fail({ code: 'bad-input', what: 'spiffe-id', reason: 'malformed' });
    const access = { spiffeId, path: normalPath(path), permission };
    const { allowed, policy } = await reachVault(call, ({ policies }) => policies.decide(access));
    const text = await texts('access');
    await (call.global.json
      ? printJson(call, { allowed, policy: policy ?? null })
      : printLines(call, [allowed ? text.yes(visible(policy ?? '')) : text.no]));
    return allowed ? exit.done : exit.denied;
  },
});
