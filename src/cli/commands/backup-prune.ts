import { unlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KnownFile } from '../../main/backups/known.ts';
import { expendable } from '../../main/backups/prune.ts';
import type { Rule } from '../../main/backups/retention.ts';
import { backupsIn, namedVault } from '../backup-folder.ts';
import { command, type Session, type Values } from '../command.ts';
import { exit } from '../exit.ts';
import { complain, nameFor, printJson, printLines, say } from '../print.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  'keep-last': { value: 'N', help: 'the newest N' },
  'keep-daily': { value: 'N', help: 'the newest of each of N days' },
  'keep-weekly': { value: 'N', help: 'the newest of each of N weeks' },
  'keep-monthly': { value: 'N', help: 'the newest of each of N months' },
  'dry-run': { help: 'only tell which would go' },
} as const;

export const pruneCommand = command({
  name: 'backup prune',
  args: 'DIR',
  count: [1, 1],
  about:
    'Lets old backups in a folder go. A backup stays as long as one of the rules keeps it; at least one is to be given. Only files\n' +
    'under the names that "backup create" gives are removed that this machine made or proved, byte for byte, or, with --vault\n' +
    'and --passphrase-file, that the keys of the vault open; of each vault never the newest of them, nor the newest that was read\n' +
    'back wholly. What only says whose it is counts for nothing, stays, and is told. With --vault, those of that vault alone.\n' +
    'Prints the files that went.',
  options,
  examples: [
    'holdfast backup prune backups --keep-last 10 --keep-daily 7 --keep-weekly 5 --keep-monthly 12',
    'holdfast --vault my.holdfast backup prune backups --keep-last 3 --dry-run',
  ],
  run: async (call) => {
    const [folder = ''] = call.args;
    const rule = ruleOf(call.options);
    const file = namedVault(call);
    const all = await backupsIn(call, folder);
    const spare = file ? [resolve(file)] : [];
    const vaults = new Set(all.flatMap((one) => one.vault ?? []));
    const going = [...vaults].flatMap((vault) => expendable(all, vault, rule, spare));
    const stuck = call.options['dry-run'] ? [] : going.filter((one) => !removed(one.file));
    const strange = all.filter((one) => one.vault !== undefined && !one.ours);
    const kept = all.length - going.length;
    await report(call, { going, stuck, strange, dryRun: call.options['dry-run'], kept });
    return stuck.length > 0 ? exit.store : undefined;
  },
});

function ruleOf(given: Values<typeof options>): Rule {
  const of = (name: 'keep-last' | 'keep-daily' | 'keep-weekly' | 'keep-monthly') => {
    const text = given[name];
    return text === undefined ? 0 : wholeNumber(name, text, 0, 100_000);
  };
  const rule = {
    last: of('keep-last'),
    daily: of('keep-daily'),
    weekly: of('keep-weekly'),
    monthly: of('keep-monthly'),
  };
  if (Object.values(rule).every((n) => n === 0))
    return misuse('Say what is to stay: --keep-last, --keep-daily, --keep-weekly or --keep-monthly.');
  return rule;
}

function removed(file: string): boolean {
  try {
    unlinkSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

interface Report {
  readonly going: readonly KnownFile[];
  readonly stuck: readonly KnownFile[];
  readonly strange: readonly KnownFile[];
  readonly dryRun: boolean;
  readonly kept: number;
}

async function report(call: Session, { going, stuck, strange, dryRun, kept }: Report): Promise<void> {
  const gone = going.filter((one) => !stuck.includes(one)).map(({ file }) => file);
  const stay = kept + stuck.length;
  if (call.global.json) {
    const notOurs = strange.map(({ file }) => file);
    await printJson(call, {
      dryRun,
      removed: gone,
      kept: stay,
      stuck: stuck.map(({ file }) => file),
      notOurs,
    });
  } else {
    await printLines(call, gone.map(nameFor(call)));
    const word = dryRun ? 'would go' : gone.length === 1 ? 'is gone' : 'are gone';
    await say(
      call,
      `${gone.length === 0 ? 'None' : gone.length} ${word}; ${stay} ${dryRun ? 'would stay' : 'stay'}.`,
    );
    if (strange.length > 0)
      await say(
        call,
        `Not known to be ours, and left alone: ${strange.map(({ file }) => nameFor(call)(file)).join(', ')}.`,
      );
  }
  for (const { file } of stuck) await complain(call, `"${file}" could not be removed.`);
}
