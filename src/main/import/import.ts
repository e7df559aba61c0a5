import { stat } from 'node:fs/promises';
import type { ImportReport } from '../../shared/contract.ts';
import { filesFolder } from '../../shared/export.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { ImportMapping } from '../../shared/import-columns.ts';
import type { DuplicateChoices } from '../../shared/import-plan.ts';
import { defined } from '../../shared/parsed.ts';
import { normalFolder } from '../../shared/path.ts';
import { type AuditChange, type Change, isAuditChange } from '../backend/changes.ts';
import type { Vault } from '../vault/vault.ts';
import { withBin } from './bin.ts';
import { type RunParser, startedNow } from './channel.ts';
import { Choices } from './choices.ts';
import { type Content, contentIn, openContent, wholeOf } from './content.ts';
import { detectContent, detectFile } from './detect.ts';
import { Earlier } from './earlier.ts';
import { type Bin, type Encoding, type Format, type Item, importLimits } from './entry.ts';
import { attachmentsOf } from './folder.ts';
import { planHistory } from './histories.ts';
import { Ledger } from './ledger.ts';
import { prefixLimit } from './names.ts';
import { Outcomes, written } from './outcomes.ts';
import { Plan } from './plan.ts';
import { readBack } from './read-back.ts';
import { type RunOptions, runParser } from './run.ts';
import { openBelow, openPictures, openTexts } from './several.ts';
import { type Known, Sources } from './sources.ts';
import type { Standing } from './standing.ts';
import { Twins } from './twins.ts';

/** A file to bring in. */
export interface ImportRequest {
  readonly file: string;
  /** What is in it, where somebody has read it already, as from a pipe. */
  readonly bytes?: Uint8Array | undefined;
  /**
   * Files that are one thing with `file`: further pictures of an export, the public half of a key.
   */
  readonly beside?: readonly string[] | undefined;
  /** Missing: told by content and name. */
  readonly format?: Format | undefined;
  /**
   * Folder for all of it; '' or missing: the top. A dotenv file becomes the secret of that name.
   */
  readonly prefix?: string | undefined;
  /**
   * The file's own password. '' is an empty password, missing is none: KeePass tells them apart.
   */
  readonly password?: string | undefined;
  /** Path of the key file that opens the file. */
  readonly keyFile?: string | undefined;
  /** The encoding of a text that shows none itself. */
  readonly encoding?: Encoding | undefined;
  /** What the columns of a table hold. */
  readonly map?: ImportMapping | undefined;
  /** What becomes of a recycle bin's entries; missing: they are deleted here too. */
  readonly bin?: Bin | undefined;
  /** What becomes of what an archive holds; missing: it comes in as any other. */
  readonly archive?: Bin | undefined;
  /** What becomes of entries that meet a secret. */
  readonly duplicates?: DuplicateChoices | undefined;
  /** Writes nothing; the report says what would be. */
  readonly dryRun?: boolean | undefined;
}

/** Hands over the items of a file, batch after batch; how many there were. */
export type Feed = (take: (items: readonly Item[]) => Promise<void>) => Promise<{ readonly read: number }>;

/**
 * Brings a file into the vault in one transaction, all of it or nothing. Refuses with
 * `import-refused`, `bad-path` (the prefix), `read-only`, `cancelled`. The report's places name
 * entries: it is for the person and for no log.
 */
export async function importFile(
  vault: Vault,
  request: ImportRequest,
  run: RunParser,
  options: RunOptions = {},
): Promise<ImportReport> {
  refuseEarly(vault, request);
  return withParser(request, run, options, (format, feed) =>
    takeItems(vault, { ...request, format, folder: folderBeside(request) }, feed, options.signal),
  );
}

/** Opens what is to be imported and hands over how it is read; closed when the work is done. */
export async function withParser<T>(
  request: ImportRequest,
  run: RunParser,
  options: RunOptions,
  work: (format: Format, feed: Feed) => Promise<T>,
): Promise<T> {
  const { file, bin, archive } = request;
  const content = await contentOf(request);
  const parser = startedNow(run);
  try {
    const format = request.format ?? (await detectContent(content, file)).format;
    const { encoding, map } = request;
    const told = {
      name: file,
      format,
      content,
      ...defined({ encoding, map }),
      ...(await credentialsOf(request)),
    };
    const feed: Feed = async (take) => {
      const read = (items: readonly Item[]) => take(items.map((item) => withBin(item, { bin, archive })));
      try {
        if (format === '1pif' && (await hasFilesBeside(request))) await take([filesBeside]);
        return await runParser(told, () => parser, read, options);
      } finally {
        // Whatever is in it, or is wrong with it, may be one half of this and one half of that.
        await content.refuseChanged();
      }
    };
    return await work(format, feed);
  } finally {
    // Of a file that is refused before it is read.
    parser.kill();
    await content.close();
  }
}

const filesBeside: Item = { kind: 'note', problem: { place: '', reason: 'files-beside' } };

/** A 1PIF of which the data alone was named, and not its folder. */
async function hasFilesBeside({ file, bytes, beside = [] }: ImportRequest): Promise<boolean> {
  if (bytes !== undefined || beside.length > 0) return false;
  return stat(attachmentsOf(file)).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/**
 * Items that somebody else has read. `mayWrite`: which secrets that are there they may write over.
 */
interface TakeRequest extends Pick<ImportRequest, 'file' | 'prefix' | 'dryRun' | 'duplicates'> {
  readonly format: Format;
  readonly mayWrite?: (path: string) => boolean;
  /** Which secrets they may hear of: an entry meets no other. */
  readonly mayRead?: (path: string) => boolean;
  /** Where the long files of an export of ours lie; missing: they are not at hand. */
  readonly folder?: string | undefined;
  /** Who brings it in, for the audit; missing: the owner. */
  readonly by?: string;
}

/** One file's items, and by what its entries are known. */
interface Named extends Pick<TakeRequest, 'file' | 'format' | 'folder'> {}

/** The same for items that somebody else has read. */
export async function takeItems(
  vault: Vault,
  request: TakeRequest,
  feed: Feed,
  signal?: AbortSignal,
): Promise<ImportReport> {
  const together = ours.has(request.format);
  return takeAll(vault, { ...request, together }, (take) => take(request, feed), signal);
}

/**
 * Brings several files into the vault in one transaction: all of them or nothing. `reading` hears
 * which one is begun.
 */
export async function importFiles(
  vault: Vault,
  requests: readonly ImportRequest[],
  run: RunParser,
  options: RunOptions & { readonly reading?: (file: string) => void } = {},
): Promise<ImportReport> {
  const [first] = requests;
  const { prefix, dryRun, duplicates } = first ?? {};
  const common = defined({ prefix, dryRun, duplicates });
  const detected = await Promise.all(
    requests.map(async (request) => ({ ...request, format: await formatOf(request) })),
  );
  return takeAll(
    vault,
    {
      ...common,
      together: detected.some(({ format }) => ours.has(format)),
      isOne: detected.length === 1,
    },
    async (take) => {
      for (const request of detected) {
        options.reading?.(request.file);
        await withParser(request, run, options, (format, feed) =>
          take({ file: request.file, format, folder: folderBeside(request) }, feed),
        );
      }
    },
    options.signal,
  );
}

async function takeAll(
  vault: Vault,
  {
    isOne = true,
    ...request
  }: Omit<TakeRequest, keyof Named> & {
    readonly together: boolean;
    /** There is one file alone. */
    readonly isOne?: boolean;
  },
  feedAll: (take: (named: Named, feed: Feed) => Promise<void>) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<ImportReport> {
  const { dryRun = false } = request;
  const prefix = refuseEarly(vault, request);
  const infos = await vault.secrets.list('', { deleted: true });
  const { mayWrite, mayRead } = request;
  const choices = new Choices(request.duplicates);
  const plan = new Plan({ prefix, infos, mayWrite, choices, preview: dryRun });
  const twins = new Twins(infos, mayRead);
  const ledger = new Ledger();
  const run = vault.imports.begin();
  const outcomes = new Outcomes(plan, isOne);
  let read = 0;
  const historyOf = (folder: string | undefined) => (item: HistoryItem) =>
    historyIn(vault, plan, item, { ...request, prefix, folder });
  // Long files are read while they are written, which a stream of changes does not do.
  const writing = request.together ? writeTogether : writeWhile;
  await writing(vault, dryRun, async (take) => {
    const write = (changes: Iterable<Change>) => take(dryRun ? changes : written(ledger, changes, run));
    await feedAll(async ({ file, format, folder }, feed) => {
      const sources = new Sources(infos, prefix, file);
      const earlier = new Earlier(vault.secrets, { sources, twins, format });
      const summary = await feed(async (items) =>
        write(changesOf(plan, await withKnown(earlier, items, plan, historyOf(folder)))),
      );
      read += summary.read;
      outcomes.note(file);
    });
    if (signal?.aborted) fail({ code: 'cancelled' });
    if (plan.created > 0) await take(dryRun ? [] : vault.imports.notes(run, outcomes.files, request.by));
  });
  const { created, skipped, failed, notes, preview } = plan;
  if (read !== created + skipped.length + failed.length) fail({ code: 'import-refused', reason: 'crashed' });
  const fields = dryRun ? undefined : await readBack(vault.histories, ledger);
  const told = { ...(notes.length > 0 && { notes }), ...(dryRun && { preview: preview.withNotes(notes) }) };
  return { read, created, skipped, failed, ...(fields !== undefined && { fields }), ...told, dryRun };
}

function refuseEarly(vault: Vault, request: Pick<ImportRequest, 'prefix' | 'dryRun'>): string {
  const prefix = normalFolder(request.prefix ?? '');
  if (prefix.length > prefixLimit) fail({ code: 'bad-path', path: prefix, reason: 'too-long' });
  if (vault.readOnly && request.dryRun !== true) fail({ code: 'read-only' });
  return prefix;
}

type Written = Change | AuditChange;
type Write = (changes: Iterable<Written>) => Promise<void>;

/**
 * Runs `work`, whose changes are written as it hands them over, and kept when it is done: all of
 * them, or none when it throws.
 */
async function writeWhile<T>(vault: Vault, dryRun: boolean, work: (write: Write) => Promise<T>): Promise<T> {
  if (dryRun) return work(async (changes) => void [...changes]);
  const { readable, writable } = new TransformStream<Iterable<Written>, Iterable<Written>>();
  const writer = writable.getWriter();
  const writing = vault.secrets.stream(readable);
  const over = writing.catch(() => undefined);
  const working = work(async (changes) => {
    const { taken, all } = watched(changes);
    // Refused only when the writing has failed, which is told below.
    await writer.write(all).catch(() => fail({ code: 'cancelled' }));
    // What waits for its turn would grow old, and the collector of garbage takes its time with what
    // is old.
    await Promise.race([taken, over]);
  });
  const ended = working.then(
    () => writer.close(),
    (error) => writer.abort(error),
  );
  // The writing fails first when both do: with what stopped the work, or with what the work was
  // stopped by.
  const [written] = await Promise.allSettled([writing, ended]);
  if (written.status === 'rejected') {
    await working.catch(() => undefined);
    throw written.reason;
  }
  return working;
}

/** The same, and a promise of when all of them have been taken. */
function watched<T>(items: Iterable<T>): { all: Iterable<T>; taken: Promise<void> } {
  let done = () => {};
  const taken = new Promise<void>((resolve) => {
    done = resolve;
  });
  const all = (function* () {
    try {
      yield* items;
    } finally {
      done();
    }
  })();
  return { all, taken };
}

async function contentOf({ file, bytes, format, beside = [] }: ImportRequest): Promise<Content> {
  if (beside.length > 0) return besideOpeners(format)([file, ...beside]);
  return bytes === undefined ? openContent(file) : contentIn(bytes);
}

function besideOpeners(format: Format | undefined): (files: readonly string[]) => Promise<Content> {
  if (format === '1pif') return openBelow;
  return format === 'pem' ? openTexts : openPictures;
}

/** What opens the file, as the parser is told. */
async function credentialsOf({ password, keyFile }: ImportRequest) {
  const key = keyFile === undefined ? undefined : await keyIn(keyFile);
  return {
    ...(password !== undefined && { password }),
    ...(key !== undefined && { keyFile: Buffer.from(key).toString('base64') }),
  };
}

async function keyIn(file: string): Promise<Uint8Array> {
  const content = await openContent(file, importLimits.keyFile);
  try {
    return await wholeOf(content);
  } finally {
    await content.close();
  }
}

type HistoryItem = Extract<Item, { kind: 'history' }>;

/** Formats of exports of ours, whose secrets come with their histories and files. */
const ours: ReadonlySet<Format> = new Set(['holdfast', 'age']);

async function formatOf({ file, bytes, format }: ImportRequest): Promise<Format> {
  if (format !== undefined) return format;
  return (bytes === undefined ? await detectFile(file) : await detectContent(contentIn(bytes), file)).format;
}

/** An item, and for an entry its source and what came from there before. */
type Placed = readonly [item: Exclude<Item, HistoryItem>, source: string, known: Known | undefined] | Change;

async function withKnown(
  earlier: Earlier,
  items: readonly Item[],
  plan: Plan,
  historyOf: (item: HistoryItem) => Promise<Change | undefined>,
): Promise<Placed[]> {
  const placed: Placed[] = [];
  for (const item of items) {
    if (item.kind === 'history') {
      const change = await historyOf(item);
      if (change !== undefined) placed.push(change);
      continue;
    }
    const source = item.kind === 'entry' ? earlier.next(item.entry) : '';
    const isThere = item.kind === 'entry' && earlier.any;
    const known = isThere && (await earlier.find(source, item.entry, plan.wantedPath(item.entry)));
    placed.push([item, source, known || undefined]);
  }
  return placed;
}

// One by one, as they are written: what is made of an entry is gone before the next one is looked
// at.
function* changesOf(plan: Plan, placed: readonly Placed[]): Generator<Change> {
  for (const one of placed) {
    if ('op' in one) {
      yield one;
      continue;
    }
    const [item, source, known] = one;
    if (item.kind === 'entry') {
      plan.add(item.entry, source, known);
      for (const change of plan.take()) yield change;
    } else if (item.kind === 'note') plan.notes.push(item.problem);
    else plan[item.kind].push(item.problem);
  }
}

/** The change that one history comes to; what else came of it is noted in the plan. */
async function historyIn(
  vault: Vault,
  plan: Plan,
  { history }: HistoryItem,
  { prefix, mayWrite, folder }: { prefix: string } & Pick<TakeRequest, 'mayWrite' | 'folder'>,
): Promise<Change | undefined> {
  const path = prefix === '' ? history.path : `${prefix}/${history.path}`;
  const there = await vault.secrets.get(path).catch((error) => {
    if (failureOf(error)?.code !== 'not-found') throw error;
    return undefined;
  });
  const choose = (standing: Standing) => plan.choiceOfNext(standing);
  const freePath = (wanted: string) => plan.freePath(wanted);
  const options = { path, there, mayWrite, folder, choose, freePath };
  return plan.addHistory(history.path, await planHistory(history, options));
}

/** As `writeWhile`, in one write at the end, for changes that bring long files along. */
async function writeTogether<T>(
  vault: Vault,
  dryRun: boolean,
  work: (write: Write) => Promise<T>,
): Promise<T> {
  const all: Written[] = [];
  const result = await work(async (changes) => void all.push(...changes));
  if (dryRun || all.length === 0) return result;
  const audit = all.filter(isAuditChange);
  await vault.secrets.apply(
    all.filter((change) => !isAuditChange(change)),
    audit,
  );
  return result;
}

/** Where the long files of an export of ours lie; nothing lies beside what was read from a pipe. */
function folderBeside({ file, bytes }: ImportRequest): string | undefined {
  return bytes === undefined ? filesFolder(file) : undefined;
}
