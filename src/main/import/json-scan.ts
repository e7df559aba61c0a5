import { refuse } from './refuse.ts';
import { placeIn } from './text.ts';

const literal = /-?(?:0|[1-9]\d*)(?:[.]\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a string in JSON may not hold them
const plain = /[^"\\\u0000-\u001f]*/y;

/**
 * Reads JSON (RFC 8259) token by token. Unlike JSON.parse it shows every member of an object, also
 * those of one name, in their order, and numbers as they are written.
 */
export class JsonScan {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The next character that is no white space; '' at the end. It is not taken. */
  peek(): string {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return text.charAt(this.at);
      this.at += 1;
    }
  }

  /** Takes that character or refuses. */
  take(character: string): void {
    if (this.peek() !== character) this.refuse();
    this.at += 1;
  }

  /** Takes that character if it is next. */
  takes(character: string): boolean {
    if (this.peek() !== character) return false;
    this.at += 1;
    return true;
  }

  string(): string {
    this.take('"');
    const start = this.at;
    plain.lastIndex = start;
    plain.test(this.text);
    this.at = plain.lastIndex;
    if (this.text.charCodeAt(this.at) === 0x22) return this.text.slice(start, this.at++);
    return this.#escaped(start);
  }

  /** A number, true, false or null, as written. */
  literal(): string {
    this.peek();
    literal.lastIndex = this.at;
    const [text] = literal.exec(this.text) ?? this.refuse();
    this.at += text.length;
    return text;
  }

  refuse(): never {
    return refuse('malformed', placeIn(this.text, this.at));
  }

  /**
   * Where the array that opens here ends; `undefined` when an object lies inside. Strings are
   * passed over.
   */
  plainEnd(): number | undefined {
    const { text, at } = this;
    const marks = /["[\]{}]/g;
    marks.lastIndex = at;
    let open = 0;
    for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
      if (mark[0] === '{') return undefined;
      if (mark[0] === '"') marks.lastIndex = endOfString(text, mark.index);
      else open += mark[0] === '[' ? 1 : -1;
      if (open === 0) return mark.index + 1;
    }
    this.at = text.length;
    return this.refuse();
  }

  #escaped(start: number): string {
    const end = endOfString(this.text, start - 1);
    try {
      const value: unknown = JSON.parse(this.text.slice(start - 1, end));
      this.at = end;
      return value as string;
    } catch {
      return this.refuse();
    }
  }
}

/** Behind the string that begins at `start`; the text's end where it does not end. */
export function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 0x5c) backslashes += 1;
    if (backslashes % 2 === 0) return end + 1;
  }
  return text.length;
}
