import { expect, it } from 'vitest';
import { bytesOf, rowsOn } from '../../../shared/pages/carve.ts';

// As SQLite writes numbers, in three bytes.
function varint(n: number): number[] {
  return [0x80 | (n >> 14), 0x80 | ((n >> 7) & 0x7f), n & 0x7f];
}

// One row of the table `objects`: 16 bytes of id, `length` of a blob, all in the page.
function row(length: number): Buffer {
  const header = Buffer.from([5, 44, ...varint(12 + 2 * length)]);
  const record = Buffer.concat([header, Buffer.alloc(16, 7), Buffer.alloc(length, 9)]);
  return Buffer.concat([Buffer.from([...varint(record.length), 1]), record]);
}

function pageOf(pointers: (i: number) => number, count: number): Buffer {
  const page = Buffer.alloc(65_536);
  page[0] = 0x0d;
  page.writeUInt16BE(count, 3);
  for (let i = 0; i < count; i++) page.writeUInt16BE(pointers(i), 8 + 2 * i);
  return page;
}

it('takes a row once, however often a page points to it', () => {
  const page = pageOf(() => 65_000, 30_000);
  row(40).copy(page, 65_000);
  expect(rowsOn(page, 2)).toHaveLength(1);
});

it('takes no rows that together are longer than their page', () => {
  const page = pageOf((i) => 10_000 + 100 * i, 50);
  // Each lies within the one before.
  for (let i = 0; i < 50; i++) row(40_000).copy(page, 10_000 + 100 * i);
  expect(rowsOn(page, 2)).toHaveLength(1);
});

it('follows no chain that comes back to itself', async () => {
  const page = Buffer.alloc(512);
  page.writeUInt32BE(3, 100);
  const next = Buffer.alloc(512);
  next.writeUInt32BE(3, 0);
  let reads = 0;
  const payload = { page: 2, offset: 0, length: 10_000_000, local: 100 };
  const read = (number: number) => {
    reads += 1;
    return number === 2 ? page : next;
  };
  expect(await bytesOf({ rowid: 1, payload, skip: 0, length: 9_000_000 }, read)).toBeUndefined();
  expect(reads).toBe(2);
});
