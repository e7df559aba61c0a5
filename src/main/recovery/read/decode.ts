import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { equalised, type Grey, halved, leaned, scaled, sharpened, stretched, turned } from './pixels.ts';
import { programOf } from './wasm.ts';

const options: ReaderOptions = { formats: ['QRCode'], maxNumberOfSymbols: 32 };
/** Larger pictures are not doubled. */
const doubling = 2_000_000;

let ready: Promise<unknown> | undefined;

/** Loads the decoder; whoever knows that a picture is coming calls this first. */
export function prepareDecoder(): Promise<unknown> {
  // Without a binary it would ask a server for one.
  ready ??= prepareZXingModule({
    overrides: { wasmBinary: programOf('zxing_reader.wasm') },
    fireImmediately: true,
  });
  return ready;
}

/** Texts of all codes in a PNG or JPEG, as it is. */
export function decodeFile(bytes: Uint8Array): Promise<string[]> {
  return decode(bytes);
}

/** Texts of all codes in a grey picture, as it is. */
export function decodeGrey({ width, height, data }: Grey): Promise<string[]> {
  if (data.length === 0) return Promise.resolve([]);
  const pixels = new Uint32Array(data.length);
  for (let at = 0; at < data.length; at++) pixels[at] = ((data[at] as number) * 0x01_01_01) | 0xff_00_00_00;
  // The decoder looks for these three alone; Node has no ImageData.
  const image = { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' as const };
  return decode(image);
}

async function decode(source: Parameters<typeof readBarcodes>[0]): Promise<string[]> {
  await prepareDecoder();
  const found = await readBarcodes(source, options);
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
}

type Alter = (picture: Grey) => Grey;

/** The cheap ones: what a camera's frame is tried with as well. */
const quick: readonly Alter[] = [halved, (picture) => sharpened(stretched(picture), 3, 3), leaning(0, 0.2)];

/**
 * What a picture that gives nothing is turned into, in this order; chosen with bench/scan.bench.ts.
 */
const thorough: readonly Alter[] = [
  ...quick,
  // Other lines of pixels meet the same modules.
  (picture) => turned(picture, 30),
  (picture) => scaled(picture, picture.width, Math.round(1.5 * picture.height)),
  // A page seen from a side: no lens says which.
  ...[90, 180, 270].map((degrees) => leaning(degrees, 0.2)),
  ...[45, 135, 225, 315].map((degrees) => leaning(degrees, 0.33)),
];

/** And these, of pictures that are not large already. */
const enlarging: readonly Alter[] = [doubled, (picture) => equalised(doubled(picture), 24)];

/**
 * Texts of the first altered copy in which there are any. `hasTime`: false for a frame, after which
 * the next one comes.
 */
export async function decodeAltered(picture: Grey, hasTime = true): Promise<string[]> {
  const isLarge = picture.width * picture.height > doubling;
  const alters = hasTime ? [...thorough, ...(isLarge ? [] : enlarging)] : quick;
  for (const alter of alters) {
    const texts = await decodeGrey(alter(picture));
    if (texts.length > 0) return texts;
  }
  return [];
}

function doubled(picture: Grey): Grey {
  return scaled(picture, 2 * picture.width, 2 * picture.height);
}

function leaning(degrees: number, much: number): Alter {
  return (picture) => leaned(picture, degrees, much);
}
