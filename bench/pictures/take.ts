import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grey } from '../../src/main/recovery/read/pixels.ts';
import { pngOf } from '../../src/main/recovery/read/testing/files.ts';
import { type Place, photo } from './degrade.ts';
import type { Shot } from './plan.ts';
import { randomFrom } from './random.ts';

/** Takes a picture of the page and writes it as PNG or JPEG; gives the file's path. */
export function take(
  page: Grey,
  code: Place,
  { damage, kind, seed }: Shot,
  folder: string,
  number: number,
): string {
  const picture = photo(page, code, damage, randomFrom(seed));
  const file = join(folder, `${String(number).padStart(3, '0')}-${kind}`);
  if (damage.jpeg === undefined) {
    writeFileSync(`${file}.png`, pngOf(picture));
    return `${file}.png`;
  }
  writeFileSync(`${file}.jpg`, jpegOf(picture, damage.jpeg));
  return `${file}.jpg`;
}

/** In colour, as cameras write them. */
export function jpegOf(picture: Grey, quality: number): Uint8Array {
  const pixels = Buffer.alloc(3 * picture.data.length);
  picture.data.forEach((value, index) => {
    pixels.fill(value, 3 * index, 3 * index + 3);
  });
  const input = Buffer.concat([Buffer.from(`P6\n${picture.width} ${picture.height}\n255\n`), pixels]);
  return execFileSync('cjpeg', ['-quality', `${quality}`], { input, maxBuffer: 2 ** 28 });
}
