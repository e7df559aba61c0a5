import { command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const move = command({
  name: 'secret move',
  args: 'PATH PATH',
  count: [2, 2],
  options: {},
  run: async (call) => {
    const [from = '', to = ''] = call.args;
    await reachVault(call, ({ secrets }) => secrets.move(from, to));
    if (call.global.json) await printJson(call, { from, to });
    await say(call, (await texts('secrets')).moved(to));
    return undefined;
  },
});
