import { lstat, mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  type ExportFormat,
  type ExportLoss,
  exportLosses,
  exportTraits,
  filesFolder,
  isPlainExport,
  type LossTold,
} from '../../shared/export.ts';
import { fail } from '../../shared/failure.ts';
import { fileAt } from '../../shared/place.ts';
import type { SyncTool } from '../../shared/place-form.ts';
import { attachmentText } from '../../shared/secret.ts';
import { syncToolAt } from '../backend/places.ts';
import { writeLongFile } from '../store/long-file.ts';
import { owner } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import type { Sealing } from './exporter.ts';
import { exporters } from './exporters.ts';
import { lossesOf } from './losses.ts';
import { type ExportedFile, ExportSource, type Selection } from './source.ts';

/** What is to be exported, and how. */
export interface ExportRequest extends Selection, Sealing {
  readonly format: ExportFormat;
}

/** What an export would do, told before it is done. */
export interface ExportPlan {
  readonly secrets: number;
  /** Anybody who has the file can read it. */
  readonly plain: boolean;
  readonly lost: readonly LossTold[];
  /** Long files that lie beside it, in a folder of their own, and their bytes together. */
  readonly beside: { readonly files: number; readonly bytes: number };
}

export interface ExportReport extends ExportPlan {
  readonly format: ExportFormat;
  /** Missing: it went to where the caller wrote it. */
  readonly file?: string;
  /** A part of the vault could not be read, and is not in it. */
  readonly damaged?: true;
}

export interface ExportOptions {
  readonly now?: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (done: number, total: number) => void;
}

/** What would be exported, and what of it would stay behind; opens no version. */
export async function planExport(
  vault: Vault,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<ExportPlan> {
  return planOf(sourceOf(vault, request, options), request);
}

/**
 * Writes an export to a new file for its owner alone: whole, or nothing of it. Long files of `json`
 * go into the folder `FILE.files` first. `exists`, `bad-input` (`passphrase`, `recipient`),
 * `cancelled`, `no-space`, `read-only`, `store`.
 */
export async function exportTo(
  vault: Vault,
  file: string,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<ExportReport> {
  refuseUnsealed(request);
  await refuseTaken(file);
  const source = sourceOf(vault, request, options);
  const plan = await planOf(source, request);
  const folder = filesFolder(file);
  if (plan.beside.files > 0) await refuseTaken(folder);
  const attach = plan.beside.files === 0 ? undefined : attachTo(folder);
  try {
    const lost = new Map<ExportLoss, number>();
    await writeLongFile(file, bytesOf(source, request, { ...options, lost, attach }));
    await noteExport(vault, request);
    return { ...withLost(plan, lost), format: request.format, file, ...(vault.damaged && { damaged: true }) };
  } catch (error) {
    if (plan.beside.files > 0) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The same as a stream, for a pipe: there is no place beside it for long files. */
export async function exportStream(
  vault: Vault,
  request: ExportRequest,
  take: (part: Uint8Array) => Promise<void>,
  options: ExportOptions = {},
): Promise<ExportReport> {
  refuseUnsealed(request);
  const source = sourceOf(vault, request, options);
  const plan = await planOf(source, request);
  const lost = new Map<ExportLoss, number>();
  for await (const part of bytesOf(source, request, { ...options, lost })) await take(part);
  await noteExport(vault, request);
  const { files } = plan.beside;
  if (files > 0) lost.set('long-files', files);
  const { format } = request;
  return {
    ...withLost(plan, lost),
    beside: { files: 0, bytes: 0 },
    format,
    ...(vault.damaged && { damaged: true }),
  };
}

/** The sync tool that would carry a file to other computers; `undefined`: none that is known. */
export function carriedBy(file: string): Promise<SyncTool | undefined> {
  return syncToolAt(fileAt(dirname(file)));
}

function sourceOf(vault: Vault, { folder, paths }: ExportRequest, options: ExportOptions): ExportSource {
  return new ExportSource(vault, { folder, paths }, options);
}

async function planOf(source: ExportSource, request: ExportRequest): Promise<ExportPlan> {
  const { format, password } = request;
  const { carries } = await exporters[format]();
  const entries = await source.entries();
  const long = new Map(
    entries
      .flatMap(({ versions }) => versions.flatMap(({ attachments = [] }) => attachments))
      .map((one) => [attachmentText(one), one.size]),
  );
  const lies = format === 'json' ? [...long.values()] : [];
  return {
    secrets: entries.length,
    plain: isPlainExport(format, password !== undefined),
    lost: lossesOf(carries, entries, source.now),
    beside: { files: lies.length, bytes: lies.reduce((sum, size) => sum + size, 0) },
  };
}

interface Writing extends ExportOptions {
  readonly lost: Map<ExportLoss, number>;
  readonly attach?: ((file: ExportedFile) => Promise<void>) | undefined;
}

async function* bytesOf(
  source: ExportSource,
  { format, password, recipients }: ExportRequest,
  { lost, attach, progress }: Writing,
): AsyncGenerator<Uint8Array> {
  const { write } = await exporters[format]();
  const lose = (loss: ExportLoss) => void lost.set(loss, (lost.get(loss) ?? 0) + 1);
  const options = { password, recipients, lose, ...(attach && { attach }), ...(progress && { progress }) };
  for await (const part of write(source, options)) yield typeof part === 'string' ? Buffer.from(part) : part;
}

function withLost(plan: ExportPlan, found: ReadonlyMap<ExportLoss, number>): ExportPlan {
  const all = new Map([...plan.lost.map(({ loss, count }) => [loss, count] as const), ...found]);
  const lost = exportLosses.flatMap((loss) => {
    const count = all.get(loss);
    return count === undefined ? [] : [{ loss, count }];
  });
  return { ...plan, lost };
}

function refuseUnsealed({ format, password, recipients = [] }: ExportRequest): void {
  const { sealed } = exportTraits(format);
  if (password === '' || (sealed === 'always' && password === undefined && recipients.length === 0))
    fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
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

// A vault that cannot be written lets its secrets go all the same: nobody is kept in.
async function noteExport(vault: Vault, { format }: ExportRequest): Promise<void> {
  if (vault.readOnly || vault.damaged) return;
  await vault.audit.append({ client: owner, action: 'vault.export', path: format, outcome: 'done' });
}
