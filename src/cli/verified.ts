import type { Finding, VerifyReport } from '../main/backend/copies.ts';
import type { Session } from './command.ts';
import { exit } from './exit.ts';
import { complain, printJson, printLines, say } from './print.ts';

/** Prints what was read, and on standard error what is damaged; the exit code. */
export async function printVerified(
  call: Session,
  report: VerifyReport,
  about: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const ok = report.damaged.length === 0;
  await (call.global.json ? printJson(call, { ok, ...about, ...report }) : printReport(call, report));
  for (const finding of report.damaged) await complain(call, damageWords(finding));
  // A byte may well have changed: only not where anything is kept.
  if (ok)
    await say(
      call,
      'Everything in it is whole. What else lies in the file belongs to nothing and is never read.',
    );
  return ok ? exit.done : exit.damaged;
}

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
