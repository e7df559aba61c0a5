import { fail } from '../../shared/failure.ts';
import { policyLimits } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { readAll, readInput, textOf } from '../input.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const apply = command({
  name: 'policy apply',
  args: 'FILE.yaml',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const [file = ''] = call.args;
    const bytes =
      file === '-' ? await readAll(call.io) : await readInput(file, { for: 'policies' }, call.io.signal);
    if (bytes.length > policyLimits.file)
      fail({ code: 'too-large', what: 'policy-file', limit: policyLimits.file });
    const text =
      textOf(bytes) ?? fail({ code: 'bad-input', what: 'file', reason: 'not-text', for: 'policies' });
    const applied = await reachVault(call, ({ policies }) => policies.apply(text));
    if (call.global.json) await printJson(call, applied);
    const { created, updated, unchanged } = applied;
    const { applied: told } = await texts('access');
    await say(call, told(created.length, updated.length, unchanged.length));
    return undefined;
  },
});
