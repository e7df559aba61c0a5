import { xmlText } from '../xml-text.ts';

/** One object of a listing. */
export interface Listed {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  /** In ms, by the service's clock. */
  readonly modified: number;
}

export interface Listing {
  readonly objects: readonly Listed[];
  /** What the next page is asked for with; missing: this was the last. */
  readonly next?: string;
}

/** Reads an answer of ListObjectsV2; `undefined` where it is none. */
export function readListing(xml: string): Listing | undefined {
  if (!/<ListBucketResult[\s>]/.test(xml) || !xml.trimEnd().endsWith('</ListBucketResult>')) return undefined;
  const objects = piecesOf(xml, 'Contents').map(readListed);
  if (objects.includes(undefined)) return undefined;
  const next = textIn(xml, 'IsTruncated') === 'true' ? textIn(xml, 'NextContinuationToken') : undefined;
  return { objects: objects as Listed[], ...(next !== undefined && { next }) };
}

function readListed(xml: string): Listed | undefined {
  const [key, size] = [textIn(xml, 'Key'), Number(textIn(xml, 'Size'))];
  const modified = Date.parse(textIn(xml, 'LastModified') ?? '');
  if (key === undefined || !Number.isSafeInteger(size) || size < 0 || Number.isNaN(modified))
    return undefined;
  return { key, size, modified, etag: bareTag(textIn(xml, 'ETag')) };
}

/** The code of an error's answer; empty where it names none. */
export function readErrorCode(xml: string): string {
  const code = /<Error[\s>]/.test(xml) ? textIn(xml, 'Code') : undefined;
  return code !== undefined && /^[A-Za-z0-9.]{1,64}$/.test(code) ? code : '';
}

/** An ETag without its quotes. */
export function bareTag(tag: string | null | undefined): string {
  return (tag ?? '').replaceAll('"', '');
}

function piecesOf(xml: string, name: string): string[] {
  const [open, close] = [`<${name}>`, `</${name}>`];
  const pieces: string[] = [];
  for (let at = xml.indexOf(open); at !== -1; at = xml.indexOf(open, at)) {
    const end = xml.indexOf(close, at);
    if (end === -1) break;
    pieces.push(xml.slice(at + open.length, end));
    at = end;
  }
  return pieces;
}

function textIn(xml: string, name: string): string | undefined {
  const [piece] = piecesOf(xml, name);
  return piece === undefined ? undefined : xmlText(piece);
}
