import type { EnvFault } from '../../shared/failure-reasons.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { Item, Reading, Source } from './entry.ts';
import { refuse } from './refuse.ts';
import { baseName, decodeText } from './text.ts';
import { commentsTold, setAgain } from './told.ts';

/** A variable and the line it begins on. */
interface Variable {
  readonly name: string;
  readonly value: string;
  readonly line: number;
}

const assignment = /[^\S\n]*(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*=[^\S\n]*/y;
const blank = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;
const rest = /[^\n]*/y;
const after = /[^\S\n]*(?:#[^\n]*)?(?:\n|$)/y;

/** A dotenv file is one secret: each variable a hidden field, as its last line says it. */
export function readDotenv({ bytes, name, encoding }: Source): Reading {
  const { variables, problems, hasComments } = parseDotenv(decodeText(bytes, encoding));
  if (variables.some(isSealed)) refuse('foreign', { program: 'SOPS', isEncrypted: true });
  const last = new Map(variables.map((variable) => [variable.name, variable]));
  const items: Item[] = [...commentsTold(hasComments)];
  for (const variable of variables) {
    if (last.get(variable.name) === variable) continue;
    items.push(setAgain(variable.line));
  }
  for (const { line, reason } of problems)
    items.push({ kind: 'failed', problem: { place: '', line, reason } });
  const fields = [...last.values()].map(({ name, value }): Field => ({ name, type: 'secret', value }));
  const title = baseName(name, '.env');
  if (fields.length > 0)
    items.push({
      kind: 'entry',
      entry: { id: '', folders: [], title, whole: true, place: title, versions: [{ fields }] },
    });
  return { items, total: 1, done: () => 1 };
}

/** What SOPS writes beside the values that it encrypted. */
function isSealed({ name, value }: Variable): boolean {
  return name === 'sops_mac' && value.startsWith('ENC[');
}

/** A line that sets no variable. */
interface Problem {
  readonly line: number;
  readonly reason: EnvFault;
}

/** Variables in order, the lines that set none, and whether there are comments between them. */
export function parseDotenv(source: string): {
  variables: Variable[];
  problems: Problem[];
  hasComments: boolean;
} {
  const variables: Variable[] = [];
  const problems: Problem[] = [];
  const text = withOwnLineEnds(source);
  const lines = new Lines(text);
  let hasComments = false;
  for (let at = 0; at < text.length; ) {
    const empty = match(blank, text, at);
    if (empty !== undefined) {
      hasComments ||= empty[0].includes('#');
      at = blank.lastIndex;
      continue;
    }
    const line = lines.at(at);
    const [variable, next, comment = ''] = readVariable(text, at);
    hasComments ||= comment.includes('#');
    if (typeof variable === 'string') problems.push({ line, reason: variable });
    else variables.push({ ...variable, line });
    at = next;
  }
  return { variables, problems, hasComments };
}

// Where every line ends in CR LF (or, long ago, in CR) an editor put it there, in quotes too.
// Otherwise a CR in quotes is of the value.
function withOwnLineEnds(text: string): string {
  return /(?<!\r)\n/.test(text) ? text : text.replaceAll(/\r\n?/g, '\n');
}

/** A variable, or what is wrong with the line; where to go on, and what stands behind the value. */
function readVariable(
  text: string,
  at: number,
): [{ name: string; value: string } | EnvFault, number, comment?: string] {
  const head = match(assignment, text, at);
  if (head === undefined) return ['no-assignment', endOfLine(text, at)];
  const start = assignment.lastIndex;
  const name = head[1] ?? '';
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== '`') {
    const whole = match(rest, text, start)?.[0] ?? '';
    const value = whole.replace(/(^|\s)#.*$/, '');
    return [{ name, value: value.trim() }, endOfLine(text, start), whole.slice(value.length)];
  }
  const joined = quote === "'" ? singleQuoted(text, start + 1) : undefined;
  const end = joined?.end ?? closing(text, start + 1, quote);
  if (end === -1) return ['open-quote', endOfLine(text, start)];
  const comment = match(after, text, end + 1)?.[0];
  if (comment === undefined) return ['text-after-quote', endOfLine(text, start)];
  const value = joined?.value ?? text.slice(start + 1, end);
  return [{ name, value: quote === '"' ? unescaped(value) : value }, after.lastIndex, comment];
}

/**
 * A text in single quotes, in which a shell writes a quote as '\'': the value, and where it ends;
 * -1 where it does not.
 */
function singleQuoted(text: string, from: number): { value: string; end: number } {
  let value = '';
  for (let start = from; ; ) {
    const end = text.indexOf("'", start);
    if (end === -1) return { value, end };
    value += text.slice(start, end);
    if (!text.startsWith("\\''", end + 1)) return { value, end };
    value += "'";
    start = end + 4;
  }
}

/** Where the quote ends, or -1; only in double quotes does a backslash keep one from ending. */
function closing(text: string, from: number, quote: string): number {
  for (let end = text.indexOf(quote, from); end !== -1; end = text.indexOf(quote, end + 1)) {
    let backslashes = 0;
    while (quote === '"' && end - 1 - backslashes >= from && text[end - 1 - backslashes] === '\\')
      backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return -1;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

// What no shell or dotenv reader knows stays as it is written, backslash and all: `C:\Users` in
// quotes is common.
function unescaped(value: string): string {
  return value.replace(/\\([\s\S])/g, (whole, c: string) => escapes[c] ?? (c === '\n' ? '' : whole));
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Line numbers of ascending positions. */
class Lines {
  readonly #text: string;
  #line = 1;
  #counted = 0;

  constructor(text: string) {
    this.#text = text;
  }

  at(position: number): number {
    for (let next = this.#text.indexOf('\n', this.#counted); next !== -1 && next < position; ) {
      this.#line += 1;
      this.#counted = next + 1;
      next = this.#text.indexOf('\n', this.#counted);
    }
    return this.#line;
  }
}
