import { isUtf8 } from 'node:buffer';
import kdbxweb from 'kdbxweb';
import { equal, sha256 } from '../crypto/primitives.ts';
import type { Item, Reading, Source } from './entry.ts';
import { attachmentsOf } from './kdbx-attachments.ts';
import { entryOf } from './kdbx-entry.ts';
import { isTrue } from './kdbx-extras.ts';
import { entriesIn } from './kdbx-groups.ts';
import { type KdbxHeader, readHeader } from './kdbx-header.ts';
import { buffer, openPayload, type Payload } from './kdbx-payload.ts';
import { References } from './kdbx-references.ts';
import { refuse } from './refuse.ts';
import { bytesOfBase64, decodeXml } from './text.ts';
import { child, type Element, readXml } from './xml.ts';

/** A KeePass file, KDBX 3.1 or 4. What lies in its recycle bin is deleted here too. */
export async function readKdbx(source: Source): Promise<Reading> {
  const header = readHeader(source.bytes);
  const payload = await openPayload(header, source);
  const root = await readDatabase(payload);
  const isVouchedFor = checkHeader(header, source.bytes, child(child(root, 'Meta'), 'HeaderHash')?.text);
  return readRoot(root, payload.binaries, isVouchedFor);
}

/** KeePass's XML export: the same content, in the clear. */
export async function readKeePassXml({ bytes }: Source): Promise<Reading> {
  return readRoot(readXml(decodeXml(bytes)), [], true);
}

function readRoot(root: Element, binaries: readonly Uint8Array[], isVouchedFor: boolean): Reading {
  if (root.name !== 'KeePassFile') refuse('malformed', { part: 'xml' });
  const meta = child(root, 'Meta');
  const attachments = attachmentsOf(binaries, meta);
  const groups = child(root, 'Root')?.children.filter(({ name }) => name === 'Group') ?? [];
  const references = new References(groups);
  let done = 0;
  const items = function* (): Generator<Item> {
    if (!isVouchedFor) yield { kind: 'note', problem: { place: '', reason: 'no-header-hash' } };
    for (const found of entriesIn(groups, meta)) {
      if (found.kind === 'note') yield found;
      else {
        done += 1;
        yield* entryOf(found, { attachments, references });
      }
    }
  };
  return { items: items(), total: countOf(groups), done: () => done };
}

/**
 * Version 3 authenticates its header by a hash in the content. False: there is none to compare
 * with.
 */
function checkHeader({ major, length }: KdbxHeader, bytes: Uint8Array, kept: string | undefined): boolean {
  if (kept === undefined || kept === '') return major === 4;
  const hash = bytesOfBase64(kept);
  const isSame = hash !== undefined && equal(sha256(bytes.subarray(0, length)), hash);
  return isSame || refuse('malformed', { part: 'header' });
}

/**
 * The XML with every protected value unmasked: the mask is one stream over all of them, in the
 * order they stand in.
 */
async function readDatabase({ xml, stream }: Payload): Promise<Element> {
  const isKnown = stream.id === 2 || stream.id === 3;
  if (!isKnown) refuse('unknown-scheme', { part: 'inner-stream' });
  const mask = await kdbxweb.ProtectSaltGenerator.create(buffer(stream.key), stream.id);
  return readXml(decodeXml(xml), (element) => {
    if (element.name === 'Binary') toBase64(child(element, 'Value'));
    if (!isTrue(element.attributes.get('Protected'))) return;
    const value = bytesOfBase64(element.text) ?? refuse('malformed', { part: 'protected-value' });
    const salt = new Uint8Array(mask.getSalt(value.length));
    for (let i = 0; i < value.length; i++) value[i] = (value[i] ?? 0) ^ (salt[i] ?? 0);
    // What is no text stays base64.
    if (element.name === 'Value' && isUtf8(value)) element.text = value.toString('utf8');
    else {
      element.text = value.toString('base64');
      element.isBytes = true;
    }
  });
}

/**
 * An attachment that stands in its entry: its content is bytes, whether it reads as text or not.
 */
function toBase64(value: Element | undefined): void {
  if (value === undefined || value.isBytes || !isTrue(value.attributes.get('Protected'))) return;
  value.text = Buffer.from(value.text, 'utf8').toString('base64');
}

function countOf(groups: readonly Element[]): number {
  let count = 0;
  const open = [...groups];
  for (let group = open.pop(); group !== undefined; group = open.pop())
    for (const element of group.children) {
      if (element.name === 'Entry') count += 1;
      if (element.name === 'Group') open.push(element);
    }
  return count;
}
