import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printPdfs } from '../../src/cli/pdf.ts';
import type { Grey } from '../../src/main/recovery/read/pixels.ts';
import { type Sheet, sheetHtml } from '../../src/main/recovery/sheet.ts';
import { slip39Words } from '../../src/shared/slip39-words.ts';
import { sheetWords } from '../../src/shared/words/sheet.ts';
import type { Place } from './degrade.ts';
import { randomFrom } from './random.ts';

const english = await sheetWords('en');
const dots = 300;
const mm = dots / 25.4;

/** A sheet as a vault would print it; its words open nothing. */
export function sheetFrom(seed: number, sheet = 2): Sheet {
  const random = randomFrom(seed + sheet);
  const words = Array.from(
    { length: 33 },
    () => slip39Words[Math.floor(random() * slip39Words.length)] ?? '',
  );
  const facts = {
    vaultName: 'Family papers',
    vault: '3f2a90bc',
    set: '7KQ2M9XT',
    created: Date.UTC(2026, 4, 3),
  };
  return { ...facts, sheet, shares: 5, threshold: 3, words, holder: 'Aunt Margarete' };
}

/** The printed page, at 300 dots an inch, by Chromium and by poppler. */
export async function printed(sheet: Sheet, folder: string): Promise<Grey> {
  const [pdf = new Uint8Array()] = await Array.fromAsync(
    printPdfs([sheetHtml(sheet, { paper: 'a4', words: english })]),
  );
  const file = join(folder, 'page');
  writeFileSync(`${file}.pdf`, pdf);
  execFileSync('pdftoppm', ['-gray', '-r', `${dots}`, '-singlefile', `${file}.pdf`, file]);
  return greyOfPgm(readFileSync(`${file}.pgm`));
}

/**
 * The code on that page: the square of black and white that begins left of the middle, found by its
 * first dark row.
 */
export function placeOf(page: Grey): Place {
  const left = Math.round(20 * mm);
  const side = Math.round(74 * mm);
  for (let y = Math.round(45 * mm); y < page.height; y++) {
    const row = page.data.subarray(y * page.width + left + 3, y * page.width + left + side - 3);
    // A finder pattern begins and ends the code's first row; no line of text has both.
    const finder = Math.round(side / 12);
    if (isDark(row.subarray(0, finder)) && isDark(row.subarray(-finder))) return { x: left, y, side };
  }
  throw new Error('no code on the page');
}

function isDark(pixels: Uint8Array): boolean {
  return pixels.every((value) => value < 100);
}

function greyOfPgm(file: Buffer): Grey {
  const [head = '', width, height] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.subarray(0, 100).toString('latin1')) ?? [];
  return { width: Number(width), height: Number(height), data: new Uint8Array(file.subarray(head.length)) };
}
