import { Columns2, EllipsisVertical, Eye, Flame, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VersionChange } from '../../../shared/contract-versions.ts';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { IconButton } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { type Item, Menu } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { besideOf, historyOf, loadHistory, openCompare, useHistory } from '../../stores/versions.ts';
import { labelWithin } from '../../words/fields.ts';
import { moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './versions.module.css';

type Version = ShownSecret['versions'][number];
const text = words.detail;

/** The history of a secret, newest first. */
export function Versions({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const [open, setOpen] = useState(secret.current === 0);
  const history = useHistory();
  useEffect(() => {
    if (open) void loadHistory(secret);
  }, [open, secret]);
  const changes = history.of === historyOf(secret) ? history.changes : [];
  const newestFirst = secret.versions.toReversed();
  return (
    <Disclosure title={text.versions} count={secret.versions.length} isOpen={open} onToggle={setOpen}>
      <ol className={styles.rows}>
        {newestFirst.map((version) => (
          <li key={version.version} aria-current={version.version === secret.version ? 'true' : undefined}>
            <span className={styles.name}>{text.version(version.version)}</span>
            <time dateTime={new Date(version.created).toISOString()}>{moment(version.created)}</time>
            <span className={styles.state}>{stateOf(version, secret.current)}</span>
            <VersionMenu secret={secret} version={version} readOnly={readOnly} />
            <Changed change={changes.find((one) => one.version === version.version)} />
          </li>
        ))}
      </ol>
    </Disclosure>
  );
}

const fates = ['changed', 'added', 'removed'] as const;

/** What a version changed, in a line. */
function Changed({ change }: { change: VersionChange | undefined }) {
  if (change === undefined) return null;
  const { fields, reordered, against, version } = change;
  const parts = fates.flatMap((fate) => {
    const names = fields.filter((one) => one.fate === fate).map(({ name }) => labelWithin(name));
    return names.length > 0 ? [words.versions.told[fate](names)] : [];
  });
  const renamed = fields.flatMap(({ name, was }) =>
    was === undefined ? [] : [words.versions.told.renamed(labelWithin(was), labelWithin(name))],
  );
  const all = [...parts, ...renamed, ...(reordered ? [words.versions.told.reordered] : [])];
  const since = against === version - 1 ? [] : [words.versions.told.since(against)];
  return (
    <p className={styles.changed}>
      {[...(all.length > 0 ? all : [words.versions.told.nothing]), ...since].join(' · ')}
    </p>
  );
}

function VersionMenu(props: { secret: ShownSecret; version: Version; readOnly: boolean }) {
  const items = itemsOf(props.secret, props.version, props.readOnly);
  const label = text.actionsOf(props.version.version);
  return (
    <Menu label={label} items={items}>
      <IconButton label={label} tooltip={false} isDisabled={items.length === 0}>
        <EllipsisVertical aria-hidden />
      </IconButton>
    </Menu>
  );
}

function itemsOf(secret: ShownSecret, { version, deleted, destroyed }: Version, readOnly: boolean): Item[] {
  const { path, current } = secret;
  if (destroyed) return [];
  const live = !isPast(deleted);
  const items: (Item & { when: boolean })[] = [
    {
      id: 'view',
      label: text.view,
      icon: <Eye aria-hidden />,
      when: live && version !== secret.version,
      run: () => void actions.open(path, version === current ? undefined : version),
    },
    {
      id: 'compare',
      label: words.versions.compare,
      icon: <Columns2 aria-hidden />,
      when: live && besideOf(secret, version) !== undefined,
      run: () => void openCompare(secret, version),
    },
    {
      id: 'restore',
      label: text.restore,
      icon: <RotateCcw aria-hidden />,
      when: live && version !== current && !readOnly,
      run: () => void actions.rollback(path, version),
    },
    {
      id: 'undelete',
      label: text.undeleteVersion,
      icon: <Undo2 aria-hidden />,
      when: !live && !readOnly,
      run: () => void actions.undelete(path, [version]),
    },
    {
      id: 'delete',
      label: text.deleteVersion,
      icon: <Trash2 aria-hidden />,
      when: live && !readOnly,
      run: () => void actions.removeVersion(path, version),
    },
    {
      id: 'destroy',
      label: text.destroyVersion,
      icon: <Flame aria-hidden />,
      danger: true,
      line: true,
      when: !readOnly,
      run: () => void actions.destroy(path, [version]),
    },
  ];
  return items.filter((item) => item.when);
}

function stateOf(version: Version, current: number): string {
  if (version.destroyed) return text.stateDestroyed;
  if (isPast(version.deleted)) return text.stateDeleted;
  if (version.deleted !== undefined) return text.expires(moment(version.deleted));
  return version.version === current ? text.current : '';
}

/** True where a version counts as deleted by now. */
export function isPast(time: number | undefined): boolean {
  return time !== undefined && time <= Date.now();
}
