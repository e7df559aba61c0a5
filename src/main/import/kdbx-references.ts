import { idOf } from './kdbx-groups.ts';
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

/**
 * Fields that stand for those of other entries: `{REF:P@I:…}`.
 * https://keepass.info/help/base/fieldrefs.html
 */
export class References {
  readonly #groups: readonly Element[];
  readonly #indexes = new Map<string, ReadonlyMap<string, Element>>();

  constructor(groups: readonly Element[]) {
    this.#groups = groups;
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
      const entry = spent.steps > most ? undefined : this.#find(searched.toUpperCase(), sought);
      if (entry === undefined) return whole;
      const value = standardOf(entry, wanted.toUpperCase()).replace(own, (same, name: string) => {
        return stringOf(entry, name) ?? same;
      });
      spent.size += value.length;
      return spent.size > longest ? whole : this.#resolve(value, level + 1, spent);
    });
  }

  #find(searched: string, sought: string): Element | undefined {
    let index = this.#indexes.get(searched);
    if (index === undefined) {
      index = this.#index(searched);
      this.#indexes.set(searched, index);
    }
    return index.get(searched === 'I' ? sought.toLowerCase().replaceAll('-', '') : sought);
  }

  /** The first entry of each value, over all groups. */
  #index(searched: string): ReadonlyMap<string, Element> {
    const index = new Map<string, Element>();
    const open = [...this.#groups].reverse();
    for (let group = open.pop(); group !== undefined; group = open.pop()) {
      const inner: Element[] = [];
      for (const element of group.children) {
        if (element.name === 'Group') inner.push(element);
        if (element.name !== 'Entry') continue;
        for (const value of keysOf(element, searched)) if (!index.has(value)) index.set(value, element);
      }
      open.push(...inner.reverse());
    }
    return index;
  }
}

function keysOf(entry: Element, searched: string): string[] {
  return searched === 'O' ? Object.values(otherStrings(entry)) : [standardOf(entry, searched)];
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
  const found = entry.children.find((one) => one.name === 'String' && child(one, 'Key')?.text === key);
  return child(found, 'Value')?.text;
}
