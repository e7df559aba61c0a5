import type { PathFault } from './failure-reasons.ts';
import { pathFault } from './path.ts';

/** A path as a person names it: the last part is the title, what stands before it the folder. */
export interface Titled {
  readonly title: string;
  /** '' is none. */
  readonly folder: string;
}

/** The path of both; `splitPath` takes it apart again, whatever was typed. */
export function joinPath({ title, folder }: Titled): string {
  return folder === '' ? title : `${folder}/${title}`;
}

/** Both of a path, also of one that is half typed. */
export function splitPath(path: string): Titled {
  const cut = path.lastIndexOf('/');
  return cut <= 0 ? { title: path, folder: '' } : { title: path.slice(cut + 1), folder: path.slice(0, cut) };
}

/** Why a secret cannot lie there; `undefined` members are right. */
export interface TitledFaults {
  readonly title: PathFault | 'slash' | undefined;
  readonly folder: PathFault | undefined;
}

/** Judges what was typed, without the blanks around it. */
export function titledFaults(typed: Titled): TitledFaults {
  const title = typed.title.trim().normalize('NFC');
  const folder = typed.folder.trim().normalize('NFC');
  const inFolder = folder === '' ? undefined : pathFault(folder);
  const inTitle = title.includes('/') ? 'slash' : pathFault(title);
  const whole = inFolder ?? inTitle ?? pathFault(joinPath({ title, folder }));
  return { folder: inFolder, title: inTitle ?? (inFolder === undefined ? whole : undefined) };
}
