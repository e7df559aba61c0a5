import {
  type ExportFormat,
  type ExportLoss,
  exportedAs,
  isPlainExport,
  type LossTold,
} from '../../shared/export.ts';
import { attachmentText } from '../../shared/secret.ts';
import { owner } from '../vault/audit.ts';
import type { Vault } from '../vault/vault.ts';
import type { Sealing } from './exporter.ts';
import { exporters } from './exporters.ts';
import { lossesIn, lossesOf } from './losses.ts';
import { ExportSource, type SecretSource, type Selection } from './source.ts';

/** What is to be exported, and how. */
export interface ExportRequest extends Selection, Sealing {
  readonly format: ExportFormat;
}

/** What an export would do, told before it is done. */
export interface ExportPlan {
  /** Those that go. */
  readonly secrets: number;
  /** Anybody who has the file can read it. */
  readonly plain: boolean;
  readonly lost: readonly LossTold[];
  /** Long files that lie beside it, in a folder of their own, and their bytes together. */
  readonly beside: { readonly files: number; readonly bytes: number };
}

export interface ExportOptions {
  readonly now?: number;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (done: number, total: number) => void;
}

/** An export that can begin: of a vault that is open here, or in the running app. */
export interface OpenExport {
  readonly request: ExportRequest;
  readonly plan: ExportPlan;
  readonly source: SecretSource;
  /** A part of the vault cannot be read, and is not in it. */
  readonly damaged: () => boolean;
  /** Writes down that it was done. */
  readonly note: () => Promise<void>;
}

/** Looks at what is exported, and opens no version yet. */
export async function openExport(
  vault: Vault,
  request: ExportRequest,
  options: ExportOptions = {},
): Promise<OpenExport> {
  const { format, folder, paths } = request;
  const source = new ExportSource(vault, { folder, paths }, options);
  return {
    request,
    source,
    plan: await planOf(source, request),
    damaged: () => vault.damaged,
    note: async () => {
      // A vault that cannot be written lets its secrets go all the same: nobody is kept in.
      if (vault.readOnly || vault.damaged) return;
      const path = exportedAs(format, folder);
      await vault.audit.append({ client: owner, action: 'vault.export', path, outcome: 'done' });
    },
  };
}

/**
 * The plan with what only names and values tell, for which all that goes is opened: told before it
 * is written. `cancelled`, `damaged`.
 */
export async function foreseen({ plan, request, source }: OpenExport): Promise<ExportPlan> {
  const { rehearse } = await exporters[request.format]();
  if (rehearse === undefined) return plan;
  const found = new Map<ExportLoss, number>();
  const lose = (loss: ExportLoss) => void found.set(loss, (found.get(loss) ?? 0) + 1);
  for await (const _ of rehearse(source, { lose }));
  return withLost(plan, found);
}

/** The plan, and what was found besides. */
export function withLost(plan: ExportPlan, found: ReadonlyMap<ExportLoss, number>): ExportPlan {
  const all = new Map([...plan.lost.map(({ loss, count }) => [loss, count] as const), ...found]);
  return { ...plan, lost: lossesIn(all) };
}

export async function planOf(source: ExportSource, request: ExportRequest): Promise<ExportPlan> {
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
    ...lossesOf(carries, entries, source.now),
    plain: isPlainExport(format, password !== undefined),
    beside: { files: lies.length, bytes: lies.reduce((sum, size) => sum + size, 0) },
  };
}
