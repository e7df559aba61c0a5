import { findShares } from '../../../shared/sheets/share.ts';
import { tokensOf } from '../../../shared/sheets/words.ts';
import { refuse } from './refuse.ts';

const hidden = /<(style|script)\b/iy;
const ends = { style: /<\/style\b/gi, script: /<\/script\b/gi } as const;

/**
 * Words of every sheet in a page of HTML. A page is longer than a sheet's words: they are known by
 * their checksum.
 */
export function sheetsOfPage(bytes: Uint8Array): string[] {
  return findShares(tokensOf(wordsOfHtml(textOf(bytes)))).map((share) => share.join(' '));
}

/** True for bytes that begin like a page of HTML. */
export function isPage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*<[!?A-Za-z]/.test(start);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return refuse('unknown-format', error);
  }
}

/**
 * What stands between the tags, in one scan that never goes back: what does not end hides the rest.
 */
export function wordsOfHtml(html: string): string {
  const parts: string[] = [];
  for (let at = 0; at < html.length; ) {
    const mark = html.indexOf('<', at);
    if (mark === -1) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, mark));
    at = endOfTag(html, mark);
  }
  return parts.join(' ').replace(/&#?\w{1,10};/g, ' ');
}

function endOfTag(html: string, mark: number): number {
  if (html.startsWith('<!--', mark)) return behind(html, '-->', mark + 4);
  hidden.lastIndex = mark;
  const name = hidden.exec(html)?.[1]?.toLowerCase() as keyof typeof ends | undefined;
  if (name === undefined) return behind(html, '>', mark + 1);
  const end = ends[name];
  end.lastIndex = hidden.lastIndex;
  return end.exec(html) === null ? html.length : behind(html, '>', end.lastIndex);
}

function behind(html: string, what: string, from: number): number {
  const found = html.indexOf(what, from);
  return found === -1 ? html.length : found + what.length;
}
