import { placeAt } from '../../main/backend/location.ts';
import { readHeader } from '../../main/vault/open.ts';
import { lockedStatus } from '../../main/vault/recovery-status.ts';
import { command } from '../command.ts';
import { isFileNamed, vaultFile } from '../connect.ts';
import { reachVault } from '../reach.ts';
import { printStatus } from '../recovery-report.ts';

export const recoveryStatus = command({
  name: 'recovery status',
  args: '',
  count: [0, 0],
  about:
    'Prints which recovery set opens the vault and which sets no longer do. With --passphrase-file, or through the app,\n' +
    'also who has the sheets, when each was last seen, when the next rehearsal is due, and a set that waits to be read back.',
  options: {},
  examples: [
    'holdfast --vault my.holdfast recovery status                       # what a locked vault shows',
    'holdfast --vault my.holdfast --passphrase-file p recovery status --json',
  ],
  run: async (call) => {
    if (!isFileNamed(call) || call.global['passphrase-file'] !== undefined) {
      await printStatus(call, await reachVault(call, (vault) => vault.recovery.status()));
      return undefined;
    }
    const { slots } = await readHeader({ ...placeAt(vaultFile(call)), signal: call.io.signal });
    await printStatus(call, lockedStatus(slots));
    return undefined;
  },
});
