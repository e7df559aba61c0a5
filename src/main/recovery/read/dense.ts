import type { Grey } from './pixels.ts';

/** Pixels of a tile's side. */
const tile = 16;
/** A tile of a code is darker in the mean. */
const dark = 170;
/** A row or column of tiles with fewer dark ones has no code in it: a code is twice as wide. */
const fewest = 8;
/** Tiles of white that are left around a code: more than four of its modules. */
const margin = 2;

/**
 * The part of a page in which its code is, told by how dark it is, with white around it.
 * `undefined`: there is none so large.
 */
export function densePart(page: Grey): Grey | undefined {
  const columns = new Uint16Array(Math.ceil(page.width / tile));
  const rows = new Uint16Array(Math.ceil(page.height / tile));
  for (let row = 0; (row + 1) * tile <= page.height; row++) {
    for (let column = 0; (column + 1) * tile <= page.width; column++) {
      if (meanOf(page, column * tile, row * tile) > dark) continue;
      columns[column] = (columns[column] as number) + 1;
      rows[row] = (rows[row] as number) + 1;
    }
  }
  const across = extent(columns, page.width);
  const down = extent(rows, page.height);
  return across && down && cut(page, across, down);
}

// Every other pixel of every other row tells enough.
function meanOf({ width, data }: Grey, left: number, top: number): number {
  let sum = 0;
  for (let y = top; y < top + tile; y += 2)
    for (let x = left; x < left + tile; x += 2) sum += data[y * width + x] as number;
  return sum / (tile / 2) ** 2;
}

type Extent = readonly [from: number, to: number];

function extent(counts: Uint16Array, end: number): Extent | undefined {
  const isMany = (count: number) => count >= fewest;
  const first = counts.findIndex(isMany);
  if (first < 0) return undefined;
  const last = counts.findLastIndex(isMany);
  return [Math.max(0, (first - margin) * tile), Math.min(end, (last + 1 + margin) * tile)];
}

function cut({ width, data }: Grey, [left, right]: Extent, [top, bottom]: Extent): Grey {
  const part = new Uint8Array((right - left) * (bottom - top));
  for (let y = top; y < bottom; y++)
    part.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left));
  return { width: right - left, height: bottom - top, data: part };
}
