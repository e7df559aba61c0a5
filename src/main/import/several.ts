import { dirname, relative, sep } from 'node:path';
// Its form for Node makes a `require` of its own, which the built app has already.
import { zipSync } from 'fflate/browser';
import { type Content, contentIn, openContent, wholeOf } from './content.ts';
import { baseName } from './text.ts';

/** A picture in a ZIP: none of a folder that macOS adds, and none that is hidden. */
export function isPicturePath(path: string): boolean {
  return /[.](png|jpe?g)$/i.test(path) && !/(^|\/)(__MACOSX\/|[.])/.test(path);
}

/** Whether a ZIP holds pictures and nothing else. */
export function arePictures(paths: readonly string[]): boolean {
  const files = paths.filter((path) => !path.endsWith('/') && !/(^|\/)(__MACOSX\/|[.])/.test(path));
  return files.length > 0 && files.every(isPicturePath);
}

/** Several pictures as one file: they are parts of one export. */
export async function openPictures(files: readonly string[]): Promise<Content> {
  const packed: Record<string, Uint8Array> = {};
  for (const [i, file] of files.entries()) {
    const name = baseName(file, '');
    // A picture's name need not say what it is, and another folder may have the same.
    const path = isPicturePath(name) && !Object.hasOwn(packed, name) ? name : `${i + 1} ${name}.png`;
    packed[path] = await wholeIn(file);
  }
  return contentIn(zipSync(packed, { level: 0 }));
}

/** A file and others in folders below its own, as one: each by its way from there. */
export async function openBelow([first = '', ...others]: readonly string[]): Promise<Content> {
  const folder = dirname(first);
  const packed: Record<string, Uint8Array> = {};
  for (const file of [first, ...others])
    packed[relative(folder, file).split(sep).join('/')] = await wholeIn(file);
  return contentIn(zipSync(packed, { level: 0 }));
}

/** Several texts as one, each from the beginning of a line. */
export async function openTexts(files: readonly string[]): Promise<Content> {
  const lineEnd = Buffer.from('\n');
  const parts: Uint8Array[] = [];
  for (const file of files) parts.push(await wholeIn(file), lineEnd);
  return contentIn(new Uint8Array(Buffer.concat(parts)));
}

async function wholeIn(file: string): Promise<Uint8Array> {
  const content = await openContent(file);
  try {
    const bytes = await wholeOf(content);
    await content.refuseChanged();
    return bytes;
  } finally {
    await content.close();
  }
}
