import { xmlText } from '../xml-text.ts';

/** One entry of a folder, as the server tells it. */
export interface Entry {
  /** Path on the server, decoded; of a folder with `/` at its end. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly size: number;
  readonly etag: string;
  /** In ms, by the server's clock. */
  readonly modified: number;
}

/** Reads an answer of PROPFIND; `undefined` where it is none. */
export function readMultistatus(xml: string, address: URL): Entry[] | undefined {
  if (!/<(?:[\w.-]+:)?multistatus[\s>]/.test(xml) || !/<\/(?:[\w.-]+:)?multistatus\s*>\s*$/.test(xml))
    return undefined;
  const entries = piecesOf(xml, 'response').map((piece) => entryOf(piece, address));
  return entries.includes(undefined) ? undefined : (entries as Entry[]);
}

function entryOf(xml: string, address: URL): Entry | undefined {
  const href = xmlText(piecesOf(xml, 'href')[0] ?? '').trim();
  if (href === '' || !URL.canParse(href, address.href)) return undefined;
  const url = new URL(href, address);
  // What another server has was not asked for.
  if (url.origin !== address.origin) return undefined;
  const [found = ''] = piecesOf(xml, 'propstat').filter((one) =>
    /\s2\d\d\s/.test(piecesOf(one, 'status')[0] ?? ''),
  );
  const path = unescaped(url.pathname);
  if (path === undefined) return undefined;
  const isFolder = /<(?:[\w.-]+:)?collection[\s/>]/.test(piecesOf(found, 'resourcetype')[0] ?? '');
  const size = Number(piecesOf(found, 'getcontentlength')[0] ?? 0);
  const modified = Date.parse(piecesOf(found, 'getlastmodified')[0] ?? '');
  if (!Number.isSafeInteger(size) || size < 0) return undefined;
  return {
    path: isFolder ? path.replace(/\/*$/, '/') : path,
    isFolder,
    size,
    etag: xmlText(piecesOf(found, 'getetag')[0] ?? '').replaceAll('"', ''),
    modified: Number.isNaN(modified) ? Number.NaN : modified,
  };
}

/** What stands between the tags of each element of this name, in whatever namespace. */
function piecesOf(xml: string, name: string): string[] {
  const element = new RegExp(`<((?:[\\w.-]+:)?${name})(?:\\s[^>]*)?(?<!/)>([\\s\\S]*?)</\\1\\s*>`, 'g');
  return [...xml.matchAll(element)].map(([, , inside = '']) => inside);
}

function unescaped(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
