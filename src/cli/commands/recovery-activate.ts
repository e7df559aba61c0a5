import type { Vault } from '../../main/vault/vault.ts';
import { shownSet } from '../../shared/recovery.ts';
import type { RecoveryStatus } from '../../shared/recovery-schema.ts';
import { type Call, command } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { complain, say } from '../print.ts';
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
  options: keepKeys,
  run: async (call) => {
    const { have, need, status } = isFileNamed(call)
      ? await withVault(call, (vault) => readBack(call, vault))
      : await throughApp(call, (ask) => readBackThere(call, ask));
    const text = await texts('recovery');
    if (have < need) {
      await complain(call, text.notAll(have, need));
      return exit.locked;
    }
    await printStatus(call, status);
    await say(call, text.active(shownSet(status.active?.set ?? '')));
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
  if (call.options['keep-keys']) misuse((say) => say.keepKeysHere);
  const gathering = new RemoteGathering(ask, 'prove');
  try {
    await giveSheets(call, gathering, call.args);
    return await ask('recovery.activate', { sheets: gathering.sheets });
  } finally {
    gathering.forget();
  }
}
