import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { equalised, type Grey, halved, scaled, sharpened, stretched } from './pixels.ts';
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
  const pixels = new Uint32Array(data.length);
  for (let at = 0; at < data.length; at++) pixels[at] = ((data[at] as number) * 0x01_01_01) | 0xff_00_00_00;
  // The decoder looks for these three alone; Node has no ImageData.
  const image = { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: 'srgb' };
  return decode(image);
}

async function decode(source: Parameters<typeof readBarcodes>[0]): Promise<string[]> {
  await prepareDecoder();
  const found = await readBarcodes(source, options);
  return found.filter(({ isValid, text }) => isValid && text !== '').map(({ text }) => text);
}

/** What a picture that gives nothing is turned into, in this order; each was measured by bench/scan.bench.ts. */
export const retries: readonly ((picture: Grey) => Grey)[] = [
  (picture) => sharpened(stretched(picture), 3, 3),
  halved,
  (picture) => {
    const { width, height } = picture;
    const isLarge = width * height > doubling;
    return equalised(isLarge ? picture : scaled(picture, 2 * width, 2 * height), isLarge ? 12 : 24);
  },
];

/** Texts of the first altered copy in which there are any. */
export async function decodeAltered(picture: Grey): Promise<string[]> {
  for (const alter of retries) {
    const texts = await decodeGrey(alter(picture));
    if (texts.length > 0) return texts;
  }
  return [];
}
