import { emptyFolder } from './empty-folders.ts';
import type { Problem } from './entry.ts';
import { isTrue, leftOut, lossesOf } from './kdbx-extras.ts';
import { refuse } from './refuse.ts';
import { bytesOfBase64 } from './text.ts';
import { child, type Element, type XmlScan } from './xml.ts';

/** What is said of the database itself; it comes before all else, also where there is nothing. */
interface FoundMeta {
  readonly kind: 'meta';
  readonly meta: Element | undefined;
}

/** An entry where it stands. */
export interface FoundEntry {
  readonly kind: 'found';
  readonly element: Element;
  readonly folders: readonly string[];
  /** In the recycle bin. */
  readonly deleted: boolean;
  /** Its group's number: a group comes before those in it. */
  readonly group: number;
}

interface Note {
  readonly kind: 'note';
  readonly problem: Problem;
}

/** A group of which all is known that its entries depend on. */
interface Level {
  readonly group: Element;
  readonly folders: readonly string[];
  readonly deleted: boolean;
  readonly isBin: boolean;
  readonly n: number;
  readonly above: Level | undefined;
  /** Something lies in it, or in a group in it. */
  isFilled: boolean;
}

type Found = FoundMeta | FoundEntry | Note;

/** Every entry in the order of the file, and what of a group cannot be kept. */
export function partsOf(scan: XmlScan): Generator<Found> {
  return new Parts(scan).all();
}

/**
 * An entry is handed over and let go of when it ends. Programs write what it depends on before it:
 * Meta, and of each group its name and id. Where they do not, it waits in the tree for that.
 */
class Parts {
  readonly #scan: XmlScan;
  #isMetaKnown = false;
  #bin: string | undefined;
  /** We wrote it: in the bin each entry lies in the folders that it had. */
  #isOurs = false;
  /** The groups around what is read now, as far as they are known. */
  readonly #levels: Level[] = [];
  #groups = 0;

  constructor(scan: XmlScan) {
    this.#scan = scan;
  }

  *all(): Generator<Found> {
    const { open } = this.#scan;
    for (let element = this.#scan.next(); element !== undefined; element = this.#scan.next()) {
      if (open[0]?.name !== file) continue;
      if (element.name === 'Meta' && open.length === 1) yield* this.#meta(element);
      else if (isPart(element) && isInRoot(open)) yield* this.#ended(element);
    }
    yield* this.#rest();
  }

  /** The first one counts. */
  *#meta(meta: Element | undefined): Generator<Found> {
    if (this.#isMetaKnown) return;
    this.#isMetaKnown = true;
    this.#bin = binOf(meta);
    this.#isOurs = child(meta, 'Generator')?.text === 'Holdfast';
    yield { kind: 'meta', meta };
    this.#scan.drop();
  }

  *#ended(element: Element): Generator<Found> {
    const around = this.#scan.open.slice(2);
    if (this.#isMetaKnown && this.#areKnown(around)) {
      yield* this.#part(element, this.#levels[around.length - 1]);
      this.#scan.drop();
    }
    if (element.name === 'Group') this.#levels.length = Math.min(this.#levels.length, around.length);
  }

  /** What was waiting when the file ended. */
  *#rest(): Generator<Found> {
    const { root } = this.#scan;
    if (root.name !== file) refuse('malformed', { part: 'xml' });
    yield* this.#meta(undefined);
    for (const one of child(root, 'Root')?.children ?? [])
      if (one.name === 'Group') yield* this.#part(one, undefined);
  }

  /** Notes the levels of these groups, outermost first. False: of one something is to come yet. */
  #areKnown(groups: readonly Element[]): boolean {
    for (const group of groups.slice(this.#levels.length)) {
      const above = this.#levels.at(-1);
      const isKnown = child(group, 'Name') !== undefined && child(group, 'UUID') !== undefined;
      if (above !== undefined && !isKnown) return false;
      this.#levels.push(this.#level(group, above));
    }
    return true;
  }

  /** The root group is the database itself; its name is no folder. */
  #level(group: Element, above: Level | undefined): Level {
    this.#groups += 1;
    const n = this.#groups;
    const rest = { above, isFilled: false };
    if (above === undefined) return { group, folders: [], deleted: false, isBin: false, n, ...rest };
    const isBin = this.#bin !== undefined && idOf(group) === this.#bin;
    const folders =
      isBin && this.#isOurs ? above.folders : [...above.folders, child(group, 'Name')?.text ?? ''];
    return { group, folders, deleted: above.deleted || isBin, isBin, n, ...rest };
  }

  /** An entry, or a group with all that waits in it. No level of groups is a call of its own. */
  *#part(top: Element, around: Level | undefined): Generator<Found> {
    const waiting: [Element, Level | undefined][] = [[top, around]];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [element, above] = next;
      if (element.name === 'Group') {
        const known = this.#levels.find(({ group }) => group === element);
        const level = known ?? this.#level(element, above);
        // What the bin looks like and does was said by a program.
        if (!level.isBin) yield* notesOf(element, level);
        for (const one of element.children.toReversed()) if (isPart(one)) waiting.push([one, level]);
      } else if (above !== undefined) {
        const { folders, deleted, n: group } = above;
        fill(above);
        yield { kind: 'found', element, folders, deleted, group };
      }
    }
  }
}

const file = 'KeePassFile';

function isPart({ name }: Element): boolean {
  return name === 'Entry' || name === 'Group';
}

/** In the first Root, with nothing but groups below it: an older version lies in its entry. */
function isInRoot([root, main, ...groups]: readonly Element[]): boolean {
  return main !== undefined && main === child(root, 'Root') && groups.every(({ name }) => name === 'Group');
}

/** The id of the recycle bin, however it is called; `undefined`: there is none. */
function binOf(meta: Element | undefined): string | undefined {
  const id = hexOf(child(meta, 'RecycleBinUUID')?.text);
  return /^0*$/.test(id) || !isTrue(child(meta, 'RecycleBinEnabled')?.text ?? 'true') ? undefined : id;
}

function fill(level: Level): void {
  for (let one: Level | undefined = level; one !== undefined && !one.isFilled; one = one.above)
    one.isFilled = true;
}

/** Whether an entry waits in the tree of a group. */
function hasEntry(group: Element): boolean {
  const waiting = [group];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop())
    for (const part of one.children) {
      if (part.name === 'Entry') return true;
      if (part.name === 'Group') waiting.push(part);
    }
  return false;
}

function* notesOf(group: Element, { folders, isFilled }: Level): Generator<Note> {
  if (folders.length > 0 && !isFilled && !hasEntry(group)) yield emptyFolder(folders);
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
