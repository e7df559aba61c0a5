import { openPdf } from './pdf.ts';
import type { Grey } from './pixels.ts';

const colours: Readonly<Record<number, string>> = { 1: 'DeviceGray', 3: 'DeviceRGB', 4: 'DeviceCMYK' };

/**
 * The picture in a JPEG, its longer side at most `longest` pixels. `undefined`: it cannot be drawn.
 */
export async function greyOfJpeg(
  bytes: Uint8Array,
  size: { readonly width: number; readonly height: number; readonly channels: number },
  longest: number,
): Promise<Grey | undefined> {
  // PDFium decodes JPEG: a page of that one picture saves a decoder of our own.
  const pages = await openPdf(pageOf(bytes, size));
  try {
    return await pages.draw(0, Math.min(longest, Math.max(size.width, size.height)));
  } finally {
    pages.close();
  }
}

// PDF (ISO 32000-1), 7.5 and 8.9.5. A point is a pixel; PDFium finds the objects without their
// table.
function pageOf(
  jpeg: Uint8Array,
  { width, height, channels }: { width: number; height: number; channels: number },
): Uint8Array {
  const drawing = `${width} 0 0 ${height} 0 0 cm /I Do`;
  const before = [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    `3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${width} ${height}]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>endobj`,
    `4 0 obj<</Length ${drawing.length}>>stream\n${drawing}\nendstream endobj`,
    `5 0 obj<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/${colours[channels] ?? 'DeviceRGB'}/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
  ].join('\n');
  const after = '\nendstream endobj\ntrailer<</Root 1 0 R/Size 6>>\n%%EOF\n';
  return Buffer.concat([Buffer.from(before, 'latin1'), jpeg, Buffer.from(after, 'latin1')]);
}
