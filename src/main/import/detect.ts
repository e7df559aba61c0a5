import { ageKind } from './age.ts';
import { type Content, openContent } from './content.ts';
import { targetsOf } from './csv/columns.ts';
import { knownDialect } from './csv/dialects.ts';
import { isHeadless } from './csv/headless.ts';
import { detectPairs } from './csv/pairs-mark.ts';
import { readTable, separatorOf } from './csv/rows.ts';
import type { Detected } from './detected.ts';
import type { Format } from './entry.ts';
import { knownExport } from './foreign.ts';
import { shapeOf } from './json-shape.ts';
import { readers } from './readers.ts';
import { refuse } from './refuse.ts';
import { arePictures } from './several.ts';
import { textMark } from './text-marks.ts';
import { isZip, pathsIn } from './zip.ts';

const magics: readonly (readonly [bytes: string, format: Format])[] = [
  ['03d9a29a67fb4bb5', 'kdbx'],
  ['03d9a29a65fb4bb5', 'kdb'],
  ['89504e470d0a1a0a', 'otpauth-pictures'],
  ['ffd8ff', 'otpauth-pictures'],
];
/** A sequence that begins with the number 3 and PKCS #7's data. */
const pkcs12 = /^30(?:8[0-4]|[0-7])[0-9a-f]*?020103308?[0-9a-f]{1,9}?06092a864886f70d010701/;
/** Bytes that tell a format: as many as are read at once. */
export const headLength = 4 * 1024 ** 2;

/**
 * What a file looks like by its first bytes and, where they do not say, its name; `undefined` for
 * neither.
 */
export function detectFormat(head: Uint8Array, name: string): Detected | undefined {
  const hex = Buffer.from(head.subarray(0, 8)).toString('hex');
  const magic = magics.find(([bytes]) => hex.startsWith(bytes))?.[1];
  if (magic !== undefined) return detectedAs(magic);
  const age = ageKind(head);
  if (age !== undefined) return { format: 'age', needsPassword: age === 'password' };
  if (pkcs12.test(Buffer.from(head.subarray(0, 40)).toString('hex'))) return detectedAs('pkcs12');
  return detectText(textOf(head)) ?? detectBinary(head) ?? byName(name);
}

/** A format that only a name tells: what is in it is damaged, or says nothing of itself. */
function byName(name: string): Detected | undefined {
  const lower = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  if (lower.endsWith('.kdbx')) return detectedAs('kdbx');
  if (lower.endsWith('.kdb')) return detectedAs('kdb');
  if (/[.](p12|pfx)$/.test(lower)) return detectedAs('pkcs12');
  if (lower.endsWith('.json.aes')) return { format: 'andotp', needsPassword: true };
  if (lower.endsWith('.json')) return detectedAs('json');
  if (/[.]ya?ml$/.test(lower)) return detectedAs('yaml');
  if (/[.](csv|tsv)$/.test(lower)) return detectedAs('csv');
  if (/^[.]env([.].+)?$|[.]env$/.test(lower)) return detectedAs('dotenv');
  return undefined;
}

/** andOTP's encrypted backup says nothing but its rounds, which it draws from 140,000 to 160,000. */
function detectBinary(head: Uint8Array): Detected | undefined {
  if (head.length < 44) return undefined;
  const rounds = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const isOne = rounds >= 140_000 && rounds <= 160_000;
  return isOne ? { format: 'andotp', needsPassword: true } : undefined;
}

function textOf(head: Uint8Array): string {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const encoding = utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  return new TextDecoder(encoding).decode(head).trimStart();
}

function detectText(text: string): Detected | undefined {
  const mark = textMark(text);
  if (mark !== undefined) return mark;
  if (/^[{[]/.test(text)) return detectJson(text);
  if (isBinary(text)) return undefined;
  const table = detectTable(text);
  if (table !== undefined) return detectedAs(table);
  const line = text.split(/\r?\n/).find((part) => part.trim() !== '' && !part.trim().startsWith('#'));
  if (line !== undefined && /^\s*(export\s+)?[A-Za-z_][\w.-]*\s*=/.test(line)) return detectedAs('dotenv');
  if (isTable(beginningOf(text))) return detectedAs('csv');
  return isYaml(beginningOf(text)) ? detectedAs('yaml') : undefined;
}

/**
 * Every line that is not indented is a key, a part of a list, or what stands between documents, and
 * something lies within something: other texts have lines of `Name: value`, too.
 */
function isYaml(head: string): boolean {
  const lines = head.split(/\r?\n/).filter((line) => /^[^\s#]/.test(line));
  const isKey = (line: string) => /^("[^"]*"|'[^']*'|[^\s"'{}[\]:,&*!|>%@`-][^:]*):(\s|$)/.test(line);
  const isOther = (line: string) => /^(---|[.][.][.]|%YAML|- |-$|[\]}])/.test(line);
  const isNested = /^[^\s#][^\n]*:[ \t]*([|>][+-]?[ \t]*)?\r?\n[ \t]+\S|^- [^\n:]+:[ \t\r\n]/m.test(head);
  return isNested && lines.every((line) => isKey(line) || isOther(line));
}

/** More than one in fifty characters is none that a text has. */
function isBinary(text: string): boolean {
  const head = text.slice(0, 2_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return 50 * (head.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0) > head.length;
}

/** Rows of three cells and more, each as long as the others: commas stand in other texts as well. */
function isTable(head: string): boolean {
  if (head.trim() === '') return false;
  const { header, rows, bad } = readTable(head);
  const isEven = bad.length === 0 && rows.every(({ cells }) => cells.length >= header.length);
  return header.length > 2 && isEven && rows.length >= (separatorOf(head) === ',' ? 2 : 1);
}

/** A few whole lines: enough for every header, though a quoted name may hold a line end. */
function beginningOf(text: string): string {
  const few = text.slice(0, 20_000);
  const end = few.length < text.length ? few.lastIndexOf('\n') : few.length;
  return few.slice(0, Math.max(end, 0));
}

function detectJson(text: string): Detected {
  const shape = shapeOf(text);
  const known = shape && knownExport(shape);
  if (known?.format !== undefined) return { format: known.format, needsPassword: known.locked === true };
  return detectedAs(isLines(text) ? 'jsonl' : 'json');
}

/** Several values, each on a line of its own. */
function isLines(text: string): boolean {
  const [first = '', second = ''] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  if (!second.startsWith('{')) return false;
  try {
    return typeof JSON.parse(first) === 'object';
  } catch {
    return false;
  }
}

/** Whose table it is by the names of its columns, or by its rows where nothing names them. */
function detectTable(text: string): Format | undefined {
  if (text.trim() === '') return undefined;
  const head = beginningOf(text);
  if (head.trim() === '') return undefined;
  const { header } = readTable(head, { hasMore: true });
  const dialect = knownDialect(header);
  if (dialect !== undefined) return dialect;
  const pairs = detectPairs(readTable(head, { isBare: true }).rows.map(({ cells }) => cells));
  if (pairs === 'keeper-csv') return pairs;
  if (isNamed(header)) return 'csv';
  return pairs ?? (isHeadless(header) ? 'csv' : undefined);
}

/** The columns say what they hold: a password, or a title and nothing that is unknown. */
function isNamed(header: readonly string[]): boolean {
  const targets = targetsOf(header);
  const isKnown = targets.includes('title') && targets.every((target) => target !== undefined);
  return header.length > 1 && (targets.includes('password') || isKnown);
}

/** A format that a person named. */
export function detectedAs(format: Format): Detected {
  return { format, needsPassword: readers[format].password === true };
}

const zips: readonly (readonly [path: RegExp, format: Format])[] = [
  [/^export\.data$/, '1pux'],
  [/(^|\/)data\.1pif$/, '1pif'],
  [/(^|\/)Proton Pass\/data\.(json|pgp)$/, 'proton-zip'],
  [/^data\.json$/, 'bitwarden-zip'],
  [/^export\.json$/, 'keeper'],
  [/(^|\/)credentials\.csv$/, 'dashlane-zip'],
];

/**
 * The format of a file on disk; refuses what cannot be read (`unreadable`) and what is none of ours
 * (`unknown-format`).
 */
export async function detectFile(file: string): Promise<Detected> {
  const content = await openContent(file);
  try {
    return await detectContent(content, file);
  } finally {
    await content.close();
  }
}

/** The same of bytes with a name. */
export async function detectContent(content: Content, name: string): Promise<Detected> {
  const head = content.size === 0 ? new Uint8Array() : await content.read(0);
  if (isZip(head)) {
    const paths = await pathsIn(content);
    const format = zips.find(([wanted]) => paths.some((path) => wanted.test(path)))?.[1];
    if (format !== undefined) return detectedAs(format);
    return arePictures(paths) ? detectedAs('otpauth-pictures') : refuse('unknown-format');
  }
  return detectFormat(head.subarray(0, headLength), name) ?? refuse('unknown-format');
}
