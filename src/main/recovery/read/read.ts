import { decodeAltered, decodeFile, decodeGrey } from './decode.ts';
import { densePart } from './dense.ts';
import { disturbed } from './disturb.ts';
import { greyOfJpeg } from './jpeg.ts';
import { type Kind, kindOf } from './kind.ts';
import type { Question } from './message.ts';
import { sheetsOfPage } from './page.ts';
import { openPdf } from './pdf.ts';
import { type Grey, halved } from './pixels.ts';
import { greyOfPng } from './png.ts';
import { refuse } from './refuse.ts';

/**
 * Longer side of a picture whose altered copies are tried, and of a page, in pixels. A4 at 170 dpi.
 */
const side = 2_000;
/** And of a page on which nothing was found. */
const finer = 3_400;
/**
 * Of a page that is to be read back: A4 at 94 dpi, four pixels to a module, which is less than any
 * scanner has; it reads at 800 too.
 */
const coarse = 1_100;
/** Altered copies of more pages would take too long. */
const alteredPages = 5;

/** The first page of a PDF, to be looked at, and how many there are. `picture-refused`. */
export async function drawFirst(bytes: Uint8Array) {
  const pages = await openPdf(bytes, Number.POSITIVE_INFINITY);
  try {
    const { width, height, data } = (await pages.draw(0, coarse)) ?? refuse('damaged');
    return { pages: pages.count, width, height, grey: data };
  } finally {
    pages.close();
  }
}

/** Texts of all codes, page by page. Refuses with `picture-refused`. */
export async function answerTo(question: Exclude<Question, { type: 'draw' }>): Promise<string[][]> {
  switch (question.type) {
    case 'picture':
      return readFile(question.bytes);
    case 'frame': {
      const { width, height, grey, once } = question;
      const frame = { width, height, data: grey };
      const texts = await decodeGrey(frame);
      return [texts.length > 0 || once ? texts : await decodeAltered(frame, false)];
    }
    case 'proof':
      return readPages(question.bytes, async (draw) => {
        const page = await draw(coarse);
        return page === undefined ? [] : readBack(page);
      });
  }
}

// Where the code is, and only if that is mistaken, the whole page.
async function readBack(page: Grey): Promise<string[]> {
  const part = densePart(page);
  const texts = part === undefined ? [] : await decodeGrey(disturbed(part));
  return texts.length > 0 ? texts : decodeGrey(disturbed(page));
}

async function readFile(bytes: Uint8Array): Promise<string[][]> {
  const kind = kindOf(bytes);
  if (kind.kind === 'pdf') return readPdf(bytes);
  if (kind.kind === 'page') return [sheetsOfPage(bytes)];
  return [await textsIn(bytes, kind, true)];
}

type PictureKind = Exclude<Kind, { kind: 'pdf' | 'page' }>;

/**
 * Texts of all codes in a PNG or JPEG, for a process that is confined already. Without `hasTime`
 * as it is, without a second try. Refuses with `picture-refused`.
 */
export async function pictureTexts(bytes: Uint8Array, hasTime: boolean): Promise<string[]> {
  const kind = kindOf(bytes);
  if (kind.kind === 'pdf' || kind.kind === 'page') return refuse('unknown-format');
  return textsIn(bytes, kind, hasTime);
}

async function textsIn(bytes: Uint8Array, kind: PictureKind, hasTime: boolean): Promise<string[]> {
  const texts = await decodeFile(bytes);
  if (texts.length > 0 || !hasTime) return texts;
  const grey = await greyOf(bytes, kind);
  return grey === undefined ? [] : decodeAltered(grey);
}

async function greyOf(bytes: Uint8Array, kind: PictureKind): Promise<Grey | undefined> {
  if (kind.kind === 'jpeg') return greyOfJpeg(bytes, kind, side);
  const grey = greyOfPng(bytes, kind.width, kind.height);
  return grey && bounded(grey);
}

function bounded(picture: Grey): Grey {
  return Math.max(picture.width, picture.height) >= 2 * side ? bounded(halved(picture)) : picture;
}

function readPdf(bytes: Uint8Array): Promise<string[][]> {
  return readPages(bytes, async (draw, count) => {
    for (const longest of [side, finer]) {
      const page = await draw(longest);
      const texts = page === undefined ? [] : await decodeGrey(page);
      if (texts.length > 0) return texts;
    }
    const page = count <= alteredPages ? await draw(side) : undefined;
    return page === undefined ? [] : decodeAltered(page);
  });
}

type Draw = (longest: number) => Promise<Grey | undefined>;

async function readPages(
  bytes: Uint8Array,
  read: (draw: Draw, count: number) => Promise<string[]>,
): Promise<string[][]> {
  const pages = await openPdf(bytes);
  try {
    const found: string[][] = [];
    for (let index = 0; index < pages.count; index++)
      found.push(await read((longest) => pages.draw(index, longest), pages.count));
    return found;
  } finally {
    pages.close();
  }
}
