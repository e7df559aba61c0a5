import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { contentIn } from '../../main/import/content.ts';
import { detectContent, detectedAs, detectFile } from '../../main/import/detect.ts';
import type { Detected } from '../../main/import/detected.ts';
import { bins, type Format, formats, importLimits } from '../../main/import/entry.ts';
import { forkParser } from '../../main/import/fork.ts';
import { type ImportRequest, importFile } from '../../main/import/import.ts';
import type { RunOptions } from '../../main/import/run.ts';
import type { ImportReport } from '../../shared/contract.ts';
import { fail, failureOf, systemFailure } from '../../shared/failure.ts';
import { type ImportColumn, importColumns, importEncodings } from '../../shared/formats.ts';
import type { ImportNoteTold } from '../../shared/import-note.ts';
import { type Call, command, type Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { readAll, readInput } from '../input.ts';
import { texts } from '../language.ts';
import { passphraseFrom } from '../passphrase.ts';
import { complain, printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { throughApp } from '../reach.ts';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

const options = {
  format: { value: 'FORMAT' },
  prefix: {
    value: 'P',
  },
  trash: { value: bins.join('|') },
  archived: { value: bins.join('|') },
  encoding: { value: 'NAME' },
  map: { value: 'COLUMN=WHAT', many: true },
  'dry-run': {},
  report: { value: 'OUT.json' },
  'import-passphrase-file': { value: 'F' },
  'import-key-file': { value: 'F' },
} as const;

export const importFrom = command({
  name: 'import',
  args: 'FILE|-',
  count: [1, 1],
  options,
  run: async (call) => {
    refuseTwoReaders(call);
    const { file, bytes } = await given(call);
    const wanted = formatGiven(call.options.format);
    const { format, needsPassword } = await detected(file, bytes, wanted);
    const isGiven = call.options['import-passphrase-file'] !== undefined;
    const password = needsPassword || isGiven ? await passwordOf(call, file) : undefined;
    const { prefix, 'import-key-file': keyFile, 'dry-run': dryRun } = call.options;
    const common = await texts('common');
    const progress = progressOn(call, common.entries, common);
    const running = { progress: progress.show, signal: call.io.signal };
    const bin = choiceOf('trash', call.options.trash, bins);
    const archive = choiceOf('archived', call.options.archived, bins);
    const encoding = choiceOf('encoding', call.options.encoding, importEncodings);
    const map = mapOf(call.options.map);
    const request = { file, bytes, format, prefix, password, keyFile, dryRun, bin, archive, encoding, map };
    const report = await (isFileNamed(call)
      ? withVault(call, (vault) => importFile(vault, request, forkParser(), running))
      : importThere(call, request, running)
    ).finally(progress.clear);
    await tell(call, report);
    if (call.options.report !== undefined) await writeReport(call.options.report, report);
    return report.failed.length === 0 ? exit.done : exit.refused;
  },
});

// The file is read here, in a process of its own: the app opens none for a program.
async function importThere(
  call: Session,
  request: ImportRequest,
  running: RunOptions,
): Promise<ImportReport> {
  const { encoded } = await import('../../main/import/batches.ts');
  return throughApp(call, async (ask) => {
    const { format, items } = await encoded(request, forkParser(), running);
    const { prefix = '', dryRun = false } = request;
    return ask('vault.import', { file: basename(request.file), format, prefix, dryRun, items });
  });
}

/** What the file is; a format that was named stands, whatever it looks like. */
async function detected(
  file: string,
  bytes: Uint8Array | undefined,
  wanted: Format | undefined,
): Promise<Detected> {
  try {
    const found = await (bytes ? detectContent(contentIn(bytes), file) : detectFile(file));
    return wanted === undefined || found.format === wanted ? found : detectedAs(wanted);
  } catch (error) {
    const failure = failureOf(error);
    const isUnknown = failure?.code === 'import-refused' && failure.reason === 'unknown-format';
    if (wanted === undefined || !isUnknown) throw error;
    return detectedAs(wanted);
  }
}

function formatGiven(text: string | undefined): Format | undefined {
  if (text === undefined) return undefined;
  return formats.find((one) => one === text) ?? misuse((say) => say.importFormat);
}

function choiceOf<T extends string>(
  option: string,
  text: string | undefined,
  all: readonly T[],
): T | undefined {
  if (text === undefined) return undefined;
  return all.find((one) => one === text) ?? misuse((say) => say.oneOf(option, all));
}

/** `COLUMN=WHAT`, the columns in small letters. */
function mapOf(pairs: readonly string[] | undefined): Record<string, ImportColumn> | undefined {
  if (pairs === undefined || pairs.length === 0) return undefined;
  const map = pairs.map((pair): [string, ImportColumn] => {
    const at = pair.lastIndexOf('=');
    const what = choiceOf('map', pair.slice(at + 1), importColumns);
    return [pair.slice(0, Math.max(at, 0)).trim().toLowerCase(), what ?? 'skip'];
  });
  return Object.fromEntries(map);
}

/** The file; of standard input and of a pipe, which can be read once, its bytes as well. */
async function given({ args, io }: Call<typeof options>): Promise<{ file: string; bytes?: Uint8Array }> {
  const [file = ''] = args;
  if (file === '-') return { file: 'stdin', bytes: await readAll(io, importLimits.file) };
  const isPipe = await stat(file).then(
    (found) => found.isFIFO(),
    () => false,
  );
  return isPipe
    ? { file, bytes: await readInput(file, { for: 'import' }, io.signal, importLimits.file) }
    : { file };
}

function refuseTwoReaders({ args, global, options: given }: Call<typeof options>): void {
  const readers = [
    args[0],
    global['passphrase-file'],
    given['import-passphrase-file'],
    given['import-key-file'],
  ];
  if (args[0] === '-' && readers.filter((one) => one === '-').length > 1) misuse((say) => say.inputIsFile);
  if (global['passphrase-file'] === '-' && given['import-passphrase-file'] === '-') {
    misuse((say) => say.twoPassphrases);
  }
}

/** The file's own password; `undefined`: it has none, and a key file alone opens it. */
async function passwordOf(
  { io, global: { quiet }, options: given }: Call<typeof options>,
  file: string,
): Promise<string | undefined> {
  const from = given['import-passphrase-file'];
  const hasKey = given['import-key-file'] !== undefined;
  const question = { text: (await texts('secrets')).password(visible(file), hasKey) };
  try {
    const password = await passphraseFrom({ file: from, question, quiet }, io);
    // In a file an empty password is one; typed beside a key file it means that there is none.
    return password === '' && hasKey && from === undefined ? undefined : password;
  } catch (error) {
    // Locked: there is no terminal to ask at.
    if (failureOf(error)?.code !== 'locked') throw error;
    return hasKey ? undefined : misuse((say) => say.ownPassword);
  }
}

async function tell(call: Session, report: ImportReport): Promise<void> {
  const { read, created, skipped, failed, notes = [], preview = [], dryRun } = report;
  const text = await texts('secrets');
  const told = (note: ImportNoteTold) => [text.importPlace(note), text.importNote(note)] as const;
  for (const one of failed) await complain(call, text.failed(...told(one)));
  for (const one of skipped) await say(call, text.skipped(...told(one)));
  for (const one of notes) await say(call, text.noted(...told(one)));
  for (const { place, path, fields } of preview) await say(call, text.from(place, path, fields));
  if (preview.length > 0 && preview.length < created) await say(call, text.more(created - preview.length));
  if (dryRun) await say(call, text.dryRun);
  if (call.global.json) return printJson(call, report);
  await printFacts(call, text.import, [
    ['read', read],
    ['created', created],
    ['skipped', skipped.length],
    ['failed', failed.length],
  ]);
}

// Its places are names in the vault.
async function writeReport(file: string, report: ImportReport): Promise<void> {
  try {
    const handle = await open(file, 'w', 0o600);
    try {
      // A file that was there keeps its mode otherwise; a device stays everybody's.
      if ((await handle.stat()).isFile()) await handle.chmod(0o600);
      await handle.writeFile(`${JSON.stringify(report, undefined, 2)}\n`);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const failure = systemFailure(error);
    fail(failure.code === 'store' ? { ...failure, reason: 'report-unwritten' } : failure, error);
  }
}
