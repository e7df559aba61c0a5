import { placeAt } from '../../main/backend/location.ts';
import type { Gathering } from '../../main/recovery/gathering.ts';
import { gatherForLocked } from '../../main/vault/restore.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command } from '../command.ts';
import { isFileNamed, vaultFile } from '../connect.ts';
import { printJson, say } from '../print.ts';
import { throughApp } from '../reach.ts';
import { RemoteGathering } from '../remote-gathering.ts';
import { giveSheets } from '../sheets.ts';

type Sheets = Gathering | RemoteGathering;

export const check = command({
  name: 'recovery check',
  args: 'SHEET...',
  count: [1, 64],
  about:
    'Tells whether these sheets would open the vault (exit 0) or not (exit 4; 8 when one cannot be read, or its words are\n' +
    'wrong); needs no passphrase and changes nothing. Without --vault the app tells of the vault that is open there.\n' +
    'A SHEET is a text file with its words, a PNG, JPEG or PDF, or - for standard input.',
  options: {},
  examples: [
    'holdfast --vault my.holdfast recovery check sheet-1.pdf photo.jpg words-4.txt',
    'holdfast --vault my.holdfast recovery check sheet-1.pdf sheet-2.pdf sheet-3.pdf --json',
  ],
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
    await say(call, `Sheets ${taken.join(', ')} would open the vault. Nothing was changed.`);
    if (suspects.length > 0) await say(call, `These do not fit the others: sheet ${suspects.join(', ')}.`);
    return undefined;
  } finally {
    gathering.forget();
  }
}
