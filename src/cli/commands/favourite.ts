import { favouritePatch } from '../../shared/facet.ts';
import { command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';

export const favourite = command({
  name: 'secret favourite',
  args: 'PATH...',
  count: [1, 1_000],
  options: { remove: {} },
  run: async (call) => {
    const on = !call.options.remove;
    await reachVault(call, async ({ secrets }) => {
      for (const path of call.args) await secrets.info(path);
      for (const path of call.args) await secrets.updateMetadata(path, favouritePatch(on));
    });
    if (call.global.json) await printJson(call, { paths: call.args, favourite: on });
    const text = await texts('secrets');
    await say(call, (on ? text.favoured : text.unfavoured)(call.args.length));
    return undefined;
  },
});
