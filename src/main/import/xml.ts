import { importLimits } from './entry.ts';
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

/** Most elements are leaves: they share it. */
const noChildren: readonly Element[] = [];
const noAttributes: ReadonlyMap<string, string> = new Map();
const openTag = /([^\s/>=<"']+)((?:\s+[^\s/>=<"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The root element of an XML text: the part of XML 1.0 that KeePass files use. There is no DTD in
 * it, so no entity can grow. `closed` hears every element when it ends, in the order of their ends.
 */
export function readXml(text: string, closed: (element: Element) => void = () => {}): Element {
  const open: Element[] = [];
  let root: Element | undefined;
  for (let at = 0; ; ) {
    const mark = text.indexOf('<', at);
    const current = open.at(-1);
    if (current !== undefined && mark > at) current.text += decode(text.slice(at, mark));
    if (mark === -1) break;
    if (text[mark + 1] === '!' || text[mark + 1] === '?') {
      at = skip(text, mark, current);
    } else if (text[mark + 1] === '/') {
      at = text.indexOf('>', mark) + 1;
      if (current === undefined || at === 0 || text.slice(mark + 2, at - 1).trimEnd() !== current.name) bad();
      open.pop();
      closed(current);
    } else {
      openTag.lastIndex = mark + 1;
      const [, name = '', pairs = '', empty] = openTag.exec(text) ?? bad();
      at = openTag.lastIndex;
      const element: Element = { name, attributes: attributesOf(pairs), children: noChildren, text: '' };
      if (current !== undefined) adopt(current, element);
      else if (root === undefined) root = element;
      else bad();
      if (empty === '/') closed(element);
      else open.push(element);
      if (open.length > importLimits.elements) bad();
    }
  }
  if (open.length > 0) bad();
  return root ?? bad();
}

/** The first child of that name, or `undefined`. */
export function child(element: Element | undefined, name: string): Element | undefined {
  return element?.children.find((one) => one.name === name);
}

function adopt(parent: Element, element: Element): void {
  if (parent.children === noChildren) parent.children = [element];
  else (parent.children as Element[]).push(element);
}

/**
 * Past a comment, a processing instruction or a CDATA section, whose text belongs to the element
 * around it.
 */
function skip(text: string, mark: number, current: Element | undefined): number {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!text.startsWith(start, mark)) continue;
    const close = text.indexOf(end, mark + start.length);
    if (close === -1) bad();
    if (end === ']]>' && current !== undefined) current.text += lines(text.slice(mark + start.length, close));
    return close + end.length;
  }
  return bad();
}

function attributesOf(pairs: string): ReadonlyMap<string, string> {
  if (pairs === '') return noAttributes;
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of pairs.matchAll(attribute))
    attributes.set(name, decode(double ?? single ?? ''));
  return attributes;
}

function decode(text: string): string {
  const plain = lines(text);
  if (!plain.includes('&')) return plain;
  return plain.replace(/&([^;&\s]{0,10});?/g, (whole, reference: string) => {
    if (!whole.endsWith(';')) return bad();
    return named[reference] ?? characterOf(reference);
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
