import {
  ArrowLeft,
  CalendarClock,
  FileWarning,
  Folder as FolderIcon,
  FolderInput,
  Layers,
  Pencil,
  Star,
  Trash2,
} from 'lucide-react';
import { type DragEvent, type KeyboardEvent, type SyntheticEvent, useState } from 'react';
import { Collection, type Key, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { Folder } from '../../../shared/contract.ts';
import { type Facet, facetKey, facetOf } from '../../../shared/facet.ts';
import { folderOf } from '../../../shared/path.ts';
import { facetGroups } from '../../../shared/rows.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import type { Item } from '../../components/menu.tsx';
import { MenuAt, type Spot } from '../../components/menu-at.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import * as actions from '../../stores/actions.ts';
import { meant } from '../../stores/chosen.ts';
import { ask } from '../../stores/dialog.ts';
import { expand, useFolders } from '../../stores/folders.ts';
import { type Place, useListing } from '../../stores/listing.ts';
import { showPane } from '../../stores/panes.ts';
import { pickForFolder } from '../../stores/picking.ts';
import { useSession } from '../../stores/session.ts';
import * as several from '../../stores/several.ts';
import { words } from '../../words/words.ts';
import { GroupLine, groupKey, groupOf, keepGroups, toggleGroup } from './facet-groups.tsx';
import { goTo, spots } from './focus.ts';
import styles from './folders.module.css';
import { Content, Line } from './place-line.tsx';
import { draggedSecrets } from './row-menu.tsx';

// No path starts with a slash: these are no folder's.
const allKey = '/all';
const deletedKey = '/deleted';
const favourites: Facet = { is: 'favourite' };
const due: Facet = { is: 'due' };

/** The places that the list can look at: everything, one folder, what was deleted. */
export function Folders({ readOnly }: { readOnly: boolean }) {
  const { under, expanded, all, facets, deleted, unread } = useFolders();
  // Not the whole listing: each move of its cursor would draw all folders anew.
  const here = useListing(keyOf);
  const atDue = useListing(({ facet }) => isDue(facet));
  const openGroups = useSession(({ preferences }) => preferences?.openGroups) ?? [];
  const narrow = useNarrow();
  const back = () => goTo('list', 'list', 'search');
  const [menu, setMenu] = useState<{ folder: string; secrets: number; at: Spot }>();
  const openMenu = (event: SyntheticEvent, at: Spot) => {
    const folder = folderAt(event.target);
    const found = folder === undefined ? undefined : findFolder(under, folder);
    if (readOnly || found === undefined) return;
    event.preventDefault();
    setMenu({ folder: found.path, secrets: found.secrets, at });
  };
  const press = (event: KeyboardEvent) => {
    const folder = folderAt(event.target);
    const found = folder === undefined ? undefined : findFolder(under, folder);
    if (readOnly || found === undefined) return;
    const { left, bottom } = (event.target as HTMLElement).getBoundingClientRect();
    if (event.key === 'F2') pickForFolder('rename-folder', found.path);
    else if (event.key === 'Delete') void deleteFolder(found.path, found.secrets);
    else if (isMenuKey(event)) openMenu(event, { x: left + 32, y: bottom });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const over = (event: DragEvent) => {
    const into = dropAt(event);
    mark(into === undefined ? undefined : rowOf(event.target));
    if (into === undefined) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'move';
  };
  const drop = (event: DragEvent) => {
    const into = dropAt(event);
    mark(undefined);
    if (into === undefined) return;
    event.preventDefault();
    void several.move(meant(), into);
  };
  const choose = async (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    if (key === undefined) return;
    const group = groupOf(String(key));
    if (group !== undefined) return toggleGroup(group);
    const place = placeOf(String(key));
    if (place === undefined) return;
    await actions.goTo(place);
    showPane('list');
  };
  return (
    <div data-of="folders" className={styles.folders} {...(narrow && { role: 'main' })}>
      <nav aria-label={words.vault.folders}>
        <div className={styles.header}>
          <IconButton label={words.actions.back} onPress={back}>
            <ArrowLeft aria-hidden />
          </IconButton>
          <h2>{words.vault.folders}</h2>
        </div>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the tree in it takes the keys. */}
        <div
          id={spots.folders}
          onContextMenu={(event) => openMenu(event, { x: event.clientX, y: event.clientY })}
          onKeyDownCapture={press}
          onDragOver={over}
          onDragLeave={() => mark(undefined)}
          onDrop={drop}
        >
          <Tree
            aria-label={words.vault.folders}
            className={cx(styles.tree)}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[here]}
            onSelectionChange={choose}
            expandedKeys={[...expanded, ...openGroups.map(groupKey)]}
            onExpandedChange={(keys) => openAll([...keys].map(String))}
          >
            <Line id={allKey} name={words.vault.all} icon={<Layers aria-hidden />} count={all} />
            <Line
              id={facetKey(favourites)}
              name={words.list.places.favourites}
              icon={<Star aria-hidden />}
              count={facets?.favourites}
            />
            {((facets?.due ?? 0) > 0 || atDue) && (
              <Line
                id={facetKey(due)}
                name={words.list.places.due}
                icon={<CalendarClock aria-hidden />}
                count={facets?.due}
              />
            )}
            <Collection items={under.get('') ?? []} dependencies={[under]}>
              {(folder) => <FolderLine id={folder.path} folder={folder} under={under} />}
            </Collection>
            {facetGroups.map((group) => (
              <GroupLine key={group} group={group} facets={facets} />
            ))}
            <Line
              id={deletedKey}
              name={words.vault.deleted}
              icon={<Trash2 aria-hidden />}
              count={deleted}
              apart
            />
          </Tree>
        </div>
        {menu && (
          <MenuAt
            label={words.list.folderMenu(menu.folder)}
            items={folderItems(menu.folder, menu.secrets)}
            at={menu.at}
            onClose={() => setMenu(undefined)}
          />
        )}
        {unread > 0 && (
          <p className={styles.unread}>
            <FileWarning aria-hidden />
            {words.vault.foldersUnread(unread)}
          </p>
        )}
      </nav>
    </div>
  );
}

interface FolderLineProps {
  id: string;
  folder: Folder;
  under: ReadonlyMap<string, readonly Folder[]>;
}

function FolderLine({ id, folder, under }: FolderLineProps) {
  return (
    <TreeItem id={id} textValue={folder.name} hasChildItems={folder.folders > 0} className={cx(styles.item)}>
      <TreeItemContent>
        {({ hasChildItems }) => (
          <Content
            name={folder.name}
            icon={<FolderIcon aria-hidden />}
            count={folder.secrets}
            opens={hasChildItems}
          />
        )}
      </TreeItemContent>
      <Collection items={under.get(folder.path) ?? notYet(folder)} dependencies={[under]}>
        {(inner) => <FolderLine id={inner.path} folder={inner} under={under} />}
      </Collection>
    </TreeItem>
  );
}

// A row opens only if it has a row below it: until the real ones are there, one that says so. No
// path ends in a slash.
function notYet({ path, folders }: Folder): readonly Folder[] {
  return folders === 0 ? [] : [{ path: `${path}/`, name: words.vault.loading, secrets: 0, folders: 0 }];
}

function keyOf({ folder, deleted, facet }: Place): string {
  if (deleted) return deletedKey;
  if (facet !== undefined) return facetKey(facet);
  return folder === '' ? allKey : folder;
}

// Of a row that says that more is on its way there is none.
function placeOf(key: string): Place | undefined {
  const facet = facetOf(key);
  if (facet !== undefined) return { folder: '', deleted: false, facet };
  if (key === deletedKey || key === allKey) return { folder: '', deleted: key === deletedKey };
  return key.endsWith('/') ? undefined : { folder: key, deleted: false };
}

/** Opens and closes folders and groups. */
function openAll(keys: readonly string[]): void {
  void expand(new Set(keys.filter((key) => groupOf(key) === undefined)));
  keepGroups(facetGroups.filter((group) => keys.includes(groupKey(group))));
}

function isDue(facet: Facet | undefined): boolean {
  return facet !== undefined && facetKey(facet) === facetKey(due);
}

function folderItems(folder: string, secrets: number): Item[] {
  return [
    {
      id: 'rename',
      label: words.list.renameMenu,
      icon: <Pencil aria-hidden />,
      shortcut: 'F2',
      run: () => pickForFolder('rename-folder', folder),
    },
    {
      id: 'move',
      label: words.list.move,
      icon: <FolderInput aria-hidden />,
      run: () => pickForFolder('move-folder', folder),
    },
    {
      id: 'delete',
      label: words.list.delete,
      icon: <Trash2 aria-hidden />,
      danger: true,
      line: true,
      run: () => void deleteFolder(folder, secrets),
    },
  ];
}

async function deleteFolder(folder: string, secrets: number): Promise<void> {
  const { title, text } = words.list.deleteFolder;
  const question = { title: title(folder, secrets), text, yes: words.list.delete, no: words.actions.cancel };
  if (await ask({ ...question, danger: true })) await several.removeFolder(folder, secrets);
}

function isMenuKey({ key, shiftKey }: KeyboardEvent): boolean {
  return key === 'ContextMenu' || (key === 'F10' && shiftKey);
}

function rowOf(target: EventTarget): HTMLElement | undefined {
  return (target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null) ?? undefined;
}

/** The folder whose row this is; `undefined`: of no folder. */
function folderAt(target: EventTarget): string | undefined {
  const key = rowOf(target)?.dataset['key'];
  return key === undefined || key.startsWith('/') || key.endsWith('/') ? undefined : key;
}

function findFolder(under: ReadonlyMap<string, readonly Folder[]>, path: string): Folder | undefined {
  return under.get(folderOf(path))?.find((folder) => folder.path === path);
}

/** Where what is dragged would go: a folder, or '' for none; `undefined`: nowhere. */
function dropAt(event: DragEvent): string | undefined {
  if (!event.dataTransfer.types.includes(draggedSecrets)) return undefined;
  return rowOf(event.target)?.dataset['key'] === allKey ? '' : folderAt(event.target);
}

let marked: HTMLElement | undefined;

/** Shows where a drop would go. React Aria draws the rows: the mark is no state of theirs. */
function mark(row: HTMLElement | undefined): void {
  if (marked === row) return;
  marked?.removeAttribute('data-takes');
  row?.setAttribute('data-takes', '');
  marked = row;
}
