import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { aesGcmOpen, aesGcmSeal, random, secretKey } from './primitives.ts';
import { chunkSize, openStream, sealStream } from './stream.ts';

async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function collect(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of stream) all.push(piece);
  return Buffer.concat(all);
}
const key = random(32);
const seal = (bytes: Uint8Array, size = 65_536) => collect(sealStream(key, pieces(bytes, size)));
const open = (bytes: Uint8Array, size = 65_536, with_ = key) =>
  collect(openStream([with_], pieces(bytes, size)));
const refused = (bytes: Uint8Array, with_ = key) =>
  open(bytes, 65_536, with_).then(
    () => 'opened',
    (error) => failureOf(error)?.code,
  );

describe('an encrypted stream', () => {
  it('comes back whole, whatever its length and the pieces it came in', async () => {
    const lengths = [0, 1, chunkSize - 1, chunkSize, chunkSize + 1, 2 * chunkSize, 11 * chunkSize + 7];
    for (const length of lengths) {
      const bytes = Buffer.from(random(length));
      const sealed = await seal(bytes, 70_001);
      expect(sealed.length).toBe(length + 16 * Math.max(1, Math.ceil(length / chunkSize)));
      expect((await open(sealed, 99_991)).equals(bytes)).toBe(true);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          expect([...(await open(await seal(bytes, size), size))]).toEqual([...bytes]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is what api.md says: each chunk by its place, and 1 for the last', async () => {
    const bytes = random(chunkSize + 5);
    const sealed = await seal(bytes);
    const first = sealed.subarray(0, chunkSize + 16);
    const last = Buffer.from('0000000000000000000000' + '00', 'hex');
    expect(aesGcmOpen(secretKey(key), last, new Uint8Array(), first)).toEqual(bytes.slice(0, chunkSize));
    const second = Buffer.from('0000000000000000000001' + '01', 'hex');
    expect(aesGcmOpen(secretKey(key), second, new Uint8Array(), sealed.subarray(chunkSize + 16))).toEqual(
      bytes.slice(chunkSize),
    );
  });

  it('is refused when it was cut off at a chunk, lengthened, turned round or altered', async () => {
    const sealed = await seal(random(3 * chunkSize));
    const chunk = chunkSize + 16;
    const [a, b, c] = [0, 1, 2].map((n) => sealed.subarray(n * chunk, (n + 1) * chunk)) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    for (const bad of [
      Buffer.concat([a, b]),
      Buffer.concat([a, b, c, c]),
      Buffer.concat([b, a, c]),
      Buffer.concat([a, c]),
      Buffer.concat([sealed, Buffer.alloc(16)]),
      sealed.subarray(0, sealed.length - 1),
      Buffer.alloc(0),
    ])
      expect(await refused(bad)).toBe('bad-input');
    for (const at of [0, chunk - 1, chunk, sealed.length - 1]) {
      const altered = Buffer.from(sealed);
      altered[at] = (altered[at] ?? 0) ^ 1;
      expect(await refused(altered)).toBe('bad-input');
    }
    expect(await refused(sealed, random(32))).toBe('bad-input');
    expect(await refused(sealed)).toBe('opened');
  });

  it('is refused when an empty chunk follows others, which no seal makes', async () => {
    const nonce = (index: number, last: number) => Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, index, last);
    const of = (at: Uint8Array, bytes: Uint8Array) => aesGcmSeal(secretKey(key), at, new Uint8Array(), bytes);
    const whole = of(nonce(0, 0), random(chunkSize));
    expect(await refused(Buffer.concat([whole, of(nonce(1, 1), new Uint8Array(1))]))).toBe('opened');
    expect(await refused(Buffer.concat([whole, of(nonce(1, 1), new Uint8Array())]))).toBe('bad-input');
  });

  it('has chunks of one mebibyte, as api.md says', () => expect(chunkSize).toBe(1_048_576));

  it('opens with whichever of several keys it was sealed, and with none of others', async () => {
    const bytes = Buffer.from(random(2 * chunkSize + 5));
    const sealed = await seal(bytes);
    const with_ = (...keys: Uint8Array[]) => collect(openStream(keys, pieces(sealed, 65_536)));
    expect((await with_(random(32), key, random(32))).equals(bytes)).toBe(true);
    await expect(with_(random(32), random(32))).rejects.toThrow('bad-input');
    await expect(with_()).rejects.toThrow('bad-input');
  });
});
