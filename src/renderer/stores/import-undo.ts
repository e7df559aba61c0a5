import type { Failure } from '../../shared/failure.ts';
import type { LastImport, Taken } from '../../shared/import-undo.ts';
import { api } from '../api.ts';
import { told } from './job.ts';
import { untilLock, vaultStore } from './reset.ts';
import { forgetWay } from './undo.ts';

interface ImportUndo {
  /** `none`: nobody has asked for it. */
  readonly step: 'none' | 'asked' | 'working' | 'done';
  /** How many secrets the import wrote. */
  readonly secrets: number;
  /** The number by which it is undone; missing: it is the last one of the vault. */
  readonly undo: number | undefined;
  readonly taken: Taken | undefined;
  readonly last: LastImport | undefined;
  readonly failure: Failure | undefined;
}

const start: ImportUndo = {
  step: 'none',
  secrets: 0,
  undo: undefined,
  taken: undefined,
  last: undefined,
  failure: undefined,
};

/** The undo of an import, asked for in its dialog. */
export const useImportUndo = vaultStore<ImportUndo>(start);

/** Nothing is asked for any more. */
export function keepImport(): void {
  useImportUndo.setState({ step: 'none', failure: undefined });
}

export function startOver(): void {
  useImportUndo.setState(start, true);
}

/** Learns which import was the last. */
export async function askLast(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.transfer.lastImport();
  if (unlocked() && reply.ok) useImportUndo.setState({ last: reply.value });
}

export function askUndo(secrets: number, undo?: number): void {
  useImportUndo.setState({ step: 'asked', secrets, undo, failure: undefined });
}

export async function undoImport(): Promise<void> {
  const { undo } = useImportUndo.getState();
  const unlocked = untilLock();
  useImportUndo.setState({ step: 'working', failure: undefined });
  const reply = await (undo === undefined ? api.transfer.undoImport() : api.several.undo({ undo }));
  if (!unlocked()) return;
  if (!reply.ok) return useImportUndo.setState({ step: 'asked', failure: told(reply.failure) });
  forgetWay();
  useImportUndo.setState({ step: 'done', taken: reply.value, last: undefined });
}
