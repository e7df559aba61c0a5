import type { AuditEntry } from '../../main/backend/changes.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

export const audit = command({
  name: 'audit',
  args: '',
  count: [0, 0],
  options: {
    since: { value: 'T' },
    client: { value: 'ID' },
  },
  run: async (call) => {
    const { since, client } = call.options;
    const query = {
      ...(since !== undefined && { since: sinceOf(since, Date.now()) }),
      ...(client !== undefined && { client }),
    };
    const entries = await reachVault(call, (vault) => vault.audit.list(query));
    const text = await texts('access');
    await (call.global.json
      ? printJson(call, entries.map(entryObject))
      : printLines(
          call,
          entries.map((entry) => entryLine(entry, nameFor(call), text)),
        ));
    return undefined;
  },
});

function sinceOf(text: string, now: number): number {
  if (/^(\d+[smhdw])+$/.test(text)) return now - parseDuration('since', text);
  // A date without a time is that day's midnight here, not in Greenwich.
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (!Number.isNaN(time) && /^\d{4}-/.test(text)) return time;
  return misuse((say) => say.since);
}

function entryObject({
  index,
  time,
  client,
  action,
  path,
  outcome,
  count = 1,
  hash,
}: AuditEntry): Record<string, unknown> {
  const what = { client, action, path: path ?? null, outcome, count, hash };
  return { index, time: new Date(time).toISOString(), ...what };
}

function entryLine(
  { time, client, action, path, outcome, count }: AuditEntry,
  shown: (name: string) => string,
  text: CliWords['access'],
): string {
  const often = count === undefined ? [] : [text.times(count)];
  return [new Date(time).toISOString(), outcome, action, client, path ?? '', ...often]
    .map(shown)
    .join('\t')
    .trimEnd();
}
