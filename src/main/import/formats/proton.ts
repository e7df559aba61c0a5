import { ArchiveFiles } from '../archive-files.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { type Unpacked, unzip } from '../zip.ts';
import { ownField, protonContent } from './proton-content.ts';

/** A JSON export of Proton Pass. */
export function readProton(source: Source): Reading {
  return readVaults(parseObject(decodeText(source.bytes)), new ArchiveFiles(new Map()));
}

/** The ZIP export: the same JSON, and the files beside it. */
export function readProtonZip({ bytes }: Source): Reading {
  const all = unzip(bytes);
  const data = find(all, '.json');
  const isFile = (path: string) => !path.endsWith('data.json');
  if (data !== undefined) return readVaults(parseObject(decodeText(data)), new ArchiveFiles(all, isFile));
  return find(all, '.pgp')
    ? refuse('foreign', { program: 'Proton Pass', isEncrypted: true })
    : refuse('malformed');
}

function find(all: Unpacked, ending: string): Uint8Array | undefined {
  return [...all].find(([path]) => path.endsWith(`data${ending}`))?.[1];
}

function readVaults(root: Members, files: ArchiveFiles): Reading {
  const vaults = root.inner('vaults');
  const all = vaults.names().flatMap((name) => {
    const vault = vaults.inner(name);
    const ways = foldersOf(vault);
    return vault.list('items').map((item) => ({ item, vault: vault.text('name'), ways }));
  });
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const vault of vaults.names().map((name) => vaults.inner(name)))
      if (vault.text('description') !== '')
        yield { kind: 'note', problem: { place: vault.text('name'), reason: 'left-out', losses: ['notes'] } };
    for (const { item, vault, ways } of all) {
      done += 1;
      const folder = ways.get(item.text('folderId')) ?? [];
      yield* entryOf(
        item,
        [vault, ...folder].filter((name) => name !== ''),
        files,
      ).items();
    }
    yield* files.left();
  };
  return { items: withEmptyFolders(items(), waysIn(vaults)), total: all.length, done: () => done };
}

/** Vaults, and the folders in them. */
function waysIn(vaults: Members): readonly (readonly string[])[] {
  const all = vaults.names().map((name) => vaults.inner(name));
  return all.flatMap((vault) =>
    [[], ...foldersOf(vault).values()].map((way) =>
      [vault.text('name'), ...way].filter((name) => name !== ''),
    ),
  );
}

/** The way to each folder of a vault. */
function foldersOf(vault: Members): ReadonlyMap<string, readonly string[]> {
  const all = new Map(
    vault
      .list('folders')
      .map((one) => [one.text('folderId'), { name: one.text('name'), parent: one.text('parentFolderId') }]),
  );
  const wayOf = (id: string, deep = 0): readonly string[] => {
    const folder = all.get(id);
    return folder === undefined || deep > 100 ? [] : [...wayOf(folder.parent, deep + 1), folder.name];
  };
  return new Map([...all.keys()].map((id) => [id, wayOf(id)]));
}

function entryOf(item: Members, folders: readonly string[], files: ArchiveFiles): Draft {
  const data = item.inner('data');
  const metadata = data.inner('metadata');
  const draft = new Draft(item.text('itemId'), folders, metadata.text('name'));
  if (item.isTrue('pinned')) draft.about.favourite = true;
  if (item.text('state') === '2') draft.about.deleted = true;
  const created = timeOf(item.text('createTime'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('modifyTime'));
  protonContent(data.inner('content'), draft);
  draft.add('alias', item.text('aliasEmail'));
  draft.add('notes', metadata.text('note'), 'note');
  for (const field of data.list('extraFields')) ownField(field, draft);
  for (const app of data.inner('platformSpecific').inner('android').list('allowedApps')) {
    draft.add('url', `androidapp://${app.text('packageName')}`, 'url');
    app.drop('hashes', 'appName');
  }
  for (const name of item.texts('files')) draft.attach(nameOf(name), fileOf(files, name));
  metadata.drop('itemUuid');
  data.drop('type');
  item.drop(
    'shareId',
    'contentFormatVersion',
    'revision',
    'revisionTime',
    'lastUseTime',
    'flags',
    'shareCount',
  );
  return draft.rest(item);
}

function fileOf(files: ArchiveFiles, name: string): Uint8Array | undefined {
  const wanted = `/${name.replace(/[/\\]/g, '_')}`;
  return files.take(name, (path) => path.endsWith(wanted));
}

/** A file's own name, without the number that keeps it apart from others: `scan.1a2b3c.pdf`. */
function nameOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}
