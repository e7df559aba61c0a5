import type { Reply } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';

/**
 * Longest side of a frame that is looked at, in pixels: enough for a code that fills half of it.
 */
const longest = 1_280;

/** A picture of the camera: the brightness of each pixel, a byte each. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

/** The size that a picture of the camera is looked at in. */
export function frameSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Brightness of each pixel, a byte each, from its red, green, blue and alpha (ITU-R BT.601). */
export function greyOf(rgba: Uint8ClampedArray): Uint8Array {
  const grey = new Uint8Array(rgba.length >> 2);
  for (let i = 0, j = 0; i < grey.length; i++, j += 4) {
    const [r = 0, g = 0, b = 0] = [rgba[j], rgba[j + 1], rgba[j + 2]];
    grey[i] = (r * 299 + g * 587 + b * 114) / 1000;
  }
  return grey;
}

/**
 * What a look of the camera tells: a failure to show, `undefined` to leave what stands. The sheet
 * that was just taken stays before the camera for a while, and that is no failure.
 */
export function faultOfFrame(
  reply: Reply<{ found: boolean }>,
  justTaken: number | undefined,
): Failure | undefined {
  if (reply.ok) return undefined;
  const { failure } = reply;
  const again =
    failure.code === 'share-refused' &&
    failure.reason === 'same-sheet' &&
    failure.sheet !== undefined &&
    failure.sheet === justTaken;
  return again ? undefined : failure;
}

/** Why there is no picture, from what `getUserMedia` threw. */
export function cameraFault(error: unknown): 'none' | 'refused' {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'none' : 'refused';
}
