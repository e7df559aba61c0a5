import { checkHealth } from '../../main/vault/health/vault-health.ts';
import { command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { healthLines } from '../health-report.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';

export const health = command({
  name: 'health',
  args: '',
  count: [0, 0],
  options: { breached: { value: 'FILE' }, all: {} },
  run: async (call) => {
    vaultFile(call, 'health');
    const { breached, all } = call.options;
    const found = await withVault(call, (vault) =>
      checkHealth(vault, {
        ...{ now: Date.now(), signal: call.io.signal },
        ...(breached !== undefined && { breachFile: breached }),
      }),
    );
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

function objectOf({ path, findings }: Awaited<ReturnType<typeof checkHealth>>[number]) {
  return {
    path,
    reasons: findings.map(({ at, ...finding }) => ({
      ...finding,
      ...(at !== undefined && { at: new Date(at).toISOString() }),
    })),
  };
}
