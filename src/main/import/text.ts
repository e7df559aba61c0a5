import { type Encoding, importLimits } from './entry.ts';
import { refuse } from './refuse.ts';

/**
 * The text of a file: UTF-8, UTF-16 or what a person says; no byte order mark in the result. Refuses
 * what is neither.
 */
export function decodeText(bytes: Uint8Array, encoding?: Encoding): string {
  return decodeAs(encodingOf(bytes) ?? encoding ?? 'utf-8', bytes);
}

/** The text of an XML file, which may name another encoding than those in its first line. */
export function decodeXml(bytes: Uint8Array): string {
  return decodeAs(encodingOfXml(bytes), bytes);
}

/** The same in pieces, for what is too long to be held twice. */
export function* decodedXml(bytes: Uint8Array): Generator<string> {
  if (bytes.length > importLimits.text) refuse('too-large');
  const decode = decoderOf(encodingOfXml(bytes));
  for (let at = 0; at < bytes.length; at += pieceBytes)
    yield decode(bytes.subarray(at, at + pieceBytes), { stream: true });
  yield decode(undefined);
}

/** Short enough for the young part of the heap. */
const pieceBytes = 64 * 1024;

function encodingOfXml(bytes: Uint8Array): string {
  const marked = encodingOf(bytes);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('latin1');
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1];
  // A text that says UTF-16 and is read this far holds a byte a character: others have changed it
  // to UTF-8 since.
  const isOther = declared !== undefined && !/^utf-?16/i.test(declared);
  return marked ?? (isOther ? declared : 'utf-8');
}

function decodeAs(encoding: string, bytes: Uint8Array): string {
  if (bytes.length > importLimits.text) refuse('too-large');
  return decoderOf(encoding)(bytes);
}

/** A decoder that refuses with `unknown-encoding` what is none of its texts. */
function decoderOf(encoding: string): (bytes?: Uint8Array, options?: { stream?: boolean }) => string {
  const orRefuse = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      return refuse('unknown-encoding', {}, error);
    }
  };
  const decoder = orRefuse(() => new TextDecoder(encoding, { fatal: true }));
  return (bytes, options) => orRefuse(() => decoder.decode(bytes, options));
}

/**
 * What the first bytes say: a byte order mark, or a zero beside the first character. `undefined`:
 * UTF-8, it seems.
 */
export function encodingOf([a, b, c, d]: Uint8Array): string | undefined {
  const isUtf32 =
    (a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff);
  if (isUtf32) return refuse('malformed', { part: 'encoding' });
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (a !== 0 && b === 0 && a !== undefined)
    return c === 0 ? refuse('malformed', { part: 'encoding' }) : 'utf-16le';
  if (a === 0 && b !== 0 && b !== undefined) return 'utf-16be';
  return a === 0 && b === 0 ? refuse('malformed', { part: 'encoding' }) : undefined;
}

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

/**
 * The bytes of a base64 text, white space in it or not; `undefined`: it is none. Node's own decoder
 * drops what it does not know.
 */
export function bytesOfBase64(text: string): Buffer | undefined {
  const content = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  if (content.length % 4 === 1 || !base64.test(content)) return undefined;
  return Buffer.from(content, 'base64');
}

/** `line 3, column 7` of a position. */
export function placeIn(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
    line += 1;
    start = next + 1;
  }
  return { line, column: at - start + 1 };
}

/** The name of a file without folders and without the extension given. */
export function baseName(file: string, extension: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const cut = name.length - extension.length;
  return cut > 0 && name.toLowerCase().endsWith(extension) ? name.slice(0, cut) : name;
}
