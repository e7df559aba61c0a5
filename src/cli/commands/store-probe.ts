import { openerOf } from '../../main/backend/initialize.ts';
import { placeAt } from '../../main/backend/location.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { printJson, printLines } from '../print.ts';
import { verdictWords } from '../service-words.ts';

export const storeProbe = command({
  name: 'store probe',
  args: 'PLACE',
  count: [1, 1],
  about:
    'Tries what writers can rely on at a place: creating what is not there yet, one after the other and as a race of eight,\n' +
    'reading back, listing and deleting. A vault that lies there is not touched, and nothing of the trial stays. Exit 6 where\n' +
    'several writers would lose writes; "init" makes no vault there. A file or a folder of this machine needs no trial.',
  options: {},
  examples: [
    "holdfast store probe 's3://vaults/home?endpoint=https://s3.example.org'",
    "holdfast store probe 'postgres://alice@db.example.org/vaults?vault=home' --json",
  ],
  run: async (call) => {
    const [text = ''] = call.args;
    const place = placeAt(text);
    const opener = await openerOf(place);
    const verdict = (await opener.probe?.(place.location)) ?? ({ way: 'one-line' } as const);
    if (call.global.json) await printJson(call, { place: text, ...verdict });
    else await printLines(call, [verdictWords(verdict)]);
    return verdict.way === 'heads' ? exit.conflict : undefined;
  },
});
