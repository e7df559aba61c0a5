import type { Due } from '../../main/vault/health/vault-health.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { parseDuration } from '../duration.ts';
import { exit } from '../exit.ts';
import { dayOf, lookedThrough } from '../health-report.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines } from '../print.ts';
import { throughApp } from '../reach.ts';

export const expiring = command({
  name: 'expiring',
  args: '',
  count: [0, 0],
  options: { within: { value: 'TIME' } },
  run: async (call) => {
    const given = call.options.within;
    const within = given === undefined ? undefined : parseDuration('within', given);
    const now = Date.now();
    const due = await look(call, { now, ...(within !== undefined && { within }) });
    const text = await texts('health');
    const name = nameFor(call);
    await (call.global.json
      ? printJson(call, {
          secrets: due.map(({ path, at, field, certificate }) => ({
            ...{ path, state: at <= now ? 'expired' : 'expiring', ends: new Date(at).toISOString() },
            ...(field !== undefined && { field }),
            ...(certificate && { certificate }),
          })),
        })
      : printLines(
          call,
          due.map(
            ({ path, at, field, certificate }) =>
              `${dayOf({ at, certificate })}  ${name(path)}${field === undefined ? '' : `  (${name(field)})`}${at <= now ? `  ${text.reasons.expired}` : ''}`,
          ),
        ));
    return due.length > 0 ? exit.conflict : undefined;
  },
});

/** Of all secrets of a file, or of those that the app lets this program read. */
async function look(call: Session, asked: { now: number; within?: number }): Promise<readonly Due[]> {
  if (isFileNamed(call)) {
    const { dueSecrets } = await import('../../main/vault/health/vault-health.ts');
    return withVault(call, (vault) => dueSecrets(vault, asked));
  }
  const { now: _, ...wanted } = asked;
  return lookedThrough(await throughApp(call, (ask) => ask('secret.expiring', wanted)));
}
