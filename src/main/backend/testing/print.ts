import { createHash } from 'node:crypto';

/** Bytes as docs/format.md prints them: 48 a line. */
export function hexLines(bytes: Uint8Array): string {
  return indented(Buffer.from(bytes).toString('hex'), 96);
}

/** Text as the page prints it, cut after so many characters. */
export function indented(text: string, width = 110): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).map((line) => `    ${line}`).join('\n');
}

/** What `indented` printed behind these words of a page, without its line ends. */
export function printedAfter(page: string, words: string): string {
  const found = page.split(`${words}\n\n`)[1] ?? '';
  const [block = ''] = /^(?: {4}.*\n)+/.exec(found) ?? [];
  if (block === '') throw new Error(`nothing is printed after: ${words}`);
  return block.replaceAll(/\n?^ {4}/gm, '').trimEnd();
}

/** SHA-256, hex. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
