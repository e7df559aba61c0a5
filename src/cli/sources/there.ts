import { basename } from 'node:path';
import { forkParser } from '../../main/import/fork.ts';
import type { ImportRequest } from '../../main/import/import.ts';
import type { RunOptions } from '../../main/import/run.ts';
import type { ImportReport } from '../../shared/contract.ts';
import type { Session } from '../command.ts';
import { throughApp } from '../reach.ts';

/** Imports through the running app, one file after the other: each is a call of its own. */
export async function importThere(
  call: Session,
  requests: readonly ImportRequest[],
  running: RunOptions & { readonly reading: (file: string) => void },
): Promise<ImportReport> {
  const reports: ImportReport[] = [];
  for (const request of requests) {
    running.reading(request.file);
    const report = await oneThere(call, request, running);
    reports.push(requests.length === 1 ? report : named(report, request.file));
  }
  return joined(reports);
}

// The file is read here, in a process of its own: the app opens none for a program.
async function oneThere(call: Session, request: ImportRequest, running: RunOptions): Promise<ImportReport> {
  const { encoded } = await import('../../main/import/batches.ts');
  return throughApp(call, async (ask) => {
    const { format, items } = await encoded(request, forkParser(), running);
    const { prefix = '', dryRun = false, duplicates } = request;
    const given = { format, prefix, dryRun, items, ...(duplicates && { duplicates }) };
    return ask('vault.import', { file: basename(request.file), ...given });
  });
}

/** Of several files: which one it is that something is told of. */
function named(report: ImportReport, file: string): ImportReport {
  const of = (told: ImportReport['skipped']) => told.map((one) => ({ ...one, file }));
  const { skipped, failed, notes } = report;
  return { ...report, skipped: of(skipped), failed: of(failed), ...(notes && { notes: of(notes) }) };
}

function joined(reports: readonly ImportReport[]): ImportReport {
  const [only] = reports;
  if (reports.length === 1 && only !== undefined) return only;
  const notes = reports.flatMap((one) => one.notes ?? []);
  const preview = reports.flatMap((one) => one.preview ?? []);
  const fields = reports.reduce((sum, one) => sum + (one.fields ?? 0), 0);
  return {
    read: reports.reduce((sum, { read }) => sum + read, 0),
    created: reports.reduce((sum, { created }) => sum + created, 0),
    skipped: reports.flatMap(({ skipped }) => skipped),
    failed: reports.flatMap(({ failed }) => failed),
    ...(reports.every((one) => one.fields !== undefined) && { fields }),
    ...(notes.length > 0 && { notes }),
    ...(preview.length > 0 && { preview }),
    dryRun: reports.some(({ dryRun }) => dryRun),
  };
}
