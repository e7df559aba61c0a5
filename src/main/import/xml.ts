import { importLimits } from './entry.ts';
import { memberOf } from './member-of.ts';
import { refuse } from './refuse.ts';

/** An element: its text is that of all its direct text nodes. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  children: readonly Element[];
  text: string;
  /** `text` is base64 of what is no text. */
  isBytes?: true;
}

/** What most elements are called: one text for each is quicker to compare than a part of the file. */
const usualNames: ReadonlyMap<string, string> = new Map(
  ['Entry', 'UUID', 'String', 'Key', 'Value', 'History', 'Times', 'Binary', 'Item', 'AutoType']
    .concat(['IconID', 'Tags', 'CustomData', 'LastModificationTime', 'Expires', 'ExpiryTime'])
    .map((name) => [name, name]),
);
/** Most elements are leaves: they share it. */
const noChildren: readonly Element[] = [];
const noAttributes: ReadonlyMap<string, string> = new Map();
const openTag = /([^\s/>=<"']+)((?:\s+[^\s/>=<"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const sections = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;
const longestMark = '<![CDATA['.length;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * Reads an XML text piece by piece: the part of XML 1.0 that KeePass files use. There is no DTD in
 * it, so no entity can grow. Of the text it holds what no element has yet, and a piece.
 */
export class XmlScan {
  /** The elements around the one that ended last, outermost first. */
  readonly open: Element[] = [];
  readonly #pieces: Iterator<string>;
  readonly #ended: (element: Element) => void;
  #root: Element | undefined;
  /** Of the text what is not let go of yet, and how much of that was read. */
  #text = '';
  #at = 0;

  /** `ended` hears of every element before anybody else does. */
  constructor(pieces: Iterable<string>, ended: (element: Element) => void = () => {}) {
    this.#pieces = pieces[Symbol.iterator]();
    this.#ended = ended;
  }

  /** The element that ends next, in its parent; `undefined` behind the last one. */
  next(): Element | undefined {
    while (this.#toTag()) {
      while (this.#left < longestMark && this.#more());
      const sign = this.#text[this.#at + 1];
      if (sign === '!' || sign === '?') {
        this.#section();
        continue;
      }
      const ended = sign === '/' ? this.#end() : this.#begin();
      if (ended === undefined) continue;
      this.#ended(ended);
      return ended;
    }
    if (this.open.length > 0) bad();
    return undefined;
  }

  /** The outermost element, when all are read. */
  get root(): Element {
    return this.#root ?? bad();
  }

  /** Lets go of the element that ended last, and of the text before it. */
  drop(): void {
    const parent = this.open.at(-1);
    if (parent === undefined) return;
    (parent.children as Element[]).pop();
    parent.text = '';
  }

  get #left(): number {
    return this.#text.length - this.#at;
  }

  /** Up to the next `<`; false: there is none. What stands before it is text of the element here. */
  #toTag(): boolean {
    let text = '';
    for (;;) {
      const mark = this.#text.indexOf('<', this.#at);
      const end = mark === -1 ? this.#text.length : mark;
      if (end > this.#at) text += this.#text.slice(this.#at, end);
      this.#at = end;
      if (mark !== -1 || !this.#more()) {
        const current = this.open.at(-1);
        if (current !== undefined && text !== '') current.text += decode(text);
        return mark !== -1;
      }
    }
  }

  /** Past the end of the element here. */
  #end(): Element {
    const current = this.open.pop() ?? bad();
    const length = this.#until('>', 2);
    const isUsual = length === current.name.length + 3 && this.#text.startsWith(current.name, this.#at + 2);
    const name = () => this.#text.slice(this.#at + 2, this.#at + length - 1).trimEnd();
    if (!isUsual && name() !== current.name) bad();
    this.#at += length;
    return current;
  }

  /** Past the begin of an element, and past its end where that is all of it. */
  #begin(): Element | undefined {
    const plain = this.#plainName();
    if (plain !== undefined) return this.#opened(plain, noAttributes, false);
    const [, name = '', pairs = '', empty] = this.#tag();
    this.#at = openTag.lastIndex;
    return this.#opened(name, attributesOf(pairs), empty === '/');
  }

  /** Past a tag that is nothing but a name of letters, as most are. */
  #plainName(): string | undefined {
    const text = this.#text;
    const start = this.#at + 1;
    let end = start;
    while (isLetter(text.charCodeAt(end))) end += 1;
    if (end === start || text.charCodeAt(end) !== 0x3e) return undefined;
    this.#at = end + 1;
    return text.slice(start, end);
  }

  #tag(): RegExpExecArray {
    for (;;) {
      openTag.lastIndex = this.#at + 1;
      const tag = openTag.exec(this.#text);
      if (tag !== null) return tag;
      if (!this.#more()) bad();
    }
  }

  #opened(found: string, attributes: Element['attributes'], isEmpty: boolean): Element | undefined {
    const name = usualNames.get(found) ?? found;
    const element: Element = { name, attributes, children: noChildren, text: '' };
    const parent = this.open.at(-1);
    if (parent !== undefined) adopt(parent, element);
    else if (this.#root === undefined) this.#root = element;
    else bad();
    if (isEmpty) return element;
    this.open.push(element);
    return this.open.length > importLimits.elements ? bad() : undefined;
  }

  /**
   * Past a comment, a processing instruction or a CDATA section, whose text belongs to the element
   * around it.
   */
  #section(): void {
    const [start, end] = sections.find(([sign]) => this.#text.startsWith(sign, this.#at)) ?? bad();
    const length = this.#until(end, start.length);
    const current = this.open.at(-1);
    if (end === ']]>' && current !== undefined)
      current.text += lines(this.#text.slice(this.#at + start.length, this.#at + length - end.length));
    this.#at += length;
  }

  /** The length from here up to the end of that sign, which begins at `from` or later. */
  #until(sign: string, from: number): number {
    let searched = from;
    for (;;) {
      const found = this.#text.indexOf(sign, this.#at + searched);
      if (found !== -1) return found + sign.length - this.#at;
      searched = Math.max(from, this.#left - sign.length + 1);
      if (!this.#more()) bad();
    }
  }

  /**
   * Reads on and lets go of what was read. It doubles what is left, so that a long section costs no
   * more than twice its length. False: that was all.
   */
  #more(): boolean {
    const rest = this.#text.slice(this.#at);
    let text = rest;
    do {
      const { done, value } = this.#pieces.next();
      if (done) break;
      text += value;
    } while (text.length <= 2 * rest.length);
    this.#text = text;
    this.#at = 0;
    return text.length > rest.length;
  }
}

/** The root element of an XML text, with all that is in it. */
export function readXml(text: string): Element {
  const scan = new XmlScan([text]);
  while (scan.next() !== undefined);
  return scan.root;
}

/** The first child of that name, or `undefined`. */
export function child(element: Element | undefined, name: string): Element | undefined {
  if (element === undefined) return undefined;
  for (const one of element.children) if (one.name === name) return one;
  return undefined;
}

function adopt(parent: Element, element: Element): void {
  if (parent.children === noChildren) parent.children = [element];
  else (parent.children as Element[]).push(element);
}

/** Those of the last element that had any: mostly they are the same again. */
let last: { pairs: string; attributes: Element['attributes'] } = { pairs: '', attributes: noAttributes };

function attributesOf(pairs: string): Element['attributes'] {
  if (pairs === '') return noAttributes;
  if (pairs === last.pairs) return last.attributes;
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of pairs.matchAll(attribute))
    attributes.set(name, decode(double ?? single ?? ''));
  last = { pairs, attributes };
  return attributes;
}

function isLetter(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

function decode(text: string): string {
  const plain = lines(text);
  if (!plain.includes('&')) return plain;
  return plain.replace(/&([^;&\s]{0,10});?/g, (whole, reference: string) => {
    if (!whole.endsWith(';')) return bad();
    return memberOf(named, reference) ?? characterOf(reference);
  });
}

function characterOf(reference: string): string {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(reference) ?? bad();
  const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) bad();
  return String.fromCodePoint(code);
}

// XML 1.0, 2.11: line ends arrive as \n.
function lines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function bad(): never {
  return refuse('malformed', { part: 'xml' });
}
