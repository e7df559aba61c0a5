import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { refuse } from './refuse.ts';

/** More are no exports: somebody named a disk. */
const most = 20_000;
/** Hidden files that have secrets. */
const hidden = /^[.](env|netrc|dockercfg)/;

/** A file in a folder that may have secrets, with what is one thing with it. */
export interface FoundFile {
  readonly file: string;
  readonly beside?: readonly string[];
}

/**
 * What may have secrets of a folder's files: neither other hidden ones, nor what git keeps. The files
 * of 1Password's entries go with the data that stand beside them.
 */
export async function filesIn(folder: string): Promise<readonly FoundFile[]> {
  const all = (await filesBelow(folder)).filter((file) => {
    const way = relative(folder, file).split(sep);
    const name = way.at(-1) ?? '';
    return (!name.startsWith('.') || hidden.test(name)) && !way.includes('.git');
  });
  const attached = new Map(
    all
      .filter(isOnePif)
      .map((file) => [file, all.filter((one) => one.startsWith(attachmentsOf(file) + sep))]),
  );
  const besides = new Set([...attached.values()].flat());
  return all
    .filter((file) => !besides.has(file))
    .map((file) => {
      const beside = attached.get(file) ?? [];
      return beside.length === 0 ? { file } : { file, beside };
    });
}

function isOnePif(file: string): boolean {
  return basename(file) === 'data.1pif';
}

/** The folder in which the files of a 1PIF's entries lie, each in one that its entry's id names. */
export function attachmentsOf(file: string): string {
  return join(dirname(file), 'attachments');
}

/**
 * Every file in a folder and in those below it, in the order of their names; a link to a file is
 * one, a link to a folder is not followed. Refuses with `unreadable`, or `too-large`.
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const entries = await readdir(at, { withFileTypes: true }).catch((error) =>
      refuse('unreadable', {}, error),
    );
    for (const entry of entries) {
      const path = join(at, entry.name);
      const isLinked = async () => (await stat(path).catch(() => undefined))?.isFile() === true;
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isLinked()))) files.push(path);
      if (files.length > most) refuse('too-large');
    }
  }
  return files.sort();
}
