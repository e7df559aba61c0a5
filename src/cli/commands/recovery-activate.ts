import { shownSet } from '../../shared/recovery.ts';
import { command } from '../command.ts';
import { withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { say } from '../print.ts';
import { printStatus } from '../recovery-report.ts';
import { giveSheets } from '../sheets.ts';

export const activate = command({
  name: 'recovery activate',
  args: 'SHEET...',
  count: [1, 64],
  about:
    'After "recovery issue --pending": reads sheets of the new set back. Once every sheet was read, in one run or in\n' +
    'several, the new set counts and the one before opens nothing; until then exit 4. A SHEET is a text file with its\n' +
    'words, a PNG, JPEG or PDF, or - for standard input.',
  options: {},
  examples: ['holdfast --vault my.holdfast recovery activate scan-1.png scan-2.png scan-3.png'],
  run: (call) =>
    withVault(call, async (vault) => {
      const gathering = await vault.recovery.gather('prove');
      try {
        await giveSheets(call, gathering, call.args);
        const { taken, need } = gathering.state();
        const { pending } = await vault.recovery.markProven(taken);
        const have = pending?.proven.length ?? 0;
        if (have < need) {
          await call.io.stderr.write(
            `holdfast: ${have} of ${need} sheets of the new set are read back. The set before still counts.\n`,
          );
          return exit.locked;
        }
        const status = await vault.recovery.activate();
        await printStatus(call, status);
        await say(call, `Set ${shownSet(status.active?.set ?? '')} counts from now on.`);
        return undefined;
      } finally {
        gathering.forget();
      }
    }),
});
