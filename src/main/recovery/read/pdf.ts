import { type PDFiumDocument, PDFiumLibrary } from '@hyzyla/pdfium';
import { recoveryLimits } from '../../../shared/recovery.ts';
import type { Grey } from './pixels.ts';
import { refuse } from './refuse.ts';
import { programOf } from './wasm.ts';

let library: Promise<PDFiumLibrary> | undefined;

/**
 * An open PDF. No script of it ever runs: this build of PDFium has no engine for them, and forms
 * are left alone.
 */
export interface Pages {
  readonly count: number;
  /** Page from 0, its longer side `longest` pixels. `undefined`: it cannot be drawn. */
  draw(page: number, longest: number): Promise<Grey | undefined>;
  close(): void;
}

/**
 * Refuses with `damaged`, also when it wants a password, and with `too-many-pages` before any page
 * is read.
 */
export async function openPdf(bytes: Uint8Array, most: number = recoveryLimits.pages): Promise<Pages> {
  library ??= PDFiumLibrary.init({ wasmBinary: programOf('pdfium.wasm') });
  const pdfium = await library;
  const document = await pdfium.loadDocument(bytes).catch((error) => refuse('damaged', error));
  const count = document.getPageCount();
  if (count === 0) return refuse('damaged');
  if (count > most) return refuse('too-many-pages');
  return { count, draw: (page, longest) => draw(document, page, longest), close: () => document.destroy() };
}

async function draw(document: PDFiumDocument, index: number, longest: number): Promise<Grey | undefined> {
  try {
    const page = document.getPage(index);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = longest / Math.max(originalWidth, originalHeight);
    if (!Number.isFinite(scale) || scale <= 0) return undefined;
    const { width, height, data } = await page.render({
      width: Math.max(1, Math.round(originalWidth * scale)),
      height: Math.max(1, Math.round(originalHeight * scale)),
      colorSpace: 'Gray',
      render: 'bitmap',
    });
    return { width, height, data };
  } catch {
    // One bad page takes nothing from the others.
    return undefined;
  }
}
