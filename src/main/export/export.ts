import { access, constants, lstat, mkdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ExportFormat, type ExportLoss, exportTraits, filesFolder } from '../../shared/export.ts';
import { fail, failureOf, systemFailure } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import type { SyncTool } from '../../shared/place-form.ts';
import { syncToolAt } from '../backend/places.ts';
import { writeLongFile } from '../store/long-file.ts';
import { besideOf } from '../store/names.ts';
import { sweepUnfinished } from '../store/unfinished.ts';
import type { Vault } from '../vault/vault.ts';
import { exporters } from './exporters.ts';
import {
  type ExportOptions,
  type ExportPlan,
  type ExportRequest,
  foreseen,
  type OpenExport,
  openExport,
  withLost,
} from './open-export.ts';
import type { ExportedFile } from './source.ts';

export interface ExportReport extends ExportPlan {
  readonly format: ExportFormat;
  /** Missing: it went to where the caller wrote it. */
  readonly file?: string;
  /** A part of the vault could not be read, and is not in it. */
  readonly damaged?: true;
}

/** What would be exported, and what of it would stay behind or be changed. */
export async function planExport(
  vault: Vault,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<ExportPlan> {
  return foreseen(await openExport(vault, request, options));
}

/**
 * Writes an export to a new file for its owner alone: whole, or nothing of it. Long files of `json`
 * go into the folder `FILE.files` first. `exists`, `bad-input` (`passphrase`, `recipient`),
 * `cancelled`, `no-space`, `store` (`export-unwritten` where nothing can be written there).
 */
export async function exportTo(
  vault: Vault,
  file: string,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<ExportReport> {
  refuseUnsealed(request);
  await refuseDestination(file);
  return writeExport(await openExport(vault, request, options), file, options);
}

/** As `exportTo`, of what is open already. */
export async function writeExport(
  open: OpenExport,
  file: string,
  options: ExportOptions = {},
): Promise<ExportReport> {
  const { plan, request } = open;
  refuseUnsealed(request);
  await refuseDestination(file);
  const files = plan.beside.files > 0 ? new FilesBeside(file) : undefined;
  await files?.refuseTaken();
  await sweepUnfinished(dirname(file)).catch(() => undefined);
  try {
    const lost = new Map<ExportLoss, number>();
    const attach = files && ((one: ExportedFile) => files.add(one));
    const bytes = bytesOf(open, { ...options, lost, attach });
    await writeLongFile(file, files === undefined ? bytes : files.behind(bytes));
    await open.note();
    return { ...withLost(plan, lost), ...toldOf(open), file };
  } catch (error) {
    await files?.remove();
    // Of the vault nothing was written.
    if (failureOf(error)?.code === 'read-only') fail({ code: 'store', reason: 'export-unwritten' }, error);
    throw error;
  }
}

/** The same as a stream, for a pipe: there is no place beside it for long files. */
export async function exportStream(
  open: OpenExport,
  take: (part: Uint8Array) => Promise<void>,
  options: ExportOptions = {},
): Promise<ExportReport> {
  refuseUnsealed(open.request);
  const lost = new Map<ExportLoss, number>();
  for await (const part of bytesOf(open, { ...options, lost })) await take(part);
  await open.note();
  const { files } = open.plan.beside;
  if (files > 0) lost.set('long-files', files);
  return { ...withLost(open.plan, lost), beside: { files: 0, bytes: 0 }, ...toldOf(open) };
}

function toldOf({ request: { format }, damaged }: OpenExport): Pick<ExportReport, 'format' | 'damaged'> {
  return { format, ...(damaged() && { damaged: true }) };
}

/** The sync tool that would carry a file to other computers; `undefined`: none that is known. */
export function carriedBy(file: string): Promise<SyncTool | undefined> {
  return syncToolAt(fileAt(dirname(file)));
}

interface Writing extends ExportOptions {
  readonly lost: Map<ExportLoss, number>;
  readonly attach?: ((file: ExportedFile) => Promise<void>) | undefined;
}

/** Characters that are written at once: to write each secret by itself takes longer than to read it. */
const atOnce = 256 * 1024;

async function* bytesOf(
  { source, request: { format, password, recipients } }: OpenExport,
  { lost, attach, progress }: Writing,
): AsyncGenerator<Uint8Array> {
  const { write } = await exporters[format]();
  const lose = (loss: ExportLoss) => void lost.set(loss, (lost.get(loss) ?? 0) + 1);
  const options = { password, recipients, lose, ...(attach && { attach }), ...(progress && { progress }) };
  let text = '';
  for await (const part of write(source, options)) {
    if (typeof part === 'string') {
      text += part;
      if (text.length < atOnce) continue;
    }
    if (text !== '') yield Buffer.from(text);
    text = '';
    if (typeof part !== 'string') yield part;
  }
  if (text !== '') yield Buffer.from(text);
}

function refuseUnsealed({ format, password, recipients = [] }: ExportRequest): void {
  const { sealed } = exportTraits(format);
  if (password === '' || (sealed === 'always' && password === undefined && recipients.length === 0))
    fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
}

/** `exists` where something lies there, `store` (`export-unwritten`) where nothing can be written. */
export async function refuseDestination(file: string): Promise<void> {
  await refuseTaken(file);
  // Behind the slash nothing is but a folder.
  await access(`${dirname(file)}/`, constants.W_OK).catch((error: unknown) =>
    fail({ ...systemFailure(error), code: 'store', reason: 'export-unwritten' }, error),
  );
}

async function refuseTaken(file: string): Promise<void> {
  const lies = await lstat(file).then(
    () => true,
    () => false,
  );
  if (lies) fail({ code: 'exists', what: 'export', name: basename(file) });
}

/** The long files of an export, in a folder beside it that has its name once all are in it. */
class FilesBeside {
  readonly #folder: string;
  readonly #unfinished: string;
  readonly #written = new Set<string>();

  constructor(file: string) {
    this.#folder = filesFolder(file);
    this.#unfinished = besideOf(dirname(file));
  }

  refuseTaken(): Promise<void> {
    return refuseTaken(this.#folder);
  }

  /** Writes it once, under its digest. */
  async add(file: ExportedFile): Promise<void> {
    if (this.#written.has(file.digest)) return;
    this.#written.add(file.digest);
    await mkdir(this.#unfinished, { recursive: true, mode: 0o700 });
    await writeLongFile(join(this.#unfinished, file.digest), file.pieces());
  }

  /** The same bytes; behind the last of them the folder gets its name, before the export does. */
  async *behind(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    yield* bytes;
    if (this.#written.size > 0) await rename(this.#unfinished, this.#folder);
  }

  async remove(): Promise<void> {
    for (const one of [this.#unfinished, this.#folder]) await rm(one, { recursive: true, force: true });
  }
}
