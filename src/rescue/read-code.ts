import { script } from './code-worker.ts?packed';
import { workerOf } from './worker.ts';

/** Sides that a picture is tried at: a large one is sharper when it is drawn smaller. */
const sides = [1_600, 1_000, 2_400, 700];
const most = 64_000_000;

/** The text of the square code in a picture; `undefined`: none is found. Nothing of it leaves the page. */
export async function readCode(file: Blob): Promise<string | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return undefined;
  }
  const worker = await workerOf(script);
  try {
    if (picture.width * picture.height > most) return undefined;
    for (const side of sides) {
      const drawn = draw(picture, Math.min(1, side / Math.max(picture.width, picture.height)));
      const found = drawn && (await decoded(worker, drawn));
      if (found !== undefined) return found;
    }
    return undefined;
  } finally {
    picture.close();
    worker.terminate();
  }
}

function draw(picture: ImageBitmap, scale: number): ImageData | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return undefined;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function decoded(worker: Worker, picture: ImageData): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string | undefined>) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(picture, [picture.data.buffer]);
  });
}
