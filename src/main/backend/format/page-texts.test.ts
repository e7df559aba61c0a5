import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectId } from '../../../shared/brand.ts';
import { pathFault } from '../../../shared/path.ts';
import { padJson } from '../../crypto/padding.ts';
import type { Entry } from './entry.ts';
import { entryIn, pageText, parsePage } from './page.ts';
import { PageTexts } from './page-texts.ts';

const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom('a', '"', '\\', '\\"', '{"path":"a",', '},{"path":"a"', ']}', '"path":"a"', '😀', 'é'),
);
const entry = fc.record({
  path: nasty.filter((path) => pathFault(path) === undefined),
  name: nasty,
  value: nasty,
  tag: nasty,
  key: nasty,
});
const stored = ({
  path,
  name,
  value,
  tag,
  key,
}: typeof entry extends fc.Arbitrary<infer T> ? T : never): Entry =>
  ({
    path,
    created: 1,
    updated: 2,
    newest: 1,
    indexed: 1,
    tags: [tag],
    custom: [[key, value]],
    fields: [{ name, type: 'text', value }],
    versions: [{ n: 1, created: 1, ref: { id: '0'.repeat(32) as ObjectId, term: 1 } }],
  }) as unknown as Entry;

describe('one entry read off the text of its page', () => {
  it('is what a parse of the whole page gives, whatever stands in it', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 8 }),
        nasty,
        (all, other) => {
          const text = padJson(pageText(new Map(all.map((one) => [one.path, stored(one)]))));
          const page = parsePage(JSON.parse(Buffer.from(text).toString()));
          for (const { path } of all) {
            expect(entryIn(text, path)).toEqual(page.get(path));
            found += 1;
          }
          if (!page.has(other)) expect(entryIn(text, other)).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(300);
  });

  it('is left to that parse where a later build wrote it in an order of its own', () => {
    const own = { created: 1, path: 'a', fields: [], versions: [] };
    const nested = { path: 'b', x: [{ y: 1 }, { path: 'c', z: 2 }], fields: [], versions: [] };
    const text = Buffer.from(JSON.stringify({ entries: [own, nested] }));
    expect(['a', 'b', 'c'].map((path) => entryIn(text, path))).toEqual([undefined, undefined, undefined]);
  });
});

describe('texts of pages', () => {
  const id = (n: number) => String(n) as ObjectId;
  it('are kept within their bound, those longest unread go first, and what goes is wiped', () => {
    const texts = new PageTexts(30);
    const all = [1, 2, 3, 4].map((n) => Buffer.alloc(10, n));
    for (const n of [1, 2, 3]) texts.keep(id(n), all[n - 1] as Buffer);
    expect(texts.get(id(1))?.[0]).toBe(1);
    texts.keep(id(4), all[3] as Buffer);
    expect([1, 2, 3, 4].map((n) => texts.get(id(n))?.[0])).toEqual([1, undefined, 3, 4]);
    expect(all[1]).toEqual(Buffer.alloc(10));
    texts.clear();
    expect(all.every((text) => text.every((byte) => byte === 0))).toBe(true);
    expect(texts.get(id(1))).toBeUndefined();
  });

  it('that are too long for all of it are not kept', () => {
    const texts = new PageTexts(30);
    texts.keep(id(1), Buffer.alloc(31, 1));
    expect(texts.get(id(1))).toBeUndefined();
    texts.keep(id(2), Buffer.alloc(30, 1));
    expect(texts.get(id(2))?.length).toBe(30);
  });
});
