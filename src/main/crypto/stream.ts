import { fail } from '../../shared/failure.ts';
import { aesGcmSeal, type Key, pooledGcm } from './primitives.ts';

// STREAM, as age has it (Hoang, Reyhanitabar, Rogaway and Vizár, "Online authenticated encryption",
// 2015): chunks sealed one by one, each nonce its place and whether it is the last, so that none
// can be dropped, moved or cut off unseen (api.md, 6).

/** Bytes of plaintext in a chunk; only the last may be shorter. */
export const chunkSize = 1024 * 1024;
const tag = 16;
/** Chunks under way at a time: memory stays some megabytes, and every core has work. */
const ahead = 6;

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

/**
 * The plaintext, chunk by chunk, each once it has been authenticated: by the first of the keys that
 * fits. `bad-input` where the rest was changed or cut off.
 */
export async function* openStream(
  fileKeys: readonly Uint8Array[],
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const gcms = await Promise.all(fileKeys.map(pooledGcm));
  let fitting: Promise<PooledGcm | undefined> | undefined;
  yield* inOrder(chunks(source, chunkSize + tag), async ({ bytes, index, last }) => {
    // An empty chunk is the whole of an empty file, and of no other.
    const empty = bytes.length <= tag && index > 0;
    fitting ??= fittingOf(gcms, nonceOf(index, last), bytes);
    const gcm = empty ? undefined : await fitting;
    const opened = await gcm?.open(nonceOf(index, last), bytes);
    return opened ?? fail({ code: 'bad-input', what: 'encrypted-file', reason: 'changed' });
  });
}

/** The same of bytes that are all there: the sealed chunks. */
export function* sealChunks(fileKey: Key, bytes: Uint8Array): Generator<Uint8Array> {
  const count = Math.max(1, Math.ceil(bytes.length / chunkSize));
  for (let index = 0; index < count; index++) {
    const chunk = bytes.subarray(index * chunkSize, (index + 1) * chunkSize);
    yield aesGcmSeal(fileKey, nonceOf(index, index === count - 1), nothing, chunk);
  }
}

const nothing = new Uint8Array();

/**
 * Opens single chunks of a file, each known by its place; `undefined` where one does not
 * authenticate there.
 */
export async function chunkOpener(
  fileKey: Uint8Array,
): Promise<(chunk: Chunk) => Promise<Uint8Array | undefined>> {
  const gcm = await pooledGcm(fileKey);
  return ({ bytes, index, last }) => gcm.open(nonceOf(index, last), bytes);
}

type PooledGcm = Awaited<ReturnType<typeof pooledGcm>>;

// As good as always there is one key, and nothing to find out.
async function fittingOf(gcms: readonly PooledGcm[], nonce: Uint8Array, bytes: Uint8Array) {
  if (gcms.length < 2) return gcms[0];
  for (const gcm of gcms) if ((await gcm.open(nonce, bytes)) !== undefined) return gcm;
  return undefined;
}

export interface Chunk {
  readonly bytes: Uint8Array;
  readonly index: number;
  readonly last: boolean;
}

// A chunk is known to be the last only when nothing comes after it: one is always held back.
async function* chunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Chunk> {
  let held: Uint8Array[] = [];
  let room = size;
  let index = 0;
  for await (const piece of source) {
    let rest = piece;
    while (rest.length > room) {
      const bytes = joined([...held, rest.subarray(0, room)]);
      yield { bytes, index: index++, last: false };
      rest = rest.subarray(room);
      [held, room] = [[], size];
    }
    held.push(rest);
    room -= rest.length;
  }
  yield { bytes: joined(held), index, last: true };
}

// What comes in pieces of a chunk's own size is not copied.
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only = new Uint8Array(), ...others] = parts.filter((part) => part.length > 0);
  return others.length === 0 ? only : Buffer.concat([only, ...others]);
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
