import type { CliWords } from '../../shared/words/cli.ts';
import { type AnyCommand, command } from '../command.ts';
import { texts } from '../language.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { versionList } from '../usage.ts';

export const remove = pair('delete');
export const undelete = pair('undelete');

/** The two are one another's reverse, and written alike. */
function pair(verb: 'delete' | 'undelete'): AnyCommand {
  return command({
    name: `secret ${verb}`,
    args: 'PATH',
    count: [1, 1],
    options: { versions: { value: '1,2' } },
    run: async (call) => {
      const path = call.args[0] ?? '';
      const given = call.options.versions;
      const versions = given === undefined ? undefined : versionList(given);
      const current = await reachVault(call, ({ secrets }) => secrets[verb](path, versions));
      if (call.global.json) await printJson(call, { path, current });
      const text = await texts('secrets');
      const rest = restOf(text, current, verb === 'delete' && versions === undefined);
      await say(call, `${verb === 'delete' ? text.deleted : text.undeleted}${rest}`);
      return undefined;
    },
  });
}

/** What is left to say: `whole` was said of the secret itself. */
function restOf(text: CliWords['secrets'], current: number, whole: boolean): string {
  if (current > 0) return text.isCurrent(current);
  return whole ? '' : text.stillDeleted;
}
