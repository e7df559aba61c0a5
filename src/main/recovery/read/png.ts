import { inflateSync } from 'node:zlib';
import type { Grey } from './pixels.ts';

/** Bytes of a pixel by colour type; of those that stand here every pixel is drawn as it lies. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * The pixels of a PNG (ISO/IEC 15948) with 8 bits a channel that is not interlaced, which is what
 * programs write. `undefined`: another kind, or a damaged one; nothing more than its header says is
 * inflated.
 */
export function greyOfPng(bytes: Uint8Array, width: number, height: number): Grey | undefined {
  const [depth, colour = -1, , , interlaced] = bytes.subarray(24, 29);
  const channels = channelsOf[colour];
  if (channels === undefined || depth !== 8 || interlaced !== 0) return undefined;
  const { data, palette } = chunksOf(bytes);
  const line = width * channels;
  try {
    const raw = inflateSync(data, { maxOutputLength: (line + 1) * height });
    return raw.length === (line + 1) * height
      ? { width, height, data: greyOf(unfiltered(raw, line, height, channels), channels, palette) }
      : undefined;
  } catch {
    return undefined;
  }
}

function chunksOf(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const parts: Buffer[] = [];
  let palette: Buffer | undefined;
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString('latin1', at + 4, at + 8);
    const content = file.subarray(at + 8, at + 8 + length);
    if (name === 'IDAT') parts.push(content);
    if (name === 'PLTE') palette = content;
    at += 12 + length;
  }
  return { data: Buffer.concat(parts), palette };
}

// 9.2: each line begins with the number of its filter.
function unfiltered(raw: Uint8Array, line: number, height: number, channels: number): Uint8Array {
  const data = new Uint8Array(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)] ?? 0;
    const from = y * (line + 1) + 1;
    const to = y * line;
    for (let x = 0; x < line; x++) {
      const left = x >= channels ? (data[to + x - channels] as number) : 0;
      const up = y > 0 ? (data[to + x - line] as number) : 0;
      const corner = x >= channels && y > 0 ? (data[to + x - line - channels] as number) : 0;
      data[to + x] = (raw[from + x] as number) + predicted(filter, left, up, corner);
    }
  }
  return data;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return nearest(left, up, corner);
    default:
      return 0;
  }
}

function nearest(left: number, up: number, corner: number): number {
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** What is transparent is paper. */
function greyOf(data: Uint8Array, channels: number, palette: Uint8Array | undefined): Uint8Array {
  if (channels === 1 && palette === undefined) return data;
  const isColour = channels > 2;
  const grey = new Uint8Array(data.length / channels);
  for (let pixel = 0; pixel < grey.length; pixel++) {
    const at = pixel * channels;
    let value = data[at] as number;
    if (palette !== undefined && channels === 1) value = luma(palette, 3 * value);
    else if (isColour) value = luma(data, at);
    const alpha = channels % 2 === 0 ? (data[at + channels - 1] as number) : 255;
    grey[pixel] = 255 - ((255 - value) * alpha) / 255;
  }
  return grey;
}

function luma(data: Uint8Array, at: number): number {
  return ((data[at] ?? 0) * 77 + (data[at + 1] ?? 0) * 150 + (data[at + 2] ?? 0) * 29) >> 8;
}
