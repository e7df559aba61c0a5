import { command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const move = command({
  name: 'secret move',
  args: 'PATH PATH',
  count: [2, 2],
  about:
    'Moves a secret with all its versions and metadata to another path, where nothing may lie yet (exit 8).',
  options: {},
  examples: ['holdfast secret move prod/db prod/databases/orders'],
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    await reachVault(call, ({ secrets }) => secrets.move(from, to));
    if (call.global.json) await printJson(call, { from, to });
    await say(call, `Moved to ${to}.`);
    return undefined;
  },
});
