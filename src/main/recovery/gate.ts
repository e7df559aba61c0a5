import { codeOf, drawn } from './code.ts';
import { disturbed } from './read/disturb.ts';
import { openReader, type Reader, type ReadOptions, type RunReader } from './read/reader.ts';

/** Pixels of a module: a sheet at 150 dots an inch. */
const module = 5;

/** A page with a word and a square on it. */
const practice = Buffer.from(`%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 56>>stream
BT /F 12 Tf 40 700 Td (practice) Tj ET 9 9 99 99 re f   
endstream endobj
trailer<</Root 1 0 R/Size 5>>
%%EOF
`);

export interface ProofOptions extends ReadOptions {
  /** Hears of each sheet that was read back. */
  readonly progress?: ((done: number) => void) | undefined;
}

/**
 * Every code is drawn, turned and blurred a little, and read back. Throws unless each gives exactly
 * its text: such sheets must not be offered.
 */
export async function proveCodes(
  texts: readonly string[],
  run: RunReader,
  { progress, ...options }: ProofOptions = {},
): Promise<void> {
  const reader = openReader(run, options);
  try {
    for (const [index, text] of texts.entries()) {
      expectOnly(text, await reader.frame(disturbed(drawn(codeOf(text), module)), true), index);
      progress?.(index + 1);
    }
  } finally {
    reader.close();
  }
}

/**
 * The same for the pages of a PDF, one sheet a page, as its own pixels have them. Gives it back.
 */
export async function provePdf(
  printing: Uint8Array | Promise<Uint8Array>,
  texts: readonly string[],
  run: RunReader,
  { progress, ...options }: ProofOptions = {},
): Promise<Uint8Array> {
  const reader = practised(run, options);
  try {
    const pdf = await printing;
    const pages = await reader.proof(pdf);
    if (pages.length !== texts.length) throw new Error(`${pages.length} pages for ${texts.length} sheets`);
    for (const [index, text] of texts.entries()) expectOnly(text, pages[index] ?? [], index);
    progress?.(texts.length);
    return pdf;
  } finally {
    reader.close();
  }
}

/**
 * The same for PDFs of one sheet each, by one reader that begins with the first of them. Gives back
 * those that read: all.
 */
export async function provePdfs(
  pdfs: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  texts: readonly string[],
  run: RunReader,
  { progress, ...options }: ProofOptions = {},
): Promise<Uint8Array[]> {
  const reader = practised(run, options);
  let done = 0;
  const prove = async (pdf: Uint8Array, index: number) => {
    const pages = await reader.proof(pdf);
    if (pages.length !== 1) throw new Error(`sheet ${index + 1} has ${pages.length} pages`);
    expectOnly(texts[index] ?? '', pages[0] ?? [], index);
    progress?.(++done);
    return pdf;
  };
  try {
    const proofs: Promise<Uint8Array>[] = [];
    for await (const pdf of pdfs) {
      const proof = prove(pdf, proofs.length);
      // Heard below, once the last one is there.
      proof.catch(() => undefined);
      proofs.push(proof);
    }
    const proven = await Promise.all(proofs);
    if (proven.length !== texts.length) throw new Error(`${proven.length} files for ${texts.length} sheets`);
    return proven;
  } finally {
    reader.close();
  }
}

/**
 * A reader that gets up to speed while the first sheet is being printed, on a code and a page of no
 * meaning.
 */
function practised(run: RunReader, options: ReadOptions): Reader {
  const reader = openReader(run, options);
  void reader.frame(drawn(codeOf('PRACTICE'), module), true).catch(() => undefined);
  void reader.proof(practice).catch(() => undefined);
  return reader;
}

// Thrown plainly: it is a fault of the program, and gets a reference where it arrives. It names no
// word.
function expectOnly(text: string, found: readonly string[], index: number): void {
  if (found.length !== 1 || found[0] !== text) throw new Error(`sheet ${index + 1} does not read back`);
}
