import { openerOf } from '../../main/backend/initialize.ts';
import { placeAt } from '../../main/backend/location.ts';
import type { Verdict } from '../../main/store/store.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { printJson, printLines } from '../print.ts';

export const storeProbe = command({
  name: 'store probe',
  args: 'PLACE',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const [text = ''] = call.args;
    const place = placeAt(text);
    const opener = await openerOf(place);
    const verdict = (await opener.probe?.(place.location)) ?? ({ way: 'one-line' } as const);
    if (call.global.json) await printJson(call, { place: text, ...verdict });
    else await printLines(call, [verdictWords(await texts('vaults'), verdict)]);
    return verdict.way === 'none' ? exit.conflict : undefined;
  },
});

/** What a trial found, in one or two sentences. */
function verdictWords({ verdict: text }: CliWords['vaults'], verdict: Verdict): string {
  if (verdict.way === 'none') return text.none(text.why[verdict.why]);
  if (verdict.way === 'heads') return text.heads(text.why[verdict.why]);
  return verdict.refusesLate === false ? `${text.oneLine} ${text.late}` : text.oneLine;
}
