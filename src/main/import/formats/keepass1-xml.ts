import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { bytesOfBase64, decodeXml } from '../text.ts';
import { timeInUtc } from '../times.ts';
import { child, type Element, readXml } from '../xml.ts';
import { readingOf } from './codes.ts';

/** The XML export of KeePass 1. */
export function readKeePass1Xml({ bytes }: Source): Reading {
  const root = readXml(decodeXml(bytes));
  return readingOf(
    root.children.filter(({ name }) => name === 'pwentry'),
    draftOf,
  );
}

function draftOf(entry: Element): Draft {
  const text = (name: string) => child(entry, name)?.text ?? '';
  const group = child(entry, 'group');
  const above = group?.attributes.get('tree') ?? '';
  const folders = [...above.split('\\'), group?.text ?? ''].filter((name) => name !== '');
  const draft = new Draft(text('uuid'), folders, text('title'));
  if (folders[0] === 'Backup') draft.about.deleted = true;
  const created = timeInUtc(text('creationtime'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeInUtc(text('lastmodtime'));
  const expiry = child(entry, 'expiretime');
  const expires = expiry?.attributes.get('expires') === 'true' ? timeInUtc(expiry.text) : undefined;
  if (expires !== undefined) draft.about.expires = expires;
  draft.add('username', text('username')).add('password', text('password'), 'secret');
  draft.add('url', text('url'), 'url').add('notes', text('notes'), 'note');
  if (text('attachdesc') !== '') draft.attach(text('attachdesc'), bytesOfBase64(text('attachment')));
  return draft;
}
