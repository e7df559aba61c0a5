import { encode } from 'uqr';
import type { Grey } from './read/pixels.ts';

/** White modules around a code that a reader may count on: ISO/IEC 18004, 6.3.8. */
export const quiet = 4;

/** Modules of a sheet's QR code, row by row, true for dark, without a quiet zone. */
export function codeOf(text: string): boolean[][] {
  // Level Q, as measured (docs/recovery.md): denser ones read worse, sparser ones bear fewer
  // stains.
  return encode(text, { ecc: 'Q', border: 0, boostEcc: false }).data;
}

/** A code as it would be printed, each module that many pixels wide. */
export function drawn(code: readonly (readonly boolean[])[], module: number): Grey {
  const side = (code.length + 2 * quiet) * module;
  const data = new Uint8Array(side * side).fill(255);
  code.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (!isDark) return;
      for (let line = 0; line < module; line++) {
        const start = ((y + quiet) * module + line) * side + (x + quiet) * module;
        data.fill(0, start, start + module);
      }
    });
  });
  return { width: side, height: side, data };
}
