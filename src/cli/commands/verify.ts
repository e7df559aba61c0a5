import type { Finding, VerifyReport } from '../../main/backend/backend.ts';
import { command, type Session } from '../command.ts';
import { withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { printJson, printLines } from '../print.ts';
import { progressOn } from '../progress.ts';
import { visible } from '../visible.ts';

export const verify = command({
  name: 'verify',
  args: '',
  count: [0, 0],
  about:
    'Reads and authenticates every object of the vault and prints what it read. What is damaged is named on standard\n' +
    'error, with the secrets it concerns (exit 7). Never writes. Unreferenced objects do no harm: a crash leaves them.',
  options: {},
  examples: ['holdfast --vault my.holdfast verify', 'holdfast --vault my.holdfast verify --json --quiet'],
  run: (call) =>
    withVault(call, async (vault) => {
      const progress = progressOn(call, 'objects');
      const { signal } = call.io;
      const report = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
      await (call.global.json
        ? printJson(call, { ok: report.damaged.length === 0, ...report })
        : printReport(call, report));
      for (const finding of report.damaged)
        await call.io.stderr.write(`holdfast: ${visible(damageWords(finding))}\n`);
      return report.damaged.length === 0 ? exit.done : exit.damaged;
    }),
});

async function printReport(call: Session, report: VerifyReport): Promise<void> {
  await printLines(call, [
    `revision:      ${report.revision}`,
    `objects:       ${report.objects}`,
    `bytes:         ${report.bytes}`,
    `secrets:       ${report.secrets}`,
    `versions:      ${report.versions}`,
    `unreferenced:  ${report.unreferenced}`,
    `damaged:       ${report.damaged.length}`,
  ]);
}

function damageWords({ part, object, paths = [], version }: Finding): string {
  const of = version === undefined ? '' : ` (version ${version})`;
  const whose = paths.length === 0 ? '' : `, of ${paths.map((path) => `"${path}"`).join(', ')}${of}`;
  return `damaged: ${part} ${object}${whose}`;
}
