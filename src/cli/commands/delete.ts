import { type AnyCommand, command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import { versionList } from '../usage.ts';

export const remove = pair({
  verb: 'delete',
  about:
    'Deletes a secret with every version that can be read, or those of --versions: "secret undelete" brings back what\n' +
    'one delete took. A secret counts as deleted when its newest version is, or has expired: "secret get" ends with\n' +
    'exit 3 then, and earlier versions come by number alone. To be rid of a value for ever, use "secret destroy".',
  versions: 'these instead of all',
  said: 'Deleted',
});

export const undelete = pair({
  verb: 'undelete',
  about:
    'Brings back what the last delete of a secret took, and no more, or the versions of --versions. A secret that has\n' +
    'expired comes back, too.',
  versions: 'these instead of what the last delete took',
  said: 'Brought back',
});

/** The two are one another's reverse, and written alike. */
function pair(words: {
  verb: 'delete' | 'undelete';
  about: string;
  versions: string;
  said: string;
}): AnyCommand {
  const { verb, about, said } = words;
  return command({
    name: `secret ${verb}`,
    args: 'PATH',
    count: [1, 1],
    about,
    options: { versions: { value: '1,2', help: words.versions } },
    examples: [`holdfast secret ${verb} prod/db`, `holdfast secret ${verb} prod/db --versions 1,2`],
    run: async (call) => {
      const path = call.args[0] ?? '';
      const given = call.options.versions;
      const versions = given === undefined ? undefined : versionList(given);
      const current = await reachVault(call, ({ secrets }) => secrets[verb](path, versions));
      if (call.global.json) await printJson(call, { path, current });
      await say(call, `${said}.${restOf(current, verb === 'delete' && versions === undefined)}`);
      return undefined;
    },
  });
}

/** What is left to say: `whole` was said of the secret itself. */
function restOf(current: number, whole: boolean): string {
  if (current > 0) return ` Version ${current} is current.`;
  return whole ? '' : ' The secret counts as deleted, as its newest version is.';
}
