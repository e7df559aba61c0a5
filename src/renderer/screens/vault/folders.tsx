import { ArrowLeft, ChevronRight, FileWarning, Folder as FolderIcon, Layers, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Collection, type Key, Tree, TreeItem, TreeItemContent } from 'react-aria-components';
import type { Folder } from '../../../shared/contract.ts';
import { IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { useNarrow } from '../../components/use-narrow.ts';
import * as actions from '../../stores/actions.ts';
import { expand, useFolders } from '../../stores/folders.ts';
import { type Place, useListing } from '../../stores/listing.ts';
import { showPane } from '../../stores/panes.ts';
import { words } from '../../words/words.ts';
import { goTo, spots } from './focus.ts';
import styles from './folders.module.css';

// No path starts with a slash: these two are no folder's.
const allKey = '/all';
const deletedKey = '/deleted';

/** The places that the list can look at: everything, one folder, what was deleted. */
export function Folders() {
  const { under, expanded, all, deleted, unread } = useFolders();
  const listing = useListing();
  const narrow = useNarrow();
  const back = () => goTo('list', 'list', 'search');
  const choose = async (keys: 'all' | Set<Key>) => {
    const [key] = keys === 'all' ? [] : keys;
    if (key === undefined || String(key).endsWith('/')) return;
    await actions.goTo(placeOf(String(key)));
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
        <div id={spots.folders}>
          <Tree
            aria-label={words.vault.folders}
            className={cx(styles.tree)}
            selectionMode="single"
            selectionBehavior="replace"
            disallowEmptySelection
            selectedKeys={[keyOf(listing)]}
            onSelectionChange={choose}
            expandedKeys={expanded}
            onExpandedChange={(keys) => void expand(new Set([...keys].map(String)))}
          >
            <Line id={allKey} name={words.vault.all} icon={<Layers aria-hidden />} count={all} />
            <Collection items={under.get('') ?? []} dependencies={[under]}>
              {(folder) => <FolderLine id={folder.path} folder={folder} under={under} />}
            </Collection>
            <Line
              id={deletedKey}
              name={words.vault.deleted}
              icon={<Trash2 aria-hidden />}
              count={deleted}
              apart
            />
          </Tree>
        </div>
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

interface LineProps {
  id: string;
  name: string;
  icon: ReactNode;
  count: number | undefined;
  apart?: boolean;
}

function Line({ id, name, icon, count, apart }: LineProps) {
  return (
    <TreeItem id={id} textValue={name} className={cx(styles.item, apart && styles.apart)}>
      <TreeItemContent>
        <Content name={name} icon={icon} count={count} />
      </TreeItemContent>
    </TreeItem>
  );
}

function Content(props: { name: string; icon: ReactNode; count: number | undefined; opens?: boolean }) {
  const { name, icon, count, opens } = props;
  return (
    <div className={styles.content}>
      {opens ? (
        <Button slot="chevron" className={cx(styles.chevron)}>
          <ChevronRight aria-hidden />
        </Button>
      ) : (
        <span className={styles.chevron} />
      )}
      {icon}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{words.number(count)}</span>}
    </div>
  );
}

// A row opens only if it has a row below it: until the real ones are there, one that says so. No
// path ends in a slash.
function notYet({ path, folders }: Folder): readonly Folder[] {
  return folders === 0 ? [] : [{ path: `${path}/`, name: words.vault.loading, secrets: 0, folders: 0 }];
}

function keyOf({ folder, deleted }: Place): string {
  if (deleted) return deletedKey;
  return folder === '' ? allKey : folder;
}

function placeOf(key: string): Place {
  return { folder: key.startsWith('/') ? '' : key, deleted: key === deletedKey };
}
