import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { contentIn } from './content.ts';
import { pathsIn, unzip } from './zip.ts';

const utf8 = (text: string) => new Uint8Array(Buffer.from(text));
const two = () => Buffer.from(zipSync({ 'a.txt': utf8('a'.repeat(500)), 'b.txt': utf8('bb') }));

function refusalOf(bytes: Uint8Array, wants?: (path: string) => boolean): Failure | undefined {
  try {
    unzip(bytes, wants);
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}
const refused = (reason: string) => ({ code: 'import-refused', reason, part: 'compressed-content' });

/** Where each record of the list at the end begins. */
function recordsOf(zip: Buffer): number[] {
  const places: number[] = [];
  for (let at = zip.indexOf('PK\x01\x02'); at !== -1; at = zip.indexOf('PK\x01\x02', at + 1)) places.push(at);
  return places;
}
const changed = (zip: Buffer, change: (bytes: Buffer, records: number[]) => void) => {
  change(zip, recordsOf(zip));
  return zip;
};

test('what is packed comes back, whatever its name: dots, slashes, letters without a mark', async () => {
  const names = ['../../etc/passwd', '/absolute', 'C:\\x', './a', 'ü/ß', 'constructor'];
  const zip = Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, utf8(name)]))));
  const texts = (found: ReadonlyMap<string, Uint8Array>) =>
    new Map([...found].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
  expect(texts(unzip(zip))).toEqual(new Map(names.map((name) => [name, name])));
  expect(await pathsIn(contentIn(zip))).toEqual(names);
  // Some programs write UTF-8 and do not say so.
  for (const at of recordsOf(zip)) zip.writeUInt16LE(zip.readUInt16LE(at + 8) & ~0x800, at + 8);
  expect(texts(unzip(zip))).toEqual(new Map(names.map((name) => [name, name])));
});

test('a link is no file, and a folder neither', () => {
  const zip = changed(two(), (bytes, [, b = 0]) => bytes.writeUInt32LE(0o120777 * 2 ** 16, b + 38));
  expect([...unzip(zip).keys()]).toEqual(['a.txt']);
  expect([...unzip(zipSync({ 'x/': new Uint8Array(), 'x/y': utf8('1') })).keys()]).toEqual(['x/y']);
});

test.each<[string, string, () => Uint8Array]>([
  [
    'two files have one path',
    'malformed',
    () => Buffer.from(two().toString('latin1').replaceAll('b.txt', 'a.txt'), 'latin1'),
  ],
  [
    'a path is one that no object can have',
    'malformed',
    () =>
      Buffer.from(
        Buffer.from(zipSync({ __prot0__: utf8('x') }))
          .toString('latin1')
          .replaceAll('__prot0__', '__proto__'),
        'latin1',
      ),
  ],
  [
    'two files lie in one place',
    'malformed',
    () =>
      changed(
        Buffer.from(
          zipSync(
            {
              a: new Uint8Array(Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7919) % 251))),
              b: utf8('b'),
            },
            { level: 0 },
          ),
        ),
        (bytes, [a = 0, b = 0]) => bytes.copy(bytes, b + 16, a + 16, a + 28),
      ),
  ],
  [
    'a size is less than there is',
    'malformed',
    () => changed(two(), (bytes, [a = 0]) => bytes.writeUInt32LE(499, a + 24)),
  ],
  [
    'a size is more than there is',
    'malformed',
    () => changed(two(), (bytes, [a = 0]) => bytes.writeUInt32LE(501, a + 24)),
  ],
  [
    'a checksum is another',
    'malformed',
    () => changed(two(), (bytes, [a = 0]) => bytes.writeUInt32LE(1, a + 16)),
  ],
  [
    'the list is not where the end says',
    'malformed',
    () => changed(two(), (bytes) => bytes.writeUInt32LE(7, bytes.length - 6)),
  ],
  ['the end is cut off', 'malformed', () => two().subarray(0, -5)],
  [
    'it would unpack to more than 1 GiB',
    'too-large',
    () => changed(two(), (bytes, [a = 0]) => bytes.writeUInt32LE(2 ** 30, a + 24)),
  ],
  [
    'its sizes are said elsewhere (zip64), and are lies',
    'too-large',
    () => changed(two(), (bytes, [a = 0]) => bytes.writeUInt32LE(0xffffffff, a + 24)),
  ],
  [
    'its list is said to lie elsewhere (zip64)',
    'too-large',
    () => changed(two(), (bytes) => bytes.writeUInt32LE(0xffffffff, bytes.length - 6)),
  ],
])('it is refused, and nothing unpacked, when %s', (_, reason, zip) => {
  expect(refusalOf(zip())).toEqual(refused(reason));
});

test('a small ZIP of many files that each unpack to much is refused before it is unpacked', () => {
  const files = Object.fromEntries(Array.from({ length: 130 }, (_, i) => [`${i}`, new Uint8Array(100)]));
  const bomb = changed(Buffer.from(zipSync(files)), (bytes, records) => {
    for (const at of records) bytes.writeUInt32LE(8 * 1024 ** 2, at + 24);
  });
  const before = process.memoryUsage().arrayBuffers;
  expect(refusalOf(bomb)).toEqual(refused('too-large'));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100 * 1024 ** 2);
  // Whatever of it is asked for.
  expect(refusalOf(bomb, (path) => path === '1')).toEqual(refused('too-large'));
});

test('a ZIP inside a ZIP is a file like any other: it is not opened', () => {
  const inner = zipSync({ x: utf8('x') });
  expect([...unzip(zipSync({ 'inner.zip': inner }))]).toEqual([['inner.zip', inner]]);
});

test('one with too many files is refused', () => {
  const end = Buffer.alloc(22);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50);
  const list = Buffer.concat(Array.from({ length: 100_001 }, () => record));
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(100_001 & 0xffff, 10);
  end.writeUInt32LE(list.length, 12);
  expect(refusalOf(Buffer.concat([list, end]))).toEqual(refused('too-large'));
});
