import type { Unhealthy } from '../../main/vault/health/health.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, vaultFile, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { healthLines, lookedThrough } from '../health-report.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';
import { throughApp } from '../reach.ts';

export const health = command({
  name: 'health',
  args: '',
  count: [0, 0],
  options: { breached: { value: 'FILE' }, all: {} },
  run: async (call) => {
    const { breached, all } = call.options;
    const found = await look(call, breached);
    const told = found
      .map(({ path, findings }) => ({ path, findings: findings.filter(({ accepted }) => all || !accepted) }))
      .filter(({ findings }) => findings.length > 0);
    const text = await texts('health');
    const name = nameFor(call);
    await (call.global.json
      ? printJson(call, { secrets: told.map(objectOf) })
      : printLines(
          call,
          told.flatMap((one) => healthLines(one, text, name)),
        ));
    if (told.length === 0) await say(call, text.fine(breached !== undefined));
    return told.some(({ findings }) => findings.some(({ accepted }) => !accepted))
      ? exit.conflict
      : undefined;
  },
});

/** Among all secrets of a file, or among those that the app lets this program read. */
async function look(call: Session, breached: string | undefined): Promise<readonly Unhealthy[]> {
  if (!isFileNamed(call) && breached === undefined)
    return lookedThrough(await throughApp(call, (ask) => ask('secret.health', undefined)));
  vaultFile(call, 'breached');
  const { checkHealth } = await import('../../main/vault/health/vault-health.ts');
  return withVault(call, (vault) =>
    checkHealth(vault, {
      ...{ now: Date.now(), signal: call.io.signal },
      ...(breached !== undefined && { breachFile: breached }),
    }),
  );
}

function objectOf({ path, findings }: Unhealthy) {
  return {
    path,
    reasons: findings.map(({ at, ...finding }) => ({
      ...finding,
      ...(at !== undefined && { at: new Date(at).toISOString() }),
    })),
  };
}
