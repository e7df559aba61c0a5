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
  options: {},
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
