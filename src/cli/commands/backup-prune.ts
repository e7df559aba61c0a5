import { unlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import type { KnownFile } from '../../main/backups/known.ts';
import { expendable } from '../../main/backups/prune.ts';
import type { Rule } from '../../main/backups/retention.ts';
import { backupsIn, namedVault } from '../backup-folder.ts';
import { command, type Session, type Values } from '../command.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { complain, nameFor, printJson, printLines, say } from '../print.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  'keep-last': { value: 'N' },
  'keep-daily': { value: 'N' },
  'keep-weekly': { value: 'N' },
  'keep-monthly': { value: 'N' },
  'dry-run': {},
} as const;

export const pruneCommand = command({
  name: 'backup prune',
  args: 'DIR',
  count: [1, 1],
  options,
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
  if (Object.values(rule).every((n) => n === 0)) return misuse((say) => say.keep);
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
  const text = await texts('backups');
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
    await say(call, (dryRun ? text.wouldPrune : text.pruned)(gone.length, stay));
    if (strange.length > 0) await say(call, text.strange(strange.map(({ file }) => nameFor(call)(file))));
  }
  for (const { file } of stuck) await complain(call, text.stuck(file));
}
