import { command } from '../command.ts';
import { say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { printStatus } from '../recovery-report.ts';

export const revoke = command({
  name: 'recovery revoke',
  args: '',
  count: [0, 0],
  about:
    'From now on no sheet opens this vault. Older copies of it still open with their sheets: destroy the copies, or\n' +
    'the sheets.',
  options: {},
  examples: ['holdfast --vault my.holdfast recovery revoke'],
  run: (call) =>
    reachVault(call, async (vault) => {
      await printStatus(call, await vault.recovery.revoke());
      await say(
        call,
        'Revoked. Older copies of the vault still open with the old sheets: destroy one or the other.',
      );
      return undefined;
    }),
});
