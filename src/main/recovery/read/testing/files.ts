import { crc32, deflateSync } from 'node:zlib';
import type { Grey } from '../pixels.ts';

const colourType = { 1: 0, 2: 4, 3: 2, 4: 6 } as const;

/** A PNG of a grey picture; the last of 2 or 4 channels is opacity. */
export function pngOf({ width, height, data }: Grey, channels: 1 | 2 | 3 | 4 = 1): Uint8Array {
  const line = width * channels + 1;
  const raw = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width * channels; x++) {
      const isAlpha = channels % 2 === 0 && x % channels === channels - 1;
      raw[y * line + 1 + x] = isAlpha ? 255 : (data[y * width + Math.floor(x / channels)] ?? 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colourType[channels]], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}

/**
 * A PDF with a picture on each page, as large as a hand; `script` is run by readers that run such
 * things.
 */
export function pdfOf(pictures: readonly Grey[], { script }: { script?: string } = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const add = (id: number, dictionary: string, stream?: Buffer) => {
    parts.push(Buffer.from(`${id} 0 obj<<${dictionary}${stream ? `/Length ${stream.length}` : ''}>>`));
    if (stream) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream'));
    parts.push(Buffer.from(' endobj\n'));
  };
  const action =
    script === undefined ? '' : `/OpenAction<</S/JavaScript/JS(${script.replace(/[()\\]/g, '\\$&')})>>`;
  add(1, `/Type/Catalog/Pages 2 0 R${action}`);
  const kids = pictures.map((_, index) => `${3 + 3 * index} 0 R`).join(' ');
  add(2, `/Type/Pages/Count ${pictures.length}/Kids[${kids}]`);
  pictures.forEach(({ width, height, data }, index) => {
    const id = 3 + 3 * index;
    add(
      id,
      `/Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents ${id + 1} 0 R/Resources<</XObject<</I ${id + 2} 0 R>>>>`,
    );
    add(id + 1, '', Buffer.from('200 0 0 200 50 50 cm /I Do'));
    const kind = `/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray`;
    add(id + 2, `${kind}/Filter/FlateDecode`, deflateSync(data));
  });
  parts.push(Buffer.from('trailer<</Root 1 0 R>>\n%%EOF\n'));
  return Buffer.concat(parts);
}
