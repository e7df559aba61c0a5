/** A grey picture, a byte a pixel, row by row, 0 black. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * The mean of the square of 2 `radius` + 1 around each pixel; beyond its ends, a line goes on as it
 * ends.
 */
export function blurred({ width, height, data }: Grey, radius: number): Grey {
  const across = new Uint8Array(data.length);
  for (let row = 0; row < height; row++) blurRow(data, across, row * width, width, radius);
  return { width, height, data: blurColumns(across, width, height, radius) };
}

// A sum that gains one pixel and loses one with each step.
function blurRow(from: Uint8Array, to: Uint8Array, start: number, count: number, radius: number): void {
  const last = start + count - 1;
  const size = 2 * radius + 1;
  let sum = (radius + 1) * (from[start] as number);
  for (let index = 1; index <= radius; index++) sum += from[Math.min(start + index, last)] as number;
  for (let at = start; at <= last; at++) {
    to[at] = (sum + radius) / size;
    sum += from[Math.min(at + radius + 1, last)] as number;
    sum -= from[Math.max(at - radius, start)] as number;
  }
}

// All columns side by side, row after row: down one column at a time, each step would leave the
// cache.
function blurColumns(from: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const to = new Uint8Array(from.length);
  const sums = new Uint32Array(width);
  const size = 2 * radius + 1;
  const row = (y: number) => width * Math.min(Math.max(y, 0), height - 1);
  for (let y = -radius; y <= radius; y++)
    for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (from[row(y) + x] as number);
  for (let y = 0; y < height; y++) {
    const [here, gain, loss] = [row(y), row(y + radius + 1), row(y - radius)];
    for (let x = 0; x < width; x++) {
      const sum = sums[x] as number;
      to[here + x] = (sum + radius) / size;
      sums[x] = sum + (from[gain + x] as number) - (from[loss + x] as number);
    }
  }
  return to;
}

/** Darkest 1 % to black, lightest 1 % to white. */
export function stretched(picture: Grey): Grey {
  const histogram = new Uint32Array(256);
  for (const value of picture.data) histogram[value] = (histogram[value] as number) + 1;
  const rank = picture.data.length / 100;
  const low = levelAt(histogram, rank);
  const high = Math.max(levelAt(histogram, picture.data.length - rank), low + 1);
  return mapped(picture, (value) => ((value - low) * 255) / (high - low));
}

function levelAt(histogram: Uint32Array, rank: number): number {
  let seen = 0;
  return histogram.findIndex((count) => {
    seen += count;
    return seen >= rank;
  });
}

/** Sharpened by what a blur of that radius takes away, `amount` times. */
export function sharpened(picture: Grey, radius: number, amount: number): Grey {
  const soft = blurred(blurred(picture, radius), radius).data;
  const data = new Uint8ClampedArray(soft.length);
  for (let at = 0; at < soft.length; at++) {
    const value = picture.data[at] as number;
    data[at] = value + amount * (value - (soft[at] as number));
  }
  return { ...picture, data: asBytes(data) };
}

/**
 * Each pixel between the darkest and the lightest of its neighbourhood: takes shadows and faint
 * print away.
 */
export function equalised(picture: Grey, radius: number): Grey {
  const { width, height, data } = picture;
  const mean = blurred(picture, radius).data;
  const apart = data.map((value, at) => Math.abs(value - (mean[at] as number)));
  const spread = blurred({ width, height, data: apart }, radius).data;
  const result = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at++) {
    const away = (data[at] as number) - (mean[at] as number);
    result[at] = 128 + (away * 90) / Math.max(spread[at] as number, 6);
  }
  return { width, height, data: asBytes(result) };
}

/**
 * The picture at another size, each pixel the mean of where it comes from, or between its
 * neighbours.
 */
export function scaled(picture: Grey, width: number, height: number): Grey {
  const { data } = picture;
  const across = picture.width / width;
  const down = picture.height / height;
  // As often halved as can be first, or pixels in between would be lost.
  if (across >= 2 && down >= 2) return scaled(halved(picture), width, height);
  const result = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const sourceY = Math.max(0, Math.min((y + 0.5) * down - 0.5, picture.height - 1.001));
    for (let x = 0; x < width; x++) {
      const sourceX = Math.max(0, Math.min((x + 0.5) * across - 0.5, picture.width - 1.001));
      result[y * width + x] = between(data, picture.width, sourceX, sourceY) + 0.5;
    }
  }
  return { width, height, data: result };
}

export function halved({ width, height, data }: Grey): Grey {
  const [half, rows] = [width >> 1, height >> 1];
  const result = new Uint8Array(half * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < half; x++) {
      const at = 2 * y * width + 2 * x;
      const pair = (first: number) => (data[first] as number) + (data[first + 1] as number);
      result[y * half + x] = (pair(at) + pair(at + width) + 2) >> 2;
    }
  }
  return { width: half, height: rows, data: result };
}

/** Turned about its middle, white around it. */
export function turned(picture: Grey, degrees: number): Grey {
  const { width, height, data } = picture;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [width / 2, height / 2];
  const result = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sourceX = middleX + (x - middleX) * cos + (y - middleY) * sin;
      const sourceY = middleY - (x - middleX) * sin + (y - middleY) * cos;
      if (sourceX < 0 || sourceY < 0 || sourceX >= width - 1 || sourceY >= height - 1) continue;
      result[y * width + x] = between(data, width, sourceX, sourceY) + 0.5;
    }
  }
  return { width, height, data: result };
}

// Once for each pixel of a large picture: nothing is allocated in it.
function between(data: Uint8Array, width: number, x: number, y: number): number {
  const left = x | 0;
  const top = y | 0;
  const right = x - left;
  const at = top * width + left;
  const a = data[at] as number;
  const b = data[at + 1] as number;
  // One row high, there is none below.
  const c = data[at + width] ?? a;
  const d = data[at + width + 1] ?? b;
  const upper = a + (b - a) * right;
  return upper + (c + (d - c) * right - upper) * (y - top);
}

function mapped(picture: Grey, change: (value: number) => number): Grey {
  const levels = Uint8ClampedArray.from({ length: 256 }, (_, value) => change(value));
  return { ...picture, data: picture.data.map((value) => levels[value] as number) };
}

function asBytes(data: Uint8ClampedArray): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.length);
}

/**
 * Seen from another side: what lies in that direction comes nearer by `much` at the picture's edge,
 * and what is across from it goes away; white around it.
 */
export function leaned(picture: Grey, degrees: number, much: number): Grey {
  const { width, height, data } = picture;
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [width / 2, height / 2];
  const reach = Math.max(middleX, middleY);
  const result = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - middleX, y - middleY];
      const depth = 1 + (much * (u * cos + v * sin)) / reach;
      const [sourceX, sourceY] = [middleX + u / depth, middleY + v / depth];
      if (sourceX < 0 || sourceY < 0 || sourceX >= width - 1 || sourceY >= height - 1) continue;
      result[y * width + x] = between(data, width, sourceX, sourceY) + 0.5;
    }
  }
  return { width, height, data: result };
}
