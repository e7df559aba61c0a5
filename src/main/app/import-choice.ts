import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ImportChosen } from '../../shared/contract.ts';
import { fail, failureOf, HoldfastError } from '../../shared/failure.ts';
import type { ImportNoteTold } from '../../shared/import-note.ts';
import type { Detected } from '../import/detected.ts';
import { filesIn } from '../import/folder.ts';
import { orLeft } from '../import/found.ts';
import type { ImportRequest } from '../import/import.ts';
import { withPartsJoined } from '../import/parts.ts';

/** A file that a person chose, with what is one thing with it. */
export interface ChosenFile extends Detected, Pick<ImportRequest, 'beside'> {
  readonly file: string;
}

/** What was chosen together, and what of a folder does not come. */
interface Looked {
  readonly all: readonly ChosenFile[];
  readonly left: readonly ImportNoteTold[];
}

/**
 * What was chosen, one after the other as it comes in, of a folder every file of a known format;
 * refuses the first that is unfit, and a folder that has none.
 */
export async function lookAt(
  paths: readonly string[],
  inspect: (file: string) => Promise<Detected>,
): Promise<Looked> {
  const found: ChosenFile[] = [];
  const left: ImportNoteTold[] = [];
  for (const path of paths) {
    const isFolder = (await stat(path).catch(() => undefined))?.isDirectory() === true;
    if (!isFolder) found.push({ file: path, ...(await named(paths, path, () => inspect(path))) });
    else
      for (const { file, beside } of await filesIn(path)) {
        const detected = await named([file, path], file, () => orLeft(file, () => inspect(file)));
        if (typeof detected === 'string') left.push({ place: basename(file), reason: detected });
        else found.push({ file, ...detected, ...(beside && { beside }) });
      }
  }
  if (found.length === 0 && paths.length > 0) fail({ code: 'import-refused', reason: 'unknown-format' });
  return { all: withPartsJoined(found), left };
}

/** What the window is told of it; `undefined`: nothing was chosen. */
export function toldOf({ all, left }: Looked): ImportChosen | undefined {
  const [first, ...others] = all;
  if (first === undefined) return undefined;
  const { file, format, needsPassword, beside = [] } = first;
  const isPictures = format === 'otpauth-pictures' && beside.length > 0;
  return {
    ...{ file, format, needsPassword },
    ...(isPictures && { pictures: beside.length + 1 }),
    ...(others.length > 0 && {
      others: others.map((one) => ({
        ...{ name: basename(one.file), format: one.format, needsPassword: one.needsPassword },
      })),
    }),
    ...(left.length > 0 && { left: [...left] }),
  };
}

/** Of several files a refusal names the one that it is about. */
export async function named<T>(files: readonly unknown[], file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== 'import-refused' || files.length < 2 || file === '') throw error;
    throw new HoldfastError({ ...failure, file: basename(file).slice(0, 200) }, { cause: error });
  }
}
