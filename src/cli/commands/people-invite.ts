import { placeAt } from '../../main/backend/location.ts';
import { normalName } from '../../shared/people.ts';
import { printPlace } from '../../shared/place.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { giveCode } from '../person-code.ts';
import { printJson, say } from '../print.ts';

export const invite = command({
  name: 'people invite',
  args: 'NAME',
  count: [1, 1],
  options: { out: { value: 'FILE' } },
  run: async (call) => {
    const place = printPlace(placeAt(vaultFile(call, 'people')));
    const [given = ''] = call.args;
    const { out } = call.options;
    return withVault(call, async (vault) => {
      const code = await vault.people.invite(given, place);
      await giveCode(call, code, out);
      const name = normalName(given);
      if (call.global.json) await printJson(call, { name, invitation: code, place, file: out ?? null });
      await say(call, (await texts('people')).invited(name, out));
      return undefined;
    });
  },
});
