import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { bytesOf, newId } from '../testing/commits.ts';
import { indexLength, PackBuilder, readIndex } from './pack.ts';
import { readErrorCode, readListing } from './xml.ts';

function packOf(lengths: readonly number[]): { ids: ObjectId[]; bytes: Buffer } {
  const builder = new PackBuilder();
  const ids = lengths.map(() => newId());
  for (const [i, id] of ids.entries()) builder.add(id, bytesOf(id, lengths[i]));
  return { ids, bytes: builder.bytes() };
}

test('a pack tells from its end alone what is in it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 40 }), (lengths) => {
      const { ids, bytes } = packOf(lengths);
      const length = indexLength(bytes.subarray(-12)) ?? 0;
      const placed = readIndex(bytes.subarray(-length), bytes.length) ?? [];
      expect(placed.map(({ id }) => id)).toEqual(ids);
      for (const { id, at, length: size } of placed)
        expect(bytes.subarray(at, at + size).equals(bytesOf(id, size))).toBe(true);
    }),
  );
});

test('no changed bit and no cut of the list of a pack is taken for one', () => {
  const { bytes } = packOf([100, 0, 30]);
  const from = bytes.length - (indexLength(bytes) ?? 0);
  for (let at = from; at < bytes.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << bit);
      expect(readIndex(changed, changed.length), `byte ${at}, bit ${bit}`).toBeUndefined();
    }
  }
  for (let size = 0; size < bytes.length; size++)
    expect(readIndex(bytes.subarray(0, size), size), `${size} bytes`).toBeUndefined();
});

test('a listing is read with any key, and what is cut or none is told', () => {
  const xml = (rest: string) =>
    `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${rest}</ListBucketResult>`;
  const one =
    '<Contents><Key>a &amp; &lt;b&gt; &#x22;c&#34; ä&#128273;</Key><LastModified>2026-05-03T14:05:33.000Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>12</Size><Owner><ID>x</ID></Owner></Contents>';
  expect(readListing(xml(`<IsTruncated>false</IsTruncated>${one}`))).toEqual({
    objects: [{ key: 'a & <b> "c" ä🔑', size: 12, etag: 'abc', modified: Date.UTC(2026, 4, 3, 14, 5, 33) }],
  });
  const more = '<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>';
  expect(readListing(xml(more))).toEqual({ objects: [], next: 't' });
  const odd = [xml(one).slice(0, -5), '', '<html></html>', xml(one.replace('>12<', '>many<'))];
  expect(odd.map(readListing)).toEqual([undefined, undefined, undefined, undefined]);
  expect(readErrorCode('<Error><Code>SlowDown</Code></Error>')).toBe('SlowDown');
  expect(readErrorCode('<Error><Code>a b</Code></Error>')).toBe('');
});
