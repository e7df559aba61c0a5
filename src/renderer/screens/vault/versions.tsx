import { EllipsisVertical, Eye, Flame, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ShownSecret } from '../../../shared/secret-schema.ts';
import { IconButton } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { type Item, Menu } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './versions.module.css';

type Version = ShownSecret['versions'][number];
const text = words.detail;

/** The history of a secret, newest first. */
export function Versions({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const [open, setOpen] = useState(secret.current === 0);
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
          </li>
        ))}
      </ol>
    </Disclosure>
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
