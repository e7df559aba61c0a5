import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { State } from '../../shared/contract.ts';

/** A vault that was open once. `file` is spelled as the system gave it, or it might not be found again. */
export interface Recent {
  readonly file: string;
  readonly opened: number;
  /** Where its key file lay, for a vault that asks for one. */
  readonly keyFile?: string | undefined;
}

const most = 10;

/** The list with a file at its head; the same file in another Unicode spelling is one entry. */
export function remembered(recents: readonly Recent[], recent: Recent): Recent[] {
  return [recent, ...forgotten(recents, recent.file)].slice(0, most);
}

/** The list without a file. */
export function forgotten(recents: readonly Recent[], file: string): Recent[] {
  return recents.filter((recent) => !isSame(recent.file, file));
}

/** Whether two paths are one but for their Unicode spelling. */
export function isSame(a: string, b: string): boolean {
  return a.normalize('NFC') === b.normalize('NFC');
}

/** The list as the window shows it, with those flagged that are not there at present. */
export function shown(recents: readonly Recent[], exists = isThere): Promise<State['recents']> {
  return Promise.all(
    recents.map(async ({ file, opened }) => ({
      file,
      name: nameOf(file),
      opened,
      missing: !(await exists(file)),
    })),
  );
}

/** A vault's name: its file's, without the ending. */
export function nameOf(file: string): string {
  return basename(file).replace(/\.holdfast$/i, '') || basename(file);
}

/** False as well for one on a share that does not answer: it must not keep the first screen from showing. */
export async function isThere(file: string): Promise<boolean> {
  const patience = new Promise<boolean>((resolve) => setTimeout(resolve, 500, false).unref());
  return Promise.race([stat(file).then(Boolean, () => false), patience]);
}
