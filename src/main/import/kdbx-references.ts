import { type FoundEntry, idOf } from './kdbx-groups.ts';
import { child, type Element } from './xml.ts';

const reference = /\{REF:([TUPANI])@([TUPANIO]):([^{}]*)\}/gi;
const own = /\{S:([^{}]+)\}/g;
const names: Readonly<Record<string, string>> = {
  T: 'Title',
  U: 'UserName',
  P: 'Password',
  A: 'URL',
  N: 'Notes',
};
/** References that lead to others; more is a circle. */
const depth = 10;
/** References in one value, and those that they lead to. */
const most = 100;
/** Characters that they may bring. */
const longest = 1024 ** 2;

/** An entry that may be referred to, as far as anybody may ask for it. */
type Target = Pick<FoundEntry, 'element' | 'group'>;

/**
 * Fields that stand for those of other entries: `{REF:P@I:…}`.
 * https://keepass.info/help/base/fieldrefs.html
 */
export class References {
  readonly #entries: () => Iterable<Target>;
  #targets: ReadonlyMap<string, Target> | undefined;

  /** `entries`: those of the whole file, read anew each time. */
  constructor(entries: () => Iterable<Target>) {
    this.#entries = entries;
  }

  /**
   * The text with what it refers to in its place, and whether all of that is there; `undefined`: it
   * refers to nothing.
   */
  resolve(text: string): { text: string; isWhole: boolean } | undefined {
    if (!text.includes('{') || text.search(reference) === -1) return undefined;
    const resolved = this.#resolve(text, 0, { steps: 0, size: 0 });
    return { text: resolved, isWhole: resolved.search(reference) === -1 };
  }

  #resolve(text: string, level: number, spent: { steps: number; size: number }): string {
    if (level > depth) return text;
    return text.replace(reference, (whole, wanted: string, searched: string, sought: string) => {
      spent.steps += 1;
      this.#targets ??= this.#sought();
      const entry = spent.steps > most ? undefined : this.#targets.get(keyOf(searched, sought))?.element;
      if (entry === undefined) return whole;
      const value = standardOf(entry, wanted.toUpperCase()).replace(own, (same, name: string) => {
        return stringOf(entry, name) ?? same;
      });
      spent.size += value.length;
      return spent.size > longest ? whole : this.#resolve(value, level + 1, spent);
    });
  }

  /**
   * What the references of the file lead to, and those of that in turn: one more reading for each
   * step, for most files have no reference and no file is held as a whole.
   */
  #sought(): ReadonlyMap<string, Target> {
    const targets = new Map<string, Target>();
    const asked = new Set<string>();
    let wanted = new Set<string>();
    for (const { element } of this.#entries()) addReferences(element, wanted);
    for (let level = 0; wanted.size > 0 && level <= depth; level++) {
      const found = this.#find(wanted);
      for (const key of wanted) asked.add(key);
      wanted = new Set();
      for (const [key, target] of found) {
        targets.set(key, target);
        addReferences(target.element, wanted);
      }
      wanted = new Set([...wanted].filter((key) => !asked.has(key)));
    }
    return targets;
  }

  /** The first entry of each: those of a group come before those of the groups in it. */
  #find(wanted: ReadonlySet<string>): ReadonlyMap<string, Target> {
    const fields = new Set([...wanted].map((key) => key.charAt(0)));
    const found = new Map<string, Target>();
    for (const { element, group } of this.#entries())
      for (const field of fields)
        for (const value of valuesOf(element, field)) {
          const key = keyOf(field, value);
          const before = found.get(key);
          if (wanted.has(key) && (before === undefined || group < before.group))
            found.set(key, { element: namedPart(element), group });
        }
    return found;
  }
}

/** What is looked for, and in which field. */
function keyOf(searched: string, sought: string): string {
  const field = searched.toUpperCase();
  return field + (field === 'I' ? sought.toLowerCase().replaceAll('-', '') : sought);
}

/** Adds what an entry refers to, in its older versions too. */
function addReferences(entry: Element, to: Set<string>): void {
  const older = child(entry, 'History')?.children ?? [];
  for (const { children } of [entry, ...older])
    for (const one of children) {
      const text = one.name === 'String' ? (child(one, 'Value')?.text ?? '') : '';
      if (!text.includes('{')) continue;
      for (const [, , searched = '', sought = ''] of text.matchAll(reference))
        to.add(keyOf(searched, sought));
    }
}

/** An entry without its files and older versions, to which nobody can refer. */
function namedPart(entry: Element): Element {
  return { ...entry, children: entry.children.filter(({ name }) => name === 'String' || name === 'UUID') };
}

function valuesOf(entry: Element, field: string): string[] {
  return field === 'O' ? Object.values(otherStrings(entry)) : [standardOf(entry, field)];
}

function otherStrings(entry: Element): Record<string, string> {
  const standard = Object.values(names);
  const strings = entry.children.filter(({ name }) => name === 'String');
  const pairs = strings.map(
    (one) => [child(one, 'Key')?.text ?? '', child(one, 'Value')?.text ?? ''] as const,
  );
  return Object.fromEntries(pairs.filter(([key]) => !standard.includes(key)));
}

function standardOf(entry: Element, field: string): string {
  return field === 'I' ? idOf(entry) : (stringOf(entry, names[field] ?? '') ?? '');
}

export function stringOf(entry: Element, key: string): string | undefined {
  for (const one of entry.children)
    if (one.name === 'String' && child(one, 'Key')?.text === key) return child(one, 'Value')?.text;
  return undefined;
}
