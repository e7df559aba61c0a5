import { isFavourite } from '../../shared/facet.ts';
import { normalFolder } from '../../shared/path.ts';
import { command, type Session } from '../command.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { complain, printJson, printLines, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Listed } from '../reached.ts';

export const list = command({
  name: 'secret list',
  args: '[PREFIX]',
  count: [0, 1],
  options: {
    deleted: {},
    favourite: {},
    tag: { value: 'T', many: true },
  },
  run: async (call) => {
    const folder = normalFolder(call.args[0] ?? '');
    const { deleted, favourite, tag } = call.options;
    let unread = 0;
    const lost = (entries: number) => {
      unread += entries;
    };
    const { all, damaged } = await reachVault(call, async (vault) => ({
      all: await vault.secrets.list(folder, { deleted, whole: true, lost }),
      damaged: vault.damaged,
    }));
    const found = all.filter(
      (one) => tag.every((wanted) => one.tags.includes(wanted)) && (!favourite || isFavourite(one)),
    );
    await printListed(call, found);
    if (found.length === 0 && narrows.test(folder))
      await say(call, (await texts('secrets')).asSearch(folder));
    if (!damaged) return undefined;
    await complain(call, (await texts('secrets')).damaged(unread));
    return exit.damaged;
  },
});

/** What narrows a search down, and is no folder that somebody has. */
const narrows = /^(?:#|(?:tag|in|has|type|is):)\S/;

/** Paths, a line each, or all that is known of them. */
export function printListed(call: Session, found: readonly Listed[]): Promise<void> {
  if (call.global.json) return printJson(call, found.map(listed));
  return printLines(
    call,
    found.map(({ path }) => path),
  );
}

function listed({ path, current, newest, updated, tags, custom }: Listed): Record<string, unknown> {
  return {
    path,
    version: current,
    newest,
    updated: new Date(updated).toISOString(),
    tags,
    favourite: isFavourite({ custom }),
    deleted: current === 0,
  };
}
