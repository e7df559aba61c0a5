import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { sentences } from '../../shared/words/failure-text.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { job, type Progress, told } from './job.ts';
import { untilLock, vaultStore } from './reset.ts';
import { complain, say, warn } from './status.ts';

/** A field's file, in the vault or in a backup that is looked into. */
export interface FieldFile {
  readonly from: 'secrets' | 'backups';
  readonly path: string;
  readonly version: number;
  readonly field: string;
}

interface Saving {
  /** What is being saved; `undefined`: nothing. */
  readonly file: FieldFile | undefined;
  readonly progress: Progress | undefined;
}

/** A file that is being written where the person wants it. */
export const useSaving = vaultStore<Saving>({ file: undefined, progress: undefined });

const saving = job({ event: 'fileProgress', hear: (progress) => useSaving.setState({ progress }) });

/** Asks where, and has main write the file there. */
export async function saveFile(file: FieldFile): Promise<void> {
  if (useSaving.getState().file !== undefined) return complain({ code: 'busy' });
  const unlocked = untilLock();
  useSaving.setState({ file, progress: undefined });
  const { from, ...at } = file;
  const reply: Reply<{ file: string } | undefined> | undefined = await saving.run(() =>
    api[from].saveFile(at),
  );
  if (!unlocked()) return;
  useSaving.setState({ file: undefined, progress: undefined });
  if (reply?.ok && reply.value) say(words.status.fileSaved(reply.value.file));
  else if (reply?.ok === false) refused(reply.failure);
}

function refused(failure: Failure): void {
  const { saveFile: text } = words.failures;
  if (failure.code === 'read-only' || failure.code === 'store') warn(sentences(text[failure.code]));
  else complain(told(failure));
}

export function cancelSaving(): void {
  void api.secrets.cancelSave();
}

export function isSaving({ file }: Saving, { from, path, version, field }: FieldFile): boolean {
  return file?.from === from && file.path === path && file.version === version && file.field === field;
}
