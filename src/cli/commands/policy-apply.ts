import { fail } from '../../shared/failure.ts';
import { policyLimits } from '../../shared/policy.ts';
import { command } from '../command.ts';
import { readAll, readInput, textOf } from '../input.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const apply = command({
  name: 'policy apply',
  args: 'FILE.yaml',
  count: [1, 1],
  about:
    'Stores the policies of a YAML file, or of standard input when FILE is -: one policy, a list of them, or several\n' +
    'documents. All or none; applied again it changes nothing. Policies that are not in the file stay.',
  options: {},
  examples: ['holdfast policy apply p.yaml', 'holdfast policy get orders | holdfast policy apply -'],
  run: async (call) => {
    const [file = ''] = call.args;
    const bytes =
      file === '-' ? await readAll(call.io) : await readInput(file, 'policy file', call.io.signal);
    if (bytes.length > policyLimits.file)
      fail({ code: 'too-large', what: 'policy file', limit: policyLimits.file });
    const text =
      textOf(bytes) ?? fail({ code: 'bad-input', what: 'policy file', reason: 'it is not UTF-8 text' });
    const applied = await reachVault(call, ({ policies }) => policies.apply(text));
    if (call.global.json) await printJson(call, applied);
    const { created, updated, unchanged } = applied;
    await say(
      call,
      `${created.length} created, ${updated.length} updated, ${unchanged.length} as they were.`,
    );
    return undefined;
  },
});
