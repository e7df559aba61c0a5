import kdbxweb from 'kdbxweb';
import type { Item, Reading, Source } from './entry.ts';
import { type Attachments, attachmentsOf } from './kdbx-attachments.ts';
import { entryOf } from './kdbx-entry.ts';
import { readHeader } from './kdbx-header.ts';
import { buffer, openPayload, type Payload } from './kdbx-payload.ts';
import { refuse } from './refuse.ts';
import { decodeText } from './text.ts';
import { child, type Element, readXml } from './xml.ts';

/** A KeePass file, KDBX 3.1 or 4. The recycle bin is a folder like any other, as KeePassXC shows it. */
export async function readKdbx(source: Source): Promise<Reading> {
  const payload = await openPayload(readHeader(source.bytes), source);
  const root = await readDatabase(payload);
  if (root.name !== 'KeePassFile') refuse('malformed', 'XML');
  const attachments = attachmentsOf(payload.binaries, child(root, 'Meta'));
  const groups = child(root, 'Root')?.children.filter(({ name }) => name === 'Group') ?? [];
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const group of groups)
      for (const item of read(group, [], attachments)) {
        if (item.kind === 'entry') done += 1;
        yield item;
      }
  };
  const total = groups.reduce((sum, group) => sum + count(group), 0);
  return { items: items(), total, done: () => done };
}

/** The XML with every protected value unmasked: the mask is one stream over all of them, in the order they stand in. */
async function readDatabase({ xml, stream }: Payload): Promise<Element> {
  const isKnown = stream.id === 2 || stream.id === 3;
  if (!isKnown) refuse('unknown-format', 'inner stream');
  const mask = await kdbxweb.ProtectSaltGenerator.create(buffer(stream.key), stream.id);
  return readXml(decodeText(xml), (element) => {
    if (element.attributes.get('Protected')?.toLowerCase() !== 'true') return;
    const value = Buffer.from(element.text, 'base64');
    const salt = new Uint8Array(mask.getSalt(value.length));
    for (let i = 0; i < value.length; i++) value[i] = (value[i] ?? 0) ^ (salt[i] ?? 0);
    element.text = value.toString(element.name === 'Value' ? 'utf8' : 'base64');
  });
}

// The root group is the database itself; its name is no folder.
function* read(group: Element, folders: readonly string[], attachments: Attachments): Generator<Item> {
  for (const element of group.children) {
    if (element.name === 'Entry') yield* entryOf(element, folders, attachments);
    if (element.name !== 'Group') continue;
    yield* read(element, [...folders, child(element, 'Name')?.text ?? ''], attachments);
  }
}

function count(group: Element): number {
  return group.children.reduce(
    (sum, { name }, i) =>
      sum + (name === 'Entry' ? 1 : name === 'Group' ? count(group.children[i] as Element) : 0),
    0,
  );
}
