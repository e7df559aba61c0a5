import { command } from '../command.ts';
import { progressOn } from '../progress.ts';
import { reachVault } from '../reach.ts';
import { printVerified } from '../verified.ts';

export const verify = command({
  name: 'verify',
  args: '',
  count: [0, 0],
  about:
    'Reads and authenticates every object of the vault and prints what it read. What is damaged is named on standard\n' +
    'error, with the secrets it concerns (exit 7). Never writes. Unreferenced objects do no harm: a crash leaves them.',
  options: {},
  examples: ['holdfast --vault my.holdfast verify', 'holdfast --vault my.holdfast verify --json --quiet'],
  run: (call) =>
    reachVault(call, async (vault) => {
      const progress = progressOn(call, 'objects');
      const { signal } = call.io;
      const report = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
      return printVerified(call, report);
    }),
});
