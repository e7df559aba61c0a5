import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ObjectId } from '../../../../shared/brand.ts';
import { padJson } from '../../../crypto/padding.ts';
import { unwipedAfter } from '../../../crypto/testing/secrets.ts';
import { wipe } from '../../../crypto/wipe.ts';
import { ObjectBatch } from '../../../store/object-batch.ts';
import { PlainTexts } from './plain.ts';

const idOf = (n: number) => n.toString(16).padStart(32, '0') as ObjectId;

it('gives back what was added and not taken out again, each padded as it would be alone, batch after batch', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.nat(300_000).map((length) => 'é'.repeat(length)),
  );
  const batch = fc.array(fc.tuple(text, fc.boolean()), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(batch, { maxLength: 3 }), (batches) => {
      const plain = new PlainTexts();
      for (const texts of batches) {
        for (const [i, [one]] of texts.entries()) plain.add(idOf(i), one);
        for (const [i, [, out]] of texts.entries()) if (out) expect(plain.delete(idOf(i))).toBe(true);
        for (const [i, [one, out]] of texts.entries())
          expect(plain.text(idOf(i))?.trimEnd()).toBe(out ? undefined : one.trimEnd());
        const { ids, lengths, plain: bytes } = plain.take();
        const found = [...new ObjectBatch(ids, lengths, bytes)].map(([id, one]) => [id, Buffer.from(one)]);
        const wanted = texts.flatMap(([one, out], i) => (out ? [] : [[idOf(i), Buffer.from(padJson(one))]]));
        expect(found).toEqual(wanted);
        expect([plain.size, plain.text(idOf(0)), plain.delete(idOf(0))]).toEqual([0, undefined, false]);
      }
    }),
    { numRuns: 30 },
  );
});

it('keeps nothing of a batch that was taken, nor where it lay before the buffer grew', async () => {
  const left = await unwipedAfter(() => {
    const texts = new PlainTexts();
    for (let n = 0; n < 300; n++) texts.add(idOf(n), 'x'.repeat(1_000));
    wipe(texts.take().plain);
  });
  expect(left).toEqual([]);
});
