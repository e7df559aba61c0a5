import { command } from '../command.ts';
import { texts } from '../language.ts';
import { progressOn } from '../progress.ts';
import { reachVault } from '../reach.ts';
import { printVerified } from '../verified.ts';

export const verify = command({
  name: 'verify',
  args: '',
  count: [0, 0],
  options: {},
  run: (call) =>
    reachVault(call, async (vault) => {
      const common = await texts('common');
      const progress = progressOn(call, common.objects, common);
      const { signal } = call.io;
      const report = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
      return printVerified(call, report);
    }),
});
