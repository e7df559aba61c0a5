import { Draft } from '../draft.ts';
import type { ParsedVersion, Reading, Source } from '../entry.ts';
import { typeOfKey } from '../json.ts';
import { Members, parseObject, textOfJson } from '../json-tree.ts';
import { baseName, decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { readingOf } from './codes.ts';

/** What `vault kv get -format=json` and `bao kv get` print: one secret, named by the file. */
export function readVaultKv({ bytes, name }: Source): Reading {
  const version = versionOf(parseObject(decodeText(bytes)));
  return readingOf([version], () => {
    const draft = new Draft('', [], baseName(name, '.json')).whole();
    if (version.isGone) draft.about.deleted = true;
    return draftOf(draft, version);
  });
}

/**
 * A mount of a server, as the command line fetched it: each secret with what the server answered for
 * its versions, oldest first.
 */
export function readVaultMount({ bytes }: Source): Reading {
  return readingOf(parseObject(decodeText(bytes)).list('vaultMount'), (one) => {
    const path = one.text('path');
    const way = path.split('/').filter((part) => part !== '');
    const draft = new Draft(path, way.slice(0, -1), way.at(-1) ?? '');
    const folder = path.endsWith('/') ? { isFolder: true as const } : {};
    if (one.isTrue('unfit')) return draft.refuse({ reason: 'unfit', ...folder });
    const forbidden = one.text('forbidden');
    if (forbidden === 'all') return draft.refuse({ reason: 'may-not-read', ...folder });
    if (forbidden === 'history') draft.note({ reason: 'newest-alone' });
    return secretOf(
      draft,
      one.texts('answers').map((text) => versionOf(parseObject(text))),
    );
  });
}

/** The newest version that has data is the secret; those before it are its history. */
function secretOf(draft: Draft, versions: readonly Version[]): Draft {
  const there = versions.filter(({ isGone }) => !isGone);
  const newest = there.at(-1);
  if (newest === undefined) return draft.refuse({ reason: 'deleted-there' });
  const gone = versions.length - there.length;
  if (gone > 0) draft.note({ reason: 'versions-gone', count: gone });
  if (versions.at(-1)?.isGone) draft.about.deleted = true;
  draft.earlier(there.slice(0, -1).map((version) => stateOf(version)));
  return draftOf(draft, newest);
}

interface Version {
  readonly data: Members;
  readonly metadata: Members;
  readonly isSecond: boolean;
  /** It was deleted or destroyed: the server gives none of its data. */
  readonly isGone: boolean;
}

/** The first engine answers with the data alone, the second with what it knows of them beside it. */
function versionOf(root: Members): Version {
  const outer = root.inner('data');
  const isSecond = outer.peek('metadata') instanceof Members && outer.names().includes('data');
  if (!isSecond) return { data: outer, metadata: new Members([]), isSecond, isGone: false };
  const [data, metadata] = [outer.inner('data'), outer.inner('metadata')];
  return { data, metadata, isSecond, isGone: !(outer.peek('data') instanceof Members) };
}

function draftOf(draft: Draft, version: Version): Draft {
  const { at, fields } = stateOf(version);
  for (const { name, type, value } of fields) draft.keep(name, value, type);
  draft.changed = at;
  for (const { name, value } of version.metadata.inner('custom_metadata').takeRest())
    draft.add(`metadata: ${name}`, value);
  return draft;
}

function stateOf({ data, metadata }: Version): ParsedVersion {
  const at = timeOf(metadata.text('created_time'));
  const fields = data
    .entries()
    .map(([name, value]) => ({ name, type: typeOfKey(name), value: textOfJson(value) }));
  return { ...(at !== undefined && { at }), fields };
}
