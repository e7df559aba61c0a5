import { type Content, openContent } from './content.ts';
import type { Format } from './entry.ts';
import { readers } from './readers.ts';
import { refuse } from './refuse.ts';

const kdbxMagic = [0x03, 0xd9, 0xa2, 0x9a, 0x67, 0xfb, 0x4b, 0xb5];
/** Bytes that tell a format. */
export const headLength = 4_096;

/**
 * What a file looks like by its first bytes and, where they do not say, its name; `undefined` for
 * neither.
 */
export function detectFormat(head: Uint8Array, name: string): Format | undefined {
  if (kdbxMagic.every((byte, i) => head[i] === byte)) return 'kdbx';
  const lower = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).toLowerCase();
  if (lower.endsWith('.kdbx')) return 'kdbx';
  if (lower.endsWith('.json')) return 'json';
  if (/^[.]env([.].+)?$|[.]env$/.test(lower)) return 'dotenv';
  return detectText(head);
}

function detectText(head: Uint8Array): Format | undefined {
  const utf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  const encoding = utf16 ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8';
  const text = new TextDecoder(encoding).decode(head).trimStart();
  if (/^[{[]/.test(text)) return 'json';
  const line = text.split(/\r?\n/).find((part) => part.trim() !== '' && !part.trim().startsWith('#'));
  if (line !== undefined && /^\s*(export\s+)?[A-Za-z_][\w.-]*\s*=/.test(line)) return 'dotenv';
  return undefined;
}

/** True for a format that may be locked with a password of its own. */
export function needsPassword(format: Format): boolean {
  return readers[format].password === true;
}

/**
 * The format of a file on disk; refuses what cannot be read (`unreadable`) and what is none of ours
 * (`unknown-format`).
 */
export async function detectFile(file: string): Promise<Format> {
  const content = await openContent(file);
  try {
    return await detectContent(content, file);
  } finally {
    await content.close();
  }
}

/** The same of bytes with a name. */
export async function detectContent(content: Content, name: string): Promise<Format> {
  const head = content.size === 0 ? new Uint8Array() : await content.read(0);
  return detectFormat(head.subarray(0, headLength), name) ?? refuse('unknown-format');
}
