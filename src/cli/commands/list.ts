import { normalFolder } from '../../shared/path.ts';
import { command } from '../command.ts';
import { exit } from '../exit.ts';
import { complain, printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Listed } from '../reached.ts';

export const list = command({
  name: 'secret list',
  args: '[PREFIX]',
  count: [0, 1],
  about:
    'Prints the paths of all secrets, or of those under a folder, one a line in order. Nothing there is no failure.\n' +
    'Of a damaged vault it prints what is whole, and on standard error how many secrets cannot be read (exit 7).',
  options: {
    deleted: { help: 'also deleted ones; not those of which nothing can be brought back' },
    tag: { value: 'T', many: true, help: 'only those with this tag; with several, with all of them' },
  },
  examples: [
    'holdfast secret list',
    'holdfast secret list prod/db            # what lies under prod/db/',
    'holdfast secret list --tag tls --json',
  ],
  run: async (call) => {
    const folder = normalFolder(call.args[0] ?? '');
    const { deleted, tag } = call.options;
    let unread = 0;
    const lost = (entries: number) => {
      unread += entries;
    };
    const { all, damaged } = await reachVault(call, async (vault) => ({
      all: await vault.secrets.list(folder, { deleted, whole: true, lost }),
      damaged: vault.damaged,
    }));
    const found = all.filter(({ tags }) => tag.every((wanted) => tags.includes(wanted)));
    await (call.global.json
      ? printJson(call, found.map(listed))
      : printLines(
          call,
          found.map(({ path }) => path),
        ));
    if (!damaged) return undefined;
    await complain(call, `The vault is damaged: ${missing(unread)}. ${way}`);
    return exit.damaged;
  },
});

const way = '"holdfast verify" names what is lost, "holdfast repair" makes a whole vault of it.';

function missing(unread: number): string {
  if (unread === 0) return 'no secret is missing from this list, but something else in it cannot be read';
  const secrets = unread === 1 ? 'one secret' : `${unread} secrets`;
  return `${secrets} cannot be read, and may be missing from this list`;
}

function listed({ path, current, newest, updated, tags }: Listed): Record<string, unknown> {
  return {
    path,
    version: current,
    newest,
    updated: new Date(updated).toISOString(),
    tags,
    deleted: current === 0,
  };
}
