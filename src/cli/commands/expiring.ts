import { dueSecrets, stateOf } from '../../main/vault/health/vault-health.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { parseDuration } from '../duration.ts';
import { exit } from '../exit.ts';
import { dayOf } from '../health-report.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines } from '../print.ts';

export const expiring = command({
  name: 'expiring',
  args: '',
  count: [0, 0],
  options: { within: { value: 'TIME' } },
  run: async (call) => {
    vaultFile(call, 'health');
    const given = call.options.within;
    const within = given === undefined ? undefined : parseDuration('within', given);
    const now = Date.now();
    const due = await withVault(call, (vault) => dueSecrets(vault, now, within));
    const text = await texts('health');
    const name = nameFor(call);
    await (call.global.json
      ? printJson(call, {
          secrets: due.map(({ path, at, field, certificate }) => ({
            ...{ path, state: stateOf({ at }, now), ends: new Date(at).toISOString() },
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
