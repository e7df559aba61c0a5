import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from './entry.ts';
import { readKeePassXml } from './kdbx.ts';
import { partsOf } from './kdbx-groups.ts';
import { collect } from './testing/collect.ts';
import { XmlScan } from './xml.ts';

interface Node {
  readonly name: string;
  readonly parts: readonly (Node | string)[];
}

const leaf = (name: string, text: string): Node => ({ name, parts: [text] });
const id = (n: number) => leaf('UUID', Buffer.alloc(16, n).toString('base64'));
const text = (key: string, value: string): Node => ({
  name: 'String',
  parts: [leaf('Key', key), leaf('Value', value)],
});

/** A database in the order that KeePass writes: two groups, one in the other, and a bin. */
function sample(): Node {
  const entry = (n: number, notes = ''): Node => ({
    name: 'Entry',
    parts: [
      id(n),
      text('Title', `entry ${n}`),
      text('Notes', notes),
      { name: 'History', parts: [{ name: 'Entry', parts: [id(n), text('Password', `old ${n}`)] }] },
    ],
  });
  const group = (n: number, name: string, ...inner: Node[]): Node => ({
    name: 'Group',
    parts: [id(n), leaf('Name', name), leaf('Notes', `about ${name}`), ...inner],
  });
  const outer = group(101, 'outer', entry(1, '{REF:T@I:03030303030303030303030303030303}'), entry(2));
  const inner = group(102, 'inner', entry(3), entry(4));
  const bin = group(103, 'bin', entry(5), group(104, 'in the bin', entry(6)));
  const whole: Node = { ...outer, parts: [...outer.parts, inner] };
  const root = { name: 'Root', parts: [group(100, 'Root', entry(7), whole, bin)] };
  const meta = leaf('RecycleBinUUID', Buffer.alloc(16, 103).toString('base64'));
  return { name: 'KeePassFile', parts: [{ name: 'Meta', parts: [meta] }, root] };
}

function xmlOf({ name, parts }: Node, ordered: (parts: Node['parts']) => Node['parts']): string {
  const inner = ordered(parts).map((part) => (typeof part === 'string' ? part : xmlOf(part, ordered)));
  return `<${name}>${inner.join('')}</${name}>`;
}

const read = async (xml: string): Promise<Item[]> =>
  collect(await readKeePassXml({ name: 'a.xml', bytes: new Uint8Array(Buffer.from(xml)) }));
/** In an order of their own: entries and notes come as they are known. */
const sorted = (items: readonly Item[]) => items.map((item) => JSON.stringify(item)).sort();
const inOrder = xmlOf(sample(), (parts) => parts);

test('whatever order an XML has its elements in, the same comes of it', async () => {
  const usual = await read(inOrder);
  expect(usual.filter(({ kind }) => kind === 'entry')).toHaveLength(7);
  // Two folders and the group in the bin have notes, and so has the root; one reference was replaced.
  expect(usual.filter(({ kind }) => kind === 'note')).toHaveLength(5);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(), { minLength: 30, maxLength: 30 }), async (keys) => {
      let at = 0;
      const mixed = xmlOf(sample(), (parts) => {
        const keyed = parts.map((part) => [keys[at++ % keys.length] ?? 0, part] as const);
        return keyed.sort(([a], [b]) => a - b).map(([, part]) => part);
      });
      expect(sorted(await read(mixed))).toEqual(sorted(usual));
    }),
    { numRuns: 200 },
  );
});

test('nothing that was handed over is held', () => {
  const scan = new XmlScan([inOrder]);
  let handed = 0;
  for (const { kind } of partsOf(scan)) if (kind === 'found') handed += 1;
  expect(handed).toBe(7);
  expect(JSON.stringify(scan.root)).not.toMatch(/"name":"(?:Entry|Meta)"/);
});

test('entries are counted without their older versions', async () => {
  const { total, done, items } = await readKeePassXml({ name: 'a.xml', bytes: Buffer.from(inOrder) });
  expect(total).toBe(7);
  for (const _ of items);
  expect(done()).toBe(7);
});
