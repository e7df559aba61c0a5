import { access, constants, lstat, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ExportFormat, type ExportLoss, exportTraits, filesFolder } from '../../shared/export.ts';
import { fail, failureOf, systemFailure } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import type { SyncTool } from '../../shared/place-form.ts';
import { syncToolAt } from '../backend/places.ts';
import { writeLongFile } from '../store/long-file.ts';
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
  const folder = filesFolder(file);
  if (plan.beside.files > 0) await refuseTaken(folder);
  const attach = plan.beside.files === 0 ? undefined : attachTo(folder);
  try {
    const lost = new Map<ExportLoss, number>();
    await writeLongFile(file, bytesOf(open, { ...options, lost, attach }));
    await open.note();
    return { ...withLost(plan, lost), ...toldOf(open), file };
  } catch (error) {
    if (plan.beside.files > 0) await rm(folder, { recursive: true, force: true });
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

/** Writes each file once, under its digest. */
function attachTo(folder: string): (file: ExportedFile) => Promise<void> {
  const written = new Set<string>();
  return async (file) => {
    if (written.has(file.digest)) return;
    written.add(file.digest);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeLongFile(join(folder, file.digest), file.pieces());
  };
}
