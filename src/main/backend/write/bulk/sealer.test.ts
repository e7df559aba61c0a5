import { setImmediate as breathe } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ObjectId } from '../../../../shared/brand.ts';
import { ObjectBatch } from '../../../store/object-batch.ts';
import { Keyring, newObjectId } from '../../format/keyring.ts';
import { bitsOf } from '../../format/page.ts';
import { PlainTexts } from './plain.ts';
import { Sealer } from './sealer.ts';

const keys = Keyring.make('0123456789abcdef0123456789abcdef', 1);
let thread: Sealer;

beforeEach(async () => {
  thread = new Sealer(keys.task('version', 1));
  while (!thread.ready) await breathe();
});
afterEach(() => thread.close());

function unsealedOf(texts: readonly string[], paths: readonly string[] = []) {
  const ids = texts.map(newObjectId);
  const plain = new PlainTexts();
  for (const [i, text] of texts.entries()) plain.add(ids[i] as ObjectId, text);
  return { ids, unsealed: { ...plain.take(), paths } };
}

it('seals what opens under the same id, kind and term, and nowhere else', async () => {
  const texts = [...Array(300).keys()].map((n) => JSON.stringify({ n, text: 'é'.repeat(n) }));
  const { ids, unsealed } = unsealedOf(texts);
  const parts = await thread.seal(unsealed);
  const sealed = [...new ObjectBatch(parts.ids, parts.lengths, parts.bytes)];
  expect(sealed.map(([id]) => id)).toEqual(ids);
  const opened = sealed.map(([id, bytes]) => keys.open('version', { id, term: 1 }, bytes));
  expect(opened).toEqual(texts.map((text) => JSON.parse(text)));
  const [, first] = sealed[0] ?? expect.unreachable();
  expect(() => keys.open('page', { id: ids[0] as ObjectId, term: 1 }, first)).toThrow('damaged');
  expect(() => keys.open('version', { id: ids[1] as ObjectId, term: 1 }, first)).toThrow('damaged');
});

it('uses a fresh nonce for every object', async () => {
  const { unsealed } = unsealedOf(Array(200).fill('{}'));
  const { ids, lengths, bytes } = await thread.seal(unsealed);
  const nonces = [...new ObjectBatch(ids, lengths, bytes)].map(([, one]) =>
    Buffer.from(one.subarray(0, 12)).toString('hex'),
  );
  expect(new Set(nonces).size).toBe(200);
});

it('gives the addresses of paths as the keyring does, and keeps nothing that it was given', async () => {
  const paths = ['prod/db/orders', 'grüße/日本', 'a'];
  const { unsealed } = unsealedOf(['{}'], paths);
  const { addresses } = await thread.seal(unsealed);
  const bits = paths.map((_, i) => bitsOf(addresses.subarray(8 * i, 8 * i + 8)));
  expect(bits).toEqual(paths.map((path) => keys.bits(path)));
  expect(unsealed.plain.length).toBe(0);
});

it('refuses what it had not yet sealed when it ends', async () => {
  const { unsealed } = unsealedOf(Array(50_000).fill('{}'));
  const sealed = expect(thread.seal(unsealed)).rejects.toThrow('internal');
  await thread.close();
  await sealed;
  expect(thread.ready).toBe(false);
});
