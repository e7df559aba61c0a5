import type { ExportReport } from '../../main/export/export.ts';
import type { Sealing } from '../../main/export/exporter.ts';
import type { ExportPlan, ExportRequest, OpenExport } from '../../main/export/open-export.ts';
import {
  type ExportFormat,
  exportFormats,
  exportTraits,
  filesFolder,
  type LossTold,
} from '../../shared/export.ts';
import { fail } from '../../shared/failure.ts';
import { normalFolder } from '../../shared/path.ts';
import { type Call, command, type Session } from '../command.ts';
import { confirmer } from '../confirm.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { byFile, passphraseFrom } from '../passphrase.ts';
import { complain, printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { throughApp } from '../reach.ts';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

const options = {
  format: { value: exportFormats.join('|') },
  prefix: { value: 'FOLDER' },
  'export-passphrase-file': { value: 'F' },
  recipient: { value: 'AGE1…', many: true },
  'plain-text': {},
  'dry-run': {},
} as const;

type Given = Call<typeof options>;

export const exportTo = command({
  name: 'export',
  args: 'DEST|-',
  count: [1, 1],
  options,
  run: async (call) => {
    const [dest = ''] = call.args;
    const format = formatOf(call.options.format);
    refuseOptions(call, format);
    const { refuseDestination } = await import('../../main/export/export.ts');
    const request = { format, folder: normalFolder(call.options.prefix ?? '') };
    const isDry = call.options['dry-run'];
    if (!isDry && dest !== '-') await refuseDestination(dest);
    await withExport(
      call,
      request,
      isDry ? async () => ({}) : () => sealingOf(call, format),
      async (open) => {
        const { foreseen } = await import('../../main/export/open-export.ts');
        const plan = await foreseen(open);
        const isEmpty = plan.secrets === 0 && plan.lost.length === 0;
        if (request.folder !== '' && isEmpty)
          fail({ code: 'not-found', what: 'secret', name: request.folder });
        await tellLost(call, plan.lost);
        if (isDry) return tellPlan(call, open, plan);
        await tell(call, await written(call, open, dest), plan, dest === '-');
      },
    );
    return undefined;
  },
});

/** Opens the vault file that is named, or asks the app, for what is to be exported. */
async function withExport(
  call: Given,
  request: ExportRequest,
  sealing: () => Promise<Sealing>,
  work: (open: OpenExport) => Promise<void>,
): Promise<void> {
  if (isFileNamed(call)) {
    const { openExport } = await import('../../main/export/open-export.ts');
    return withVault(call, async (vault) =>
      work(await openExport(vault, { ...request, ...(await sealing()) }, { signal: call.io.signal })),
    );
  }
  const { openExportThere } = await import('../sources/export-there.ts');
  const sealed = await sealing();
  return throughApp(call, async (ask) => {
    const open = await openExportThere(ask, { ...request, ...sealed }, call.io.signal);
    if (open.chosen) await say(call, (await texts('exports')).chosen(open.plan.secrets));
    return work(open);
  });
}

function formatOf(text: string | undefined): ExportFormat {
  return exportFormats.find((one) => one === text) ?? misuse((say) => say.oneOf('format', exportFormats));
}

function refuseOptions({ options: given }: Given, format: ExportFormat): void {
  const { sealed, recipients } = exportTraits(format);
  const file = given['export-passphrase-file'];
  if (sealed === 'never' && file !== undefined)
    misuse((say) => say.exclude('--export-passphrase-file', `--format ${format}`));
  if (given.recipient.length > 0 && recipients !== true)
    misuse((say) => say.exclude('--recipient', `--format ${format}`));
  if (given.recipient.length > 0 && file !== undefined)
    misuse((say) => say.exclude('--recipient', '--export-passphrase-file'));
}

/** The export's own password, which a terminal is asked for where the format needs one. */
async function sealingOf(call: Given, format: ExportFormat): Promise<Sealing> {
  const { recipient: recipients, 'export-passphrase-file': file } = call.options;
  if (recipients.length > 0) return { recipients };
  const { sealed } = exportTraits(format);
  if (sealed === 'never' || (sealed === 'choice' && file === undefined)) return {};
  const question = { text: (await texts('exports')).sealedBy };
  return {
    password: await passphraseFrom(
      { file, question, twice: true, otherwise: byFile('--export-passphrase-file') },
      call.io,
    ),
  };
}

async function written(call: Given, open: OpenExport, dest: string): Promise<ExportReport> {
  const { carriedBy, exportStream, writeExport } = await import('../../main/export/export.ts');
  const { plan } = open;
  if (plan.plain && !call.options['plain-text']) {
    await askTwice(call, plan.secrets, dest === '-' ? undefined : await carriedBy(dest), dest);
  }
  const common = await texts('common');
  const progress = progressOn(call, common.entries, common);
  const running = { signal: call.io.signal, progress: progress.show };
  const work =
    dest === '-'
      ? exportStream(open, (part) => call.io.stdout.write(part), running)
      : writeExport(open, dest, running);
  return work.finally(progress.clear);
}

async function askTwice(call: Session, secrets: number, tool: string | undefined, dest: string) {
  const text = await texts('exports');
  const confirm = await confirmer(call, (say) => say.nobodyForPlainText);
  const shown = visible(dest);
  const questions = [
    text.plain(secrets, shown),
    ...(tool === undefined ? [] : [text.carried(tool, shown)]),
    text.plainAgain,
  ];
  for (const question of questions) if (!(await confirm(question))) fail({ code: 'cancelled' });
}

async function tellPlan(call: Session, { request }: OpenExport, plan: ExportPlan): Promise<void> {
  if (call.global.json) return printJson(call, { ...plan, dryRun: true });
  const { facts } = await texts('exports');
  await printFacts(call, facts, [
    ['format', request.format],
    ['secrets', plan.secrets],
  ]);
  await say(call, (await texts('secrets')).dryRun);
}

async function tell(
  call: Session,
  report: ExportReport,
  { lost }: ExportPlan,
  isPiped: boolean,
): Promise<void> {
  const text = await texts('exports');
  const isTold = ({ loss, count }: LossTold) => lost.some((one) => one.loss === loss && one.count === count);
  await tellLost(
    call,
    report.lost.filter((one) => !isTold(one)),
  );
  if (report.damaged) await complain(call, text.damaged);
  // What was exported is on standard output already.
  if (isPiped) return;
  if (call.global.json) return printJson(call, report);
  const { file = '', format, secrets, beside } = report;
  await printFacts(call, text.facts, [
    ['file', file],
    ['format', format],
    ['secrets', secrets],
    ...(beside.files > 0 ? [['files', text.beside(beside.files, filesFolder(file))] as const] : []),
  ]);
}

async function tellLost(call: Session, lost: readonly LossTold[]): Promise<void> {
  const { losses } = await texts('exports');
  for (const { loss, count } of lost) await say(call, losses[loss](count));
}
