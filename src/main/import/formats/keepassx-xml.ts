import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { bytesOfBase64, decodeXml } from '../text.ts';
import { timeInUtc } from '../times.ts';
import { child, type Element, readXml } from '../xml.ts';
import { readingOf } from './codes.ts';

interface Placed {
  readonly entry: Element;
  readonly folders: readonly string[];
}

/** The XML export of KeePassX 0.4: groups in groups. */
export function readKeePassXXml({ bytes }: Source): Reading {
  // A document type without anything in it stands before the root; a note's lines are tags.
  const text = decodeXml(bytes)
    .replace(/<!DOCTYPE KEEPASSX_DATABASE>/, '')
    .replace(/<br\s*\/>/g, '\n');
  return readingOf([...entriesIn(readXml(text), [])], draftOf);
}

function* entriesIn(group: Element, folders: readonly string[]): Generator<Placed> {
  for (const one of group.children)
    if (one.name === 'entry') yield { entry: one, folders };
    else if (one.name === 'group') yield* entriesIn(one, [...folders, child(one, 'title')?.text ?? '']);
}

const known = new Set(['title', 'username', 'password', 'url', 'comment', 'icon', 'creation', 'lastaccess']);
for (const name of ['lastmod', 'expire', 'bin', 'bindesc']) known.add(name);

function draftOf({ entry, folders }: Placed): Draft {
  const text = (name: string) => child(entry, name)?.text ?? '';
  const names = folders.filter((name) => name !== '');
  const id = [...names, text('title'), text('username')].join('/');
  const draft = new Draft(id, names, text('title'));
  // Where KeePassX puts what was deleted.
  if (names[0] === 'Backup') draft.about.deleted = true;
  const [created, expires] = [timeInUtc(text('creation')), timeInUtc(text('expire'))];
  if (created !== undefined) draft.about.created = created;
  if (expires !== undefined) draft.about.expires = expires;
  draft.changed = timeInUtc(text('lastmod'));
  draft.add('username', text('username')).add('password', text('password'), 'secret');
  draft.add('url', text('url'), 'url').add('notes', text('comment'), 'note');
  if (text('bindesc') !== '') draft.attach(text('bindesc'), bytesOfBase64(text('bin')));
  for (const one of entry.children) if (!known.has(one.name)) draft.add(one.name, one.text, 'secret');
  return draft;
}
