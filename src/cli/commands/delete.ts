import { type AnyCommand, command } from '../command.ts';
import { printJson, say } from '../print.ts';
import { type Reached, reachVault } from '../reach.ts';
import { versionList } from '../usage.ts';

export const remove = pair({
  verb: 'delete',
  about:
    'Deletes the current version of a secret, or those of --versions, so that "secret undelete" brings them back.\n' +
    'To be rid of a value for ever, use "secret destroy".',
  versions: 'these instead of the current one',
  said: 'Deleted',
});

export const undelete = pair({
  verb: 'undelete',
  about: 'Brings the newest deleted version of a secret back, or those of --versions.',
  versions: 'these instead of the newest deleted one',
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
      const current = await reachVault(call, ({ secrets }) => change(secrets, verb, path, versions));
      if (call.global.json) await printJson(call, { path, current });
      await say(
        call,
        `${said}. ${current === 0 ? 'No version is current now.' : `Version ${current} is current now.`}`,
      );
      return undefined;
    },
  });
}

async function change(
  secrets: Reached['secrets'],
  verb: 'delete' | 'undelete',
  path: string,
  versions: number[] | undefined,
) {
  await secrets[verb](path, versions);
  return (await secrets.info(path)).current;
}
