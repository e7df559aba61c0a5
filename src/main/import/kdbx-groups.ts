import type { Problem } from './entry.ts';
import { isTrue, leftOut, lossesOf } from './kdbx-extras.ts';
import { bytesOfBase64 } from './text.ts';
import { child, type Element } from './xml.ts';

/** An entry where it stands. */
export interface FoundEntry {
  readonly kind: 'found';
  readonly element: Element;
  readonly folders: readonly string[];
  /** In the recycle bin. */
  readonly deleted: boolean;
}

interface Note {
  readonly kind: 'note';
  readonly problem: Problem;
}

interface Level {
  readonly group: Element;
  readonly folders: readonly string[];
  readonly deleted: boolean;
  next: number;
}

/**
 * Every entry in the order of the file, and what of a group cannot be kept. No level of groups is a
 * call of its own.
 */
export function* entriesIn(
  groups: readonly Element[],
  meta: Element | undefined,
): Generator<FoundEntry | Note> {
  const bin = binOf(meta);
  for (const root of groups) {
    // The root group is the database itself; its name is no folder.
    const open: Level[] = [{ group: root, folders: [], deleted: false, next: 0 }];
    yield* notesOf(root, []);
    for (let level = open.at(-1); level !== undefined; level = open.at(-1)) {
      const element = level.group.children[level.next];
      level.next += 1;
      const { folders } = level;
      if (element === undefined) open.pop();
      else if (element.name === 'Entry') yield { kind: 'found', element, folders, deleted: level.deleted };
      else if (element.name === 'Group') {
        const inner = [...folders, child(element, 'Name')?.text ?? ''];
        const isBin = bin !== undefined && idOf(element) === bin;
        open.push({ group: element, folders: inner, deleted: level.deleted || isBin, next: 0 });
        // What the bin looks like and does was said by a program.
        if (!isBin) yield* notesOf(element, inner);
      }
    }
  }
}

/** The id of the recycle bin, however it is called; `undefined`: there is none. */
function binOf(meta: Element | undefined): string | undefined {
  const id = hexOf(child(meta, 'RecycleBinUUID')?.text);
  return /^0*$/.test(id) || !isTrue(child(meta, 'RecycleBinEnabled')?.text ?? 'true') ? undefined : id;
}

function* notesOf(group: Element, folders: readonly string[]): Generator<Note> {
  const losses = lossesOf(group);
  const notes = (child(group, 'Notes')?.text ?? '') === '' ? [] : (['notes'] as const);
  const told = leftOut([...notes, ...losses.losses], losses.icon);
  if (told === undefined) return;
  const isFolder = folders.length > 0 && { isFolder: true as const };
  yield { kind: 'note', problem: { place: folders.join('/'), ...isFolder, ...told } };
}

export function idOf(element: Element): string {
  return hexOf(child(element, 'UUID')?.text);
}

function hexOf(text = ''): string {
  return bytesOfBase64(text)?.toString('hex') ?? text;
}
