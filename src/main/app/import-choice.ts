import { basename } from 'node:path';
import type { ImportChosen } from '../../shared/contract.ts';
import { failureOf, HoldfastError } from '../../shared/failure.ts';
import type { Detected } from '../import/detected.ts';
import type { ImportRequest } from '../import/import.ts';
import { withPartsJoined } from '../import/parts.ts';

/** A file that a person chose, with what is one thing with it. */
export interface ChosenFile extends Detected, Pick<ImportRequest, 'beside'> {
  readonly file: string;
}

/** What was chosen together, one after the other as it comes in; refuses the first that is unfit. */
export async function lookAt(
  files: readonly string[],
  inspect: (file: string) => Promise<Detected>,
): Promise<readonly ChosenFile[]> {
  const found: ChosenFile[] = [];
  for (const file of files) found.push({ file, ...(await named(files, file, () => inspect(file))) });
  return withPartsJoined(found);
}

/** What the window is told of it; `undefined`: nothing was chosen. */
export function toldOf(all: readonly ChosenFile[]): ImportChosen | undefined {
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
