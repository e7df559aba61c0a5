/// <reference lib="webworker" />
import decodeQR from 'qr/decode.js';

// Finds the square code in a picture; in a worker, as it takes seconds where there is none.
addEventListener('message', ({ data }: MessageEvent<ImageData>) => {
  try {
    postMessage(decodeQR(data));
  } catch {
    postMessage(undefined);
  }
});
