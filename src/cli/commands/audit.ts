import type { AuditEntry } from '../../main/backend/changes.ts';
import { command } from '../command.ts';
import { parseDuration } from '../duration.ts';
import { nameFor, printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse } from '../usage.ts';

export const audit = command({
  name: 'audit',
  args: '',
  count: [0, 0],
  about:
    'Prints who did what, oldest first: time, outcome, action, client, path, with tabs between them. The chain of\n' +
    'entries is checked on the way: exit 7 when one was changed or removed. Reading with --vault is not written down.',
  options: {
    since: { value: 'T', help: 'from that date or time on (2026-05-03), or for so long (24h, 7d)' },
    client: { value: 'ID', help: 'only what this client did; owner: whoever has the passphrase' },
  },
  examples: ['holdfast audit --since 24h', 'holdfast audit --client spiffe://VAULT/client/build --json'],
  run: async (call) => {
    const { since, client } = call.options;
    const query = {
      ...(since !== undefined && { since: sinceOf(since, Date.now()) }),
      ...(client !== undefined && { client }),
    };
    const entries = await reachVault(call, (vault) => vault.audit.list(query));
    await (call.global.json
      ? printJson(call, entries.map(entryObject))
      : printLines(
          call,
          entries.map((entry) => entryLine(entry, nameFor(call))),
        ));
    return undefined;
  },
});

function sinceOf(text: string, now: number): number {
  if (/^(\d+[smhdw])+$/.test(text)) return now - parseDuration('since', text);
  // A date without a time is that day's midnight here, not in Greenwich.
  const time = Date.parse(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00` : text);
  if (!Number.isNaN(time) && /^\d{4}-/.test(text)) return time;
  return misuse(
    '--since takes a date such as 2026-05-03, a time such as 2026-05-03T08:00, or a while such as 24h.',
  );
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
): string {
  const often = count === undefined ? [] : [`${count} times`];
  return [new Date(time).toISOString(), outcome, action, client, path ?? '', ...often]
    .map(shown)
    .join('\t')
    .trimEnd();
}
