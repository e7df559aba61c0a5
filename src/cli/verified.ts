import type { VerifyReport } from '../main/backend/copies.ts';
import type { Session } from './command.ts';
import { exit } from './exit.ts';
import { texts } from './language.ts';
import { complain, printFacts, printJson, say } from './print.ts';

/** Prints what was read, and on standard error what is damaged; the exit code. */
export async function printVerified(
  call: Session,
  report: VerifyReport,
  about: Readonly<Record<string, unknown>> = {},
): Promise<number> {
  const ok = report.damaged.length === 0;
  const text = await texts('vaults');
  await (call.global.json ? printJson(call, { ok, ...about, ...report }) : printReport(call, report));
  for (const finding of report.damaged) {
    const { part, object, paths = [], version } = finding;
    await complain(call, text.damaged(part, object, paths, version));
  }
  // A byte may well have changed: only not where anything is kept.
  if (ok) await say(call, text.whole);
  return ok ? exit.done : exit.damaged;
}

async function printReport(call: Session, report: VerifyReport): Promise<void> {
  const { revision, objects, bytes, secrets, versions, unreferenced, damaged } = report;
  const { file: _, ...labels } = (await texts('vaults')).verified;
  await printFacts(call, labels, [
    ['revision', revision],
    ['objects', objects],
    ['bytes', bytes],
    ['secrets', secrets],
    ['versions', versions],
    ['unreferenced', unreferenced],
    ['damaged', damaged.length],
  ]);
}
