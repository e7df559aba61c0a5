/**
 * Bytes that must not be seen. `wrapped`: line ends between them do not count, as in the output of
 * base64(1).
 */
export interface Needle {
  readonly bytes: Uint8Array;
  readonly wrapped: boolean;
}

/** Values with fewer bytes are not masked: they would be found in every other word. */
export const shortest = 4;
/** Lines of a value that are masked on their own; shorter ones are `}` and the like. */
const shortestLine = 8;
/**
 * Longer values are looked for as they are and in base64 only: twenty forms of each would fill
 * memory.
 */
const longestInAllForms = 4096;
/** A long needle is cut into pieces of this many bytes, so that little output is ever held back. */
const piece = 64;

/** Everything that stands for the value in some output; empty when it is too short. */
export function needlesOf(value: Uint8Array): Needle[] {
  const bytes = withoutLastLineEnd(Buffer.from(value));
  if (bytes.length < shortest) return [];
  const found = new Map<string, Needle>();
  const add = (form: Uint8Array | string, wrapped: boolean) => {
    for (const part of cut(Buffer.from(form as Uint8Array)))
      if (part.length >= shortest)
        found.set(`${wrapped} ${part.toString('latin1')}`, { bytes: part, wrapped });
  };
  for (const form of plainForms(bytes)) add(form, false);
  for (const form of base64Forms(bytes)) add(form, true);
  if (bytes.length > longestInAllForms) return [...found.values()];
  for (const form of urlForms(bytes)) add(form, false);
  for (const form of [bytes.toString('hex'), bytes.toString('hex').toUpperCase()]) add(form, true);
  const text = bytes.toString('utf8');
  if (Buffer.from(text).equals(bytes)) for (const form of quotedForms(text)) add(form, false);
  return [...found.values()];
}

// $(...) and most editors take it off or put it on.
function withoutLastLineEnd(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d)) end -= 1;
  return bytes.subarray(0, end);
}

function cut(bytes: Buffer): Buffer[] {
  if (bytes.length <= 2 * piece) return [bytes];
  const parts: Buffer[] = [];
  for (let at = 0; at + piece <= bytes.length; at += piece) parts.push(bytes.subarray(at, at + piece));
  parts.push(bytes.subarray(-piece));
  return parts;
}

// A terminal makes CR LF of every line end; YAML and indented text print the lines apart.
function plainForms(bytes: Buffer): Buffer[] {
  if (!bytes.includes(0x0a)) return [bytes];
  const text = bytes.toString('latin1');
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const terminal = text.replaceAll(/\r?\n/g, '\r\n');
  const unix = text.replaceAll('\r\n', '\n');
  const long = lines.filter((line) => line.length >= shortestLine);
  return [text, unix, terminal, ...long].map((form) => Buffer.from(form, 'latin1'));
}

// Inside other data the encoding starts at one of three places; the characters at both ends then
// also hold bits of the neighbours, and are left out. Alone, and with the line end that echo adds,
// it is known to its last character.
function base64Forms(bytes: Buffer): string[] {
  const inner = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return text.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const alone = [bytes, Buffer.concat([bytes, Buffer.from('\n')])].map((one) => one.toString('base64'));
  const standard = [...inner, ...alone, ...alone.map((text) => text.replaceAll('=', ''))];
  return [...standard, ...standard.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

const unreserved = /[A-Za-z0-9\-._~]/;
const kept = [
  unreserved,
  // encodeURIComponent
  /[A-Za-z0-9\-._~!'()*]/,
  // encodeURI
  /[A-Za-z0-9\-._~!'()*;/?:@&=+$,#]/,
  // What forms send: the space is a plus sign.
  /[A-Za-z0-9\-._* ]/,
] as const;

function urlForms(bytes: Buffer): string[] {
  return kept.flatMap((plain, index) => {
    const escaped = (byte: number) => {
      const character = String.fromCharCode(byte);
      if (plain.test(character)) return index === 3 && character === ' ' ? '+' : character;
      return `%${byte.toString(16).padStart(2, '0').toUpperCase()}`;
    };
    const upper = [...bytes].map(escaped).join('');
    return [upper, upper.replaceAll(/%../g, (code) => code.toLowerCase())];
  });
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// JSON as most programs write it, in ASCII alone, and with PHP's slashes; what a shell prints with
// set -x; XML.
function quotedForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const ascii = json.replaceAll(
    /[\u007f-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    json,
    ascii,
    json.replaceAll('/', '\\/'),
    ascii.replaceAll('/', '\\/'),
    text.replaceAll("'", "'\\''"),
    text.replaceAll("'", `'"'"'`),
    text.replaceAll(/[&<>"']/g, (c) => entities[c] ?? c),
    text.replaceAll(/[&<>]/g, (c) => entities[c] ?? c),
  ];
}
