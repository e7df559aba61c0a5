import { blurred, type Grey } from '../../src/main/recovery/read/pixels.ts';

/**
 * What a photo does to a page. Lengths in mm of the page, angles in degrees; all of it may be
 * missing.
 */
export interface Damage {
  /** Width of the page in the picture, in pixels. */
  readonly width: number;
  readonly turn?: number;
  /** How much shorter the far edge is, as a part of the near one. */
  readonly tilt?: number;
  /** Standard deviation, in pixels of the picture. */
  readonly blur?: number;
  /** Standard deviation, in levels. */
  readonly noise?: number;
  /** What is left between black and white, as a part; and how dark white is. */
  readonly contrast?: number;
  readonly white?: number;
  /** How much darker the shadow is that falls across the code. */
  readonly shadow?: number;
  readonly creases?: number;
  /** Parts of the code's side that stains cover. */
  readonly stains?: readonly number[];
  /** Part of the code's side that the picture lacks, with the paper around it. */
  readonly crop?: number;
  /** Quality of the JPEG; missing: a PNG. */
  readonly jpeg?: number;
}

/** Where the code is on the page, in pixels of it. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

type Random = () => number;

/** A photo of the page. Everything but JPEG is in it. */
export function photo(page: Grey, code: Place, damage: Damage, random: Random): Grey {
  const marked = { ...page, data: page.data.slice() };
  for (let count = 0; count < (damage.creases ?? 0); count++) crease(marked, code, random);
  for (const part of damage.stains ?? []) stain(marked, code, part, random);
  let picture = seen(marked, code, damage, random);
  picture = soft(picture, damage.blur ?? 0);
  lit(picture, damage, random);
  return picture;
}

// From the picture back to the page: each pixel is looked up where the lens saw it.
function seen(
  page: Grey,
  code: Place,
  { width, turn = 0, tilt = 0, crop = 0 }: Damage,
  random: Random,
): Grey {
  const scale = page.width / width;
  const small = shrunk(page, scale);
  const [middleX, middleY] = [code.x + code.side / 2, code.y + code.side / 2].map((at) => at / small.by) as [
    number,
    number,
  ];
  const side = code.side / scale;
  // The picture: the code and what is around it, as a person would hold a phone.
  const reach = side * (1.25 + Math.abs(Math.sin((turn * Math.PI) / 90)) * 0.3);
  const [w, h] = [Math.round(reach), Math.round(reach)];
  const cut = Math.round((reach - side) / 2 + crop * side) * Number(crop > 0);
  const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const direction = random() * 2 * Math.PI;
  const [leanX, leanY] = [Math.cos(direction), Math.sin(direction)];
  const data = new Uint8Array((w - cut) * h);
  const step = scale / small.by;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w - cut; x++) {
      const [u, v] = [x + cut - w / 2 + 0.37, y - h / 2 + 0.37];
      const depth = 1 + (tilt * (u * leanX + v * leanY)) / side;
      const [px, py] = [u / depth, v / depth];
      data[y * (w - cut) + x] = at(
        small,
        middleX + (px * cos + py * sin) * step,
        middleY + (py * cos - px * sin) * step,
      );
    }
  }
  return { width: w - cut, height: h, data };
}

/** Means of blocks first, as a sensor has them; what is left is less than two to one. */
function shrunk(page: Grey, scale: number): Grey & { by: number } {
  const by = Math.max(1, Math.floor(scale));
  const [width, height] = [Math.floor(page.width / by), Math.floor(page.height / by)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let row = 0; row < by; row++)
        for (let column = 0; column < by; column++)
          sum += page.data[(y * by + row) * page.width + x * by + column] ?? 0;
      data[y * width + x] = sum / by / by;
    }
  }
  return { width, height, data, by };
}

function at({ width, height, data }: Grey, x: number, y: number): number {
  // Off the page there is a table.
  if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) return 110;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, low] = [x - left, y - top];
  const from = top * width + left;
  const pixel = (offset: number) => data[from + offset] ?? 0;
  return (
    (pixel(0) * (1 - right) + pixel(1) * right) * (1 - low) +
    (pixel(width) * (1 - right) + pixel(width + 1) * right) * low
  );
}

/** Three means of squares are close to a lens. */
function soft(picture: Grey, deviation: number): Grey {
  if (deviation === 0) return picture;
  // A mean of 2r+1 has a variance of (r² + r) / 3; what lies between two radii is mixed from both.
  const radius = Math.sqrt(deviation ** 2 + 0.25) - 0.5;
  const [low, part] = [Math.floor(radius), radius % 1];
  const thrice = (r: number) => (r === 0 ? picture : blurred(blurred(blurred(picture, r), r), r)).data;
  const [near, far] = [thrice(low), thrice(low + 1)];
  return { ...picture, data: near.map((value, index) => value + ((far[index] ?? 0) - value) * part) };
}

function lit(
  picture: Grey,
  { noise = 0, contrast = 1, white = 1, shadow = 0 }: Damage,
  random: Random,
): void {
  const { width, height, data } = picture;
  const angle = random() * 2 * Math.PI;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const edge = (random() - 0.5) * 0.3 * width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = y * width + x;
      const across = ((x - width / 2) * cos + (y - height / 2) * sin + edge) / (width * 0.04);
      const light = 1 - shadow / (1 + Math.exp(-across));
      const value = (255 * white - (255 - (data[index] ?? 0)) * contrast * white) * light;
      data[index] = Math.max(0, Math.min(255, value + noise * normal(random)));
    }
  }
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A fold across the code: a light line where the ink broke off, a dark one beside it. */
function crease({ width, height, data }: Grey, code: Place, random: Random): void {
  const angle = random() * Math.PI;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const through = (0.15 + 0.7 * random() - 0.5) * code.side;
  const thick = code.side * 0.008;
  each({ width, height }, code, (index, u, v) => {
    const away = u * cos + v * sin - through;
    if (Math.abs(away) < thick) data[index] = 235;
    else if (away > 0 && away < 2 * thick) data[index] = (data[index] ?? 0) * 0.7;
  });
}

/** A blot, black or white, whose middle is inside of the code and off its corners. */
function stain({ width, height, data }: Grey, code: Place, part: number, random: Random): void {
  const radius = (part * code.side) / 2;
  const place = () => (random() - 0.5) * 0.42 * code.side;
  const [x, y] = [place(), place()];
  const ink = random() < 0.5 ? 30 : 225;
  each({ width, height }, code, (index, u, v) => {
    const wave = 1 + 0.15 * Math.sin(5 * Math.atan2(v - y, u - x));
    if (Math.hypot(u - x, v - y) < radius * wave) data[index] = ink;
  });
}

/** Every pixel on and near the code, counted from its middle. */
function each(
  size: { width: number; height: number },
  code: Place,
  work: (index: number, u: number, v: number) => void,
): void {
  const margin = Math.round(code.side * 0.1);
  for (let y = Math.max(0, code.y - margin); y < Math.min(size.height, code.y + code.side + margin); y++)
    for (let x = Math.max(0, code.x - margin); x < Math.min(size.width, code.x + code.side + margin); x++)
      work(y * size.width + x, x - code.x - code.side / 2, y - code.y - code.side / 2);
}
