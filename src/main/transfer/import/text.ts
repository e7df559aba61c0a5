import { importLimits } from './entry.ts';
import { refuse } from './refuse.ts';

/** The text of a file: UTF-8, or UTF-16 with its mark; no byte order mark in the result. Refuses what is neither. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.length > importLimits.text) refuse('too-large');
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (error) {
    return refuse('malformed', 'the text encoding', error);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** `line 3, column 7` of a position. */
export function placeIn(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let next = text.indexOf('\n'); next !== -1 && next < at; next = text.indexOf('\n', next + 1)) {
    line += 1;
    start = next + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

/** The name of a file without folders and without the extension given. */
export function baseName(file: string, extension: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const cut = name.length - extension.length;
  return cut > 0 && name.toLowerCase().endsWith(extension) ? name.slice(0, cut) : name;
}
