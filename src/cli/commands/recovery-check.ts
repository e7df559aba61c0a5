import { placeAt } from '../../main/backend/location.ts';
import type { Gathering } from '../../main/recovery/gathering.ts';
import { gatherForLocked } from '../../main/vault/restore.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { isFileNamed, vaultFile } from '../connect.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { throughApp } from '../reach.ts';
import { RemoteGathering } from '../remote-gathering.ts';
import { giveSheets } from '../sheets.ts';

type Sheets = Gathering | RemoteGathering;

export const check = command({
  name: 'recovery check',
  args: 'SHEET...',
  count: [1, 64],
  options: {},
  run: async (call) => {
    if (!isFileNamed(call))
      return throughApp(call, async (ask) => checkSheets(call, new RemoteGathering(ask, 'rehearse')));
    return checkSheets(call, await gatherForLocked(placeAt(vaultFile(call))));
  },
});

async function checkSheets(call: Call, gathering: Sheets): Promise<undefined> {
  try {
    await giveSheets(call, gathering, call.args);
    const { taken, need, suspects } = gathering.state();
    const fault = gathering.fault();
    if (fault?.code === 'no-set') fail(fault);
    if (call.global.json)
      await printJson(call, { opens: fault === undefined, sheets: taken, need, suspects });
    if (fault !== undefined) fail(fault);
    const text = await texts('recovery');
    await say(call, text.wouldOpen(taken));
    if (suspects.length > 0) await say(call, text.suspects(suspects));
    return undefined;
  } finally {
    gathering.forget();
  }
}
