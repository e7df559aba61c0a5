import { recoveryLimits } from '../../../shared/recovery.ts';
import { isPage } from './page.ts';
import { refuse } from './refuse.ts';

/**
 * What a file is, and how large the picture in it would be; told by its first bytes, before
 * anything is decoded.
 */
export type Kind =
  | { readonly kind: 'png'; readonly width: number; readonly height: number }
  | { readonly kind: 'jpeg'; readonly width: number; readonly height: number; readonly channels: number }
  | { readonly kind: 'pdf' }
  /** HTML, as our own sheets are saved. */
  | { readonly kind: 'page' };

const pngMagic = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const pdfMagic = '%PDF-';

/** Refuses with `picture-refused`: `empty`, `too-large`, `unknown-format`, `damaged`. */
export function kindOf(bytes: Uint8Array): Kind {
  if (bytes.length === 0) return refuse('empty');
  if (bytes.length > recoveryLimits.picture) return refuse('too-large');
  if (pngMagic.every((byte, index) => bytes[index] === byte)) return bounded(pngSize(bytes));
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return bounded(jpegSize(bytes));
  // Readers allow for a kilobyte of anything before it.
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (start.includes(pdfMagic)) return { kind: 'pdf' };
  return isPage(bytes) ? { kind: 'page' } : refuse('unknown-format');
}

function bounded<K extends Kind & { width: number; height: number }>(found: K): K {
  if (found.width === 0 || found.height === 0) return refuse('damaged');
  return found.width * found.height > recoveryLimits.pixels ? refuse('too-large') : found;
}

// PNG (ISO/IEC 15948), 11.2.2: the header is the first chunk.
function pngSize(bytes: Uint8Array) {
  if (bytes.length < 33) return refuse('damaged');
  const view = viewOf(bytes);
  return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) } as const;
}

// JPEG (ITU-T T.81), B.2.2: the frame header, wherever it is.
function jpegSize(bytes: Uint8Array) {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return refuse('damaged');
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker)) {
      const height = view.getUint16(at + 5);
      return { kind: 'jpeg', width: view.getUint16(at + 7), height, channels: bytes[at + 9] ?? 0 } as const;
    }
    at += hasNoLength(marker) ? 1 + Number(marker !== 0xff) : 2 + view.getUint16(at + 2);
  }
  return refuse('damaged');
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** Fill bytes, restarts and the like stand alone. */
function hasNoLength(marker: number): boolean {
  return marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
