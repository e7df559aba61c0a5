import { basename } from 'node:path';
import { deleteSource, isWholly, type Stamp, sourceOf } from '../../main/import/source-file.ts';
import type { ImportReport } from '../../shared/contract.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import type { Session } from '../command.ts';
import { texts } from '../language.ts';
import { complain, say } from '../print.ts';
import { visible } from '../visible.ts';

/** A file that a person named, and that was read as it is. */
export interface Source {
  readonly file: string;
  readonly isPlain: boolean;
  readonly stamp: Stamp;
}

/**
 * Deletes the files of an import where that is wanted, and otherwise says that they are there.
 * `source-kept` where one stays, once the others are gone.
 */
export async function afterImport(
  call: Session,
  sources: readonly Source[],
  report: ImportReport,
  isWanted: boolean,
): Promise<void> {
  if (!isWanted) return isWholly(report) ? remind(call, sources) : undefined;
  if (!isWholly(report)) fail({ code: 'source-kept', reason: 'incomplete' });
  const text = await texts('secrets');
  let kept: unknown;
  for (const { file, stamp } of sources) {
    try {
      await deleteSource(file, stamp);
      await say(call, text.sourceDeleted(visible(basename(file))));
    } catch (error) {
      if (failureOf(error)?.code !== 'source-kept') throw error;
      if (sources.length > 1) await complain(call, visible(file));
      kept ??= error;
    }
  }
  if (kept !== undefined) throw kept;
}

async function remind(call: Session, sources: readonly Source[]): Promise<void> {
  const text = await texts('secrets');
  for (const { file, isPlain } of sources) {
    const source = await sourceOf(file, isPlain);
    await say(call, text.sourceLeft({ ...source, name: visible(source.name) }));
  }
}
