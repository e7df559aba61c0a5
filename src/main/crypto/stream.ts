import { fail } from '../../shared/failure.ts';
import { pooledGcm } from './primitives.ts';

// STREAM, as age has it (Hoang, Reyhanitabar, Rogaway and Vizár, "Online authenticated encryption", 2015): chunks sealed one by one, each
// nonce its place and whether it is the last, so that none can be dropped, moved or cut off unseen (api.md, 6).

/** Bytes of plaintext in a chunk; only the last may be shorter. */
export const chunkSize = 256 * 1024;
const tag = 16;
/** Chunks under way at a time: memory stays some megabytes, and every core has work. */
const ahead = 8;

/** Seals what comes, in pieces of any size. The key is for this one file. */
export async function* sealStream(
  fileKey: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const gcm = await pooledGcm(fileKey);
  yield* inOrder(chunks(source, chunkSize), ({ bytes, index, last }) =>
    gcm.seal(nonceOf(index, last), bytes),
  );
}

/** The plaintext, chunk by chunk, each once it has been authenticated. `bad-input` where the rest was changed or cut off. */
export async function* openStream(
  fileKey: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const gcm = await pooledGcm(fileKey);
  yield* inOrder(chunks(source, chunkSize + tag), async ({ bytes, index, last }) => {
    // An empty chunk is the whole of an empty file, and of no other.
    const empty = bytes.length <= tag && index > 0;
    const opened = empty ? undefined : await gcm.open(nonceOf(index, last), bytes);
    return opened ?? fail({ code: 'bad-input', what: 'encrypted file', reason: 'it was changed or cut off' });
  });
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly last: boolean;
}

// A chunk is known to be the last only when nothing comes after it: one is always held back.
async function* chunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Chunk> {
  let filling = new Uint8Array(size);
  let filled = 0;
  let index = 0;
  for await (const piece of source) {
    for (let at = 0; at < piece.length; ) {
      if (filled === size) {
        yield { bytes: filling, index: index++, last: false };
        [filling, filled] = [new Uint8Array(size), 0];
      }
      const part = piece.subarray(at, at + size - filled);
      filling.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { bytes: filling.subarray(0, filled), index, last: true };
}

async function* inOrder(
  source: AsyncIterable<Chunk>,
  work: (chunk: Chunk) => Promise<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const under: Promise<Uint8Array>[] = [];
  for await (const chunk of source) {
    const done = work(chunk);
    // It is awaited later, or never where one before it fails.
    done.catch(() => undefined);
    under.push(done);
    if (under.length >= ahead) yield await (under.shift() as Promise<Uint8Array>);
  }
  while (under.length > 0) yield await (under.shift() as Promise<Uint8Array>);
}

// 11 bytes of place, most significant first, and 1 for the last chunk.
function nonceOf(index: number, last: boolean): Uint8Array {
  const nonce = Buffer.alloc(12);
  nonce.writeUIntBE(index, 5, 6);
  nonce[11] = last ? 1 : 0;
  return nonce;
}
