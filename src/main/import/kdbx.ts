import { isUtf8 } from 'node:buffer';
import { equal, sha256 } from '../crypto/primitives.ts';
import type { Item, Reading, Source } from './entry.ts';
import { attachmentsOf } from './kdbx-attachments.ts';
import { entryOf } from './kdbx-entry.ts';
import { isTrue, leftOut, lossesOfMeta } from './kdbx-extras.ts';
import { type FoundEntry, partsOf } from './kdbx-groups.ts';
import { readHeader } from './kdbx-header.ts';
import { type Mask, maskOf } from './kdbx-mask.ts';
import { openPayload } from './kdbx-payload.ts';
import { References } from './kdbx-references.ts';
import type { Context } from './kdbx-version.ts';
import { refuse } from './refuse.ts';
import { bytesOfBase64, decodedXml } from './text.ts';
import { child, type Element, XmlScan } from './xml.ts';

/** The content of a database, to be read as often as it takes. */
interface Database {
  readonly xml: Uint8Array;
  readonly binaries: readonly Uint8Array[];
  /** A new one for each reading. */
  readonly mask?: () => Mask;
  /** False: the hash of the header is missing. Refuses where it is another one. */
  readonly isVouchedFor: (hash: string) => boolean;
}

/** A KeePass file, KDBX 3.1 or 4. What lies in its recycle bin is deleted here too. */
export async function readKdbx(source: Source): Promise<Reading> {
  const header = readHeader(source.bytes);
  const { major, length } = header;
  const hash = sha256(source.bytes.subarray(0, length));
  const { xml, stream, binaries } = await openPayload(header, source);
  const mask = () => maskOf(stream);
  // Before anybody waits for it: what it is made from may be of no kind that is known.
  mask();
  // Version 3 authenticates its header by a hash in the content.
  const isVouchedFor = (kept: string) => {
    if (kept === '') return major === 4;
    const found = bytesOfBase64(kept);
    return (found !== undefined && equal(hash, found)) || refuse('malformed', { part: 'header' });
  };
  return begun(readingOf({ xml, binaries, mask, isVouchedFor }));
}

/** KeePass's XML export: the same content, in the clear. */
export async function readKeePassXml({ bytes }: Source): Promise<Reading> {
  return begun(readingOf({ xml: bytes, binaries: [], isVouchedFor: () => true }));
}

function readingOf(database: Database): Reading {
  let done = 0;
  const items = function* (): Generator<Item> {
    const references = new References(() => entriesOf(database));
    let context: Context | undefined;
    for (const found of partsOf(scanOf(database))) {
      if (found.kind === 'meta') {
        const { meta } = found;
        context = { attachments: attachmentsOf(database.binaries, meta), references };
        if (!database.isVouchedFor(child(meta, 'HeaderHash')?.text ?? ''))
          yield { kind: 'note', problem: { place: '', reason: 'no-header-hash' } };
        const left = leftOut(lossesOfMeta(meta));
        if (left !== undefined) yield { kind: 'note', problem: { place: '', ...left } };
      } else if (found.kind === 'note') yield found;
      else if (context !== undefined) {
        done += 1;
        yield* entryOf(found, context);
      }
    }
  };
  return { items: items(), total: countOf(database.xml), done: () => done };
}

/** Reads up to the first item: what is wrong with the file as a whole shows there. */
function begun({ items, ...reading }: Reading): Reading {
  const rest = items[Symbol.iterator]();
  const first = rest.next();
  const all = function* () {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.iterator]: () => rest };
  };
  return { ...reading, items: all() };
}

function* entriesOf(database: Database): Generator<FoundEntry> {
  for (const found of partsOf(scanOf(database))) if (found.kind === 'found') yield found;
}

/**
 * Every protected value comes unmasked: the mask is one stream over all of them, in the order they
 * stand in.
 */
function scanOf({ xml, mask }: Database): XmlScan {
  const pieces = decodedXml(xml);
  if (mask === undefined) return new XmlScan(pieces);
  const next = mask();
  return new XmlScan(pieces, (element) => unmask(element, next));
}

function unmask(element: Element, mask: Mask): void {
  if (element.name === 'Binary') toBase64(child(element, 'Value'));
  if (!isTrue(element.attributes.get('Protected'))) return;
  const value = bytesOfBase64(element.text) ?? refuse('malformed', { part: 'protected-value' });
  const salt = mask(value.length);
  for (let i = 0; i < value.length; i++) value[i] = (value[i] ?? 0) ^ (salt[i] ?? 0);
  // What is no text stays base64.
  if (element.name === 'Value' && isUtf8(value)) element.text = value.toString('utf8');
  else {
    element.text = value.toString('base64');
    element.isBytes = true;
  }
}

/**
 * An attachment that stands in its entry: its content is bytes, whether it reads as text or not.
 */
function toBase64(value: Element | undefined): void {
  if (value === undefined || value.isBytes || !isTrue(value.attributes.get('Protected'))) return;
  value.text = Buffer.from(value.text, 'utf8').toString('base64');
}

/** The entries of a database without their older versions, as far as its bytes show them. */
function countOf(xml: Uint8Array): number {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.length);
  let count = 0;
  let older = bytes.indexOf('<History>');
  for (let at = bytes.indexOf('<Entry>'); at !== -1; at = bytes.indexOf('<Entry>', at + 1)) {
    if (older === -1 || at < older) {
      count += 1;
      continue;
    }
    at = bytes.indexOf('</History>', older);
    if (at === -1) return count;
    older = bytes.indexOf('<History>', at);
  }
  return count;
}
