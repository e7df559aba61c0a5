import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { contentIn } from '../../main/import/content.ts';
import { detectContent, detectedAs, detectFile } from '../../main/import/detect.ts';
import type { Detected } from '../../main/import/detected.ts';
import { bins, type Format, formats } from '../../main/import/entry.ts';
import { forkParser } from '../../main/import/fork.ts';
import { orLeft } from '../../main/import/found.ts';
import { type ImportRequest, importFiles } from '../../main/import/import.ts';
import { withPartsJoined } from '../../main/import/parts.ts';
import { stampOf } from '../../main/import/source-file.ts';
import type { ImportReport } from '../../shared/contract.ts';
import { fail, failureOf, systemFailure } from '../../shared/failure.ts';
import { type ImportColumn, importColumns, importEncodings } from '../../shared/formats.ts';
import { columnsTwice } from '../../shared/import-columns.ts';
import type { ImportNoteTold } from '../../shared/import-note.ts';
import type { DuplicateChoices } from '../../shared/import-plan.ts';
import { inTreeOrder, rowsOf } from '../../shared/import-tree.ts';
import { type Call, command, type Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { passphraseFrom } from '../passphrase.ts';
import { complain, printFacts, printJson, printLines, say } from '../print.ts';
import { paceOn } from '../progress.ts';
import { afterImport, type Source } from '../sources/after.ts';
import { ByFile, isNamed } from '../sources/by-file.ts';
import type { Opening } from '../sources/decrypted.ts';
import { inputsOf, type SourceOptions } from '../sources/sources.ts';
import { importThere } from '../sources/there.ts';
import { undoImport } from '../sources/undo.ts';
import { misuse } from '../usage.ts';
import { visible } from '../visible.ts';

/** What becomes of entries that meet a secret, in one word. */
const duplicateWays = ['skip', 'version', 'both'] as const;

const options = {
  format: { value: 'FORMAT' },
  prefix: {
    value: 'P',
  },
  trash: { value: bins.join('|') },
  archived: { value: bins.join('|') },
  encoding: { value: 'NAME' },
  map: { value: '[FILE:]COLUMN=WHAT', many: true },
  duplicates: { value: duplicateWays.join('|') },
  history: {},
  'dry-run': {},
  undo: {},
  'delete-source': {},
  report: { value: 'OUT.json' },
  'import-passphrase-file': { value: '[FILE=]F', many: true },
  'import-key-file': { value: '[FILE=]F', many: true },
} as const;

const name = 'import';
const wanted = 'FILE|FOLDER|-...';

export const importFrom = command({
  name,
  args: `[${wanted}]`,
  count: [0, 1_000],
  options,
  run: async (call) => {
    refuseOthersThanUndo(call);
    if (call.options.undo) return undoImport(call, call.options['dry-run']);
    const openers = await openersOf(call);
    const mapped = mappedOf(call.options.map);
    if (call.options['delete-source'] && call.options['dry-run'])
      misuse((say) => say.exclude('--delete-source', '--dry-run'));
    const { prefix, 'dry-run': dryRun } = call.options;
    const common = await texts('common');
    const progress = paceOn(call, common.entries, common);
    const fetching = { history: call.options.history, progress: progress.show };
    const {
      requests: found,
      unknown,
      sources,
    } = await requestsOf(call, openers, fetching, {
      prefix,
      dryRun,
      bin: choiceOf('trash', call.options.trash, bins),
      archive: choiceOf('archived', call.options.archived, bins),
      encoding: choiceOf('encoding', call.options.encoding, importEncodings),
      duplicates: duplicatesOf(choiceOf('duplicates', call.options.duplicates, duplicateWays)),
    }).finally(progress.clear);
    const requests = withMaps(found, mapped);
    const isOne = requests.length === 1;
    const reading = (file: string) => {
      progress.begin(isOne ? undefined : visible(basename(file)));
      at = file;
    };
    let at = '';
    const running = { progress: progress.show, signal: call.io.signal, reading };
    try {
      const report = await (isFileNamed(call)
        ? withVault(call, (vault) => importFiles(vault, requests, forkParser(), running))
        : importThere(call, requests, running)
      ).finally(progress.clear);
      const whole = {
        ...report,
        read: report.read + unknown.length,
        skipped: [...unknown, ...report.skipped],
      };
      await tell(call, whole);
      if (call.options.report !== undefined) await writeReport(call.options.report, whole);
      await afterImport(call, sources, report, call.options['delete-source']);
      return report.failed.length === 0 ? exit.done : exit.refused;
    } catch (error) {
      // Of several files: which one it is that stopped all of them.
      if (!isOne && at !== '' && failureOf(error)?.code === 'import-refused')
        await complain(call, visible(at));
      throw error;
    }
  },
});

/** What is to be read, each with its format and what opens it; a folder's other files are told. */
async function requestsOf(
  call: Call<typeof options>,
  openers: Openers,
  fetching: Pick<SourceOptions, 'history' | 'progress'>,
  common: Omit<ImportRequest, 'file'>,
): Promise<{
  requests: readonly ImportRequest[];
  unknown: readonly ImportNoteTold[];
  sources: readonly Source[];
}> {
  const wanted = formatGiven(call.options.format);
  let at = '';
  const options = {
    ...fetching,
    looking: (file: string) => {
      at = file;
    },
    opening: openers.opening,
  };
  const requests: ImportRequest[] = [];
  const unknown: ImportNoteTold[] = [];
  const sources: Source[] = [];
  for (const arg of call.args) {
    // Of several files: which one it is that stops all of them.
    const named = (file: string, isFound: boolean | undefined) => async (error: unknown) => {
      if (isFound || call.args.length > 1) await complain(call, visible(file));
      throw error;
    };
    at = arg;
    const inputs = await inputsOf(arg, options, call.io).catch((error: unknown) =>
      named(at, at !== arg)(error),
    );
    for (const { file, bytes, beside, format: known, isFound } of inputs) {
      const look = () => detected(file, bytes, known ?? wanted);
      const found = await (isFound ? orLeft(bytes === undefined ? file : '', look) : look()).catch(
        named(file, isFound),
      );
      if (typeof found === 'string') unknown.push({ place: file, reason: found });
      else {
        const { format, needsPassword } = found;
        const { keyFile, password: given } = await openers.opening(file).catch(named(file, isFound));
        const password =
          given ??
          (needsPassword
            ? await askedFor(call, file, keyFile !== undefined).catch(named(file, isFound))
            : undefined);
        const stamp = bytes === undefined && !isFound ? await stampOf(file) : undefined;
        if (stamp !== undefined) sources.push({ file, stamp, isPlain: !needsPassword && format !== 'age' });
        else if (call.options['delete-source']) misuse((say) => say.deleteSource(visible(file)));
        requests.push({ ...common, file, bytes, beside, format, password, keyFile });
      }
    }
  }
  openers.refuseUnmet();
  return { requests: withPartsJoined(requests), unknown, sources };
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

/** Of what is the same no version is made. */
function duplicatesOf(way: (typeof duplicateWays)[number] | undefined): DuplicateChoices | undefined {
  return way && { same: way === 'both' ? 'both' : 'skip', changed: way };
}

/** What is said of one column: of every table, or of that of one file, whose name stands before it. */
interface Mapped {
  readonly column: string;
  readonly what: ImportColumn;
}

/** `[FILE:]COLUMN=WHAT` each. */
function mappedOf(pairs: readonly string[]): readonly Mapped[] {
  const mapped = pairs.map((pair): Mapped => {
    const at = pair.lastIndexOf('=');
    const what = choiceOf('map', pair.slice(at + 1), importColumns) ?? 'skip';
    return { column: pair.slice(0, Math.max(at, 0)), what };
  });
  // Whatever the files are called, these are of all of them.
  const common = mapped.filter(({ column }) => !column.includes(':'));
  refuseTwice(common.map(({ column, what }) => [keyOf(column), what]));
  return mapped;
}

/** Each request with what is said of its columns; a name before a colon that is no file's is of the column. */
function withMaps(requests: readonly ImportRequest[], mapped: readonly Mapped[]): readonly ImportRequest[] {
  if (mapped.length === 0) return requests;
  const files = requests.map(({ file }) => file);
  const said = mapped.map(({ column, what }) => ({ ...ownOf(column, files), what }));
  return requests.map((request) => {
    const map = said.flatMap(({ name, column, what }): [string, ImportColumn][] =>
      name === undefined || isNamed(request.file, name) ? [[keyOf(column), what]] : [],
    );
    refuseTwice(map);
    return map.length === 0 ? request : { ...request, map: Object.fromEntries(map) };
  });
}

function ownOf(column: string, files: readonly string[]): { name?: string; column: string } {
  for (let at = column.indexOf(':'); at !== -1; at = column.indexOf(':', at + 1)) {
    const name = column.slice(0, at);
    if (name !== '' && files.some((file) => isNamed(file, name)))
      return { name, column: column.slice(at + 1) };
  }
  return { column };
}

/** The name of a column in small letters. */
function keyOf(column: string): string {
  return column.trim().toLowerCase();
}

function refuseTwice(map: readonly (readonly [string, ImportColumn])[]): void {
  const twice = columnsTwice(new Map(map));
  if (twice !== undefined) misuse((say) => say.columnsTwice(twice.what, twice.columns));
}

/** A file is wanted, or the undo of the last import with nothing beside it but `--dry-run`. */
function refuseOthersThanUndo({ args, options: given }: Call<typeof options>): void {
  const [file] = args;
  if (!given.undo) {
    if (file === undefined) misuse((say) => say.missing(`holdfast ${name} ${wanted}`));
    return;
  }
  const { undo: _, 'dry-run': __, ...others } = given;
  const other = Object.entries(others).find(([, value]) => isGiven(value));
  if (file !== undefined) misuse((say) => say.exclude('--undo', file));
  if (other !== undefined) misuse((say) => say.exclude('--undo', `--${other[0]}`));
}

function isGiven(value: string | boolean | readonly string[] | undefined): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
}

/** What was given to open each file. */
interface Openers {
  readonly opening: (file: string) => Promise<Opening>;
  /** Refuses what names no file that was asked for. */
  readonly refuseUnmet: () => void;
}

async function openersOf({ args, global, options: given, io }: Call<typeof options>): Promise<Openers> {
  const passphrases = await ByFile.of('--import-passphrase-file', given['import-passphrase-file']);
  const keyFiles = await ByFile.of('--import-key-file', given['import-key-file']);
  const vaults = global['passphrase-file'];
  const readers = [
    ...args,
    ...passphrases.values,
    ...keyFiles.values,
    ...(vaults === undefined ? [] : [vaults]),
  ];
  if (readers.filter((one) => one === '-').length > 1)
    misuse((say) => (args.includes('-') ? say.inputIsFile : say.twoPassphrases));
  const { quiet } = global;
  // A pipe gives it once.
  const read = new Map<string, Promise<string>>();
  const passphraseIn = (file: string) => {
    const passphrase = read.get(file) ?? passphraseFrom({ file, question: 'passphrase', quiet }, io);
    read.set(file, passphrase);
    return passphrase;
  };
  return {
    opening: async (file) => {
      const from = passphrases.for(file);
      const password = from === undefined ? undefined : await passphraseIn(from);
      return { password, keyFile: keyFiles.for(file) };
    },
    refuseUnmet: () => {
      passphrases.refuseUnmet();
      keyFiles.refuseUnmet();
    },
  };
}

/** What a person types to open the file; `undefined`: it has no password, and a key file alone opens it. */
async function askedFor(
  { io, global: { quiet } }: Call<typeof options>,
  file: string,
  hasKey: boolean,
): Promise<string | undefined> {
  const question = { text: (await texts('secrets')).password(visible(file), hasKey) };
  try {
    const password = await passphraseFrom({ file: undefined, question, quiet }, io);
    return password === '' && hasKey ? undefined : password;
  } catch (error) {
    // Locked: there is no terminal to ask at.
    if (failureOf(error)?.code !== 'locked') throw error;
    return hasKey ? undefined : misuse((say) => say.ownPassword);
  }
}

async function tell(call: Session, report: ImportReport): Promise<void> {
  const { read, created, skipped, failed, notes = [], fields = 0, dryRun } = report;
  const text = await texts('secrets');
  const told = (note: ImportNoteTold) => [text.importPlace(note), text.importNote(note)] as const;
  for (const one of failed) await complain(call, text.failed(...told(one)));
  for (const one of skipped) await say(call, text.skipped(...told(one)));
  for (const one of notes) await say(call, text.noted(...told(one)));
  if (dryRun) await say(call, text.dryRun);
  if (fields > 0) await say(call, text.readBack(fields));
  if (call.global.json) return printJson(call, report);
  await printTree(call, report);
  await printFacts(call, text.import, [
    ['read', read],
    ['created', created],
    ['skipped', skipped.length],
    ['failed', failed.length],
  ]);
}

/** What each entry would become, below its folder. */
async function printTree(call: Session, { preview = [] }: ImportReport): Promise<void> {
  const { importPlanned } = await texts('secrets');
  const lines = rowsOf(inTreeOrder(preview)).map(({ title, depth, entry }) => {
    const told = entry === undefined ? '/' : `  ${importPlanned(entry)}`;
    return visible(`${'  '.repeat(depth)}${title}${told}`);
  });
  await printLines(call, lines);
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
