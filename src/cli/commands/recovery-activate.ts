import type { Vault } from '../../main/vault/vault.ts';
import { shownSet } from '../../shared/recovery.ts';
import type { RecoveryStatus } from '../../shared/recovery-schema.ts';
import { type Call, command } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { say } from '../print.ts';
import { throughApp } from '../reach.ts';
import { printStatus } from '../recovery-report.ts';
import type { caller } from '../remote.ts';
import { RemoteGathering } from '../remote-gathering.ts';
import { giveSheets } from '../sheets.ts';
import { misuse } from '../usage.ts';

export const activate = command({
  name: 'recovery activate',
  args: 'SHEET...',
  count: [1, 64],
  about:
    'After "recovery issue --pending": reads sheets of the new set back. Once every sheet was read, in one run or in\n' +
    'several, the new set counts and the one before opens nothing; until then exit 4. Where it replaces a set, the vault\n' +
    'gets new keys: see "rekey". A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
  options: keepKeys,
  examples: ['holdfast --vault my.holdfast recovery activate scan-1.png scan-2.png scan-3.png'],
  run: async (call) => {
    const { have, need, status } = isFileNamed(call)
      ? await withVault(call, (vault) => readBack(call, vault))
      : await throughApp(call, (ask) => readBackThere(call, ask));
    if (have < need) {
      await call.io.stderr.write(
        `holdfast: ${have} of ${need} sheets of the new set are read back. The set before still counts.\n`,
      );
      return exit.locked;
    }
    await printStatus(call, status);
    await say(call, `Set ${shownSet(status.active?.set ?? '')} counts from now on.`);
    return undefined;
  },
});

interface ReadBack {
  readonly have: number;
  readonly need: number;
  readonly status: RecoveryStatus;
}

async function readBack(call: Call<typeof keepKeys>, vault: Vault): Promise<ReadBack> {
  const { recovery } = vault;
  const kept = call.options['keep-keys'];
  const gathering = await recovery.gather('prove');
  try {
    await giveSheets(call, gathering, call.args);
    const { taken, need } = gathering.state();
    const status = await recovery.markProven(taken);
    const have = status.pending?.proven.length ?? 0;
    if (have < need) return { have, need, status };
    const active = await recovery.activate({ keepKeys: kept });
    await sealAnew(call, vault);
    return { have, need, status: active };
  } finally {
    gathering.forget();
  }
}

// All are looked at before one is noted, as with a file.
async function readBackThere(call: Call<typeof keepKeys>, ask: ReturnType<typeof caller>): Promise<ReadBack> {
  if (call.options['keep-keys']) misuse('--keep-keys is for --vault: the app changes the keys.');
  const gathering = new RemoteGathering(ask, 'prove');
  try {
    await giveSheets(call, gathering, call.args);
    return await ask('recovery.activate', { sheets: gathering.sheets });
  } finally {
    gathering.forget();
  }
}
