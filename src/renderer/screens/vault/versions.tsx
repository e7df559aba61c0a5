import { Columns2, EllipsisVertical, Eye, Flame, RotateCcw, Trash2, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { VersionChange } from '../../../shared/contract-versions.ts';
import { eventParts } from '../../../shared/secret-events.ts';
import type { SecretEvent, ShownSecret } from '../../../shared/secret-schema.ts';
import { IconButton } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { type Item, Menu } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { isUnnamed, personOf } from '../../stores/people.ts';
import { besideOf, historyOf, loadHistory, openCompare, useHistory } from '../../stores/versions.ts';
import { labelWithin } from '../../words/fields.ts';
import { moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './versions.module.css';

type Version = ShownSecret['versions'][number];
const text = words.detail;
const nothing = { changes: [], events: [] };

/** The history of a secret, newest first. */
export function Versions({ secret, readOnly }: { secret: ShownSecret; readOnly: boolean }) {
  const [open, setOpen] = useState(secret.current === 0);
  const history = useHistory();
  useEffect(() => {
    if (open) void loadHistory(secret);
  }, [open, secret]);
  const { changes, events } = history.of === historyOf(secret) ? history : nothing;
  return (
    <Disclosure title={text.versions} count={secret.versions.length} isOpen={open} onToggle={setOpen}>
      <ol className={styles.rows}>
        {newestFirst(secret.versions, events).map((row) =>
          'at' in row ? (
            <Event key={JSON.stringify(row)} event={row} />
          ) : (
            <li key={row.version} aria-current={row.version === secret.version ? 'true' : undefined}>
              <span className={styles.name}>{text.version(row.version)}</span>
              <time dateTime={new Date(row.created).toISOString()}>{moment(row.created)}</time>
              <span className={styles.state}>{stateOf(row, secret.current)}</span>
              <VersionMenu secret={secret} version={row} readOnly={readOnly} />
              <Changed change={changes.find((one) => one.version === row.version)} />
            </li>
          ),
        )}
      </ol>
    </Disclosure>
  );
}

/** Versions by their numbers, and each event before the first that is no later than it. */
function newestFirst(
  versions: readonly Version[],
  events: readonly SecretEvent[],
): (Version | SecretEvent)[] {
  const rows: (Version | SecretEvent)[] = versions.toReversed();
  for (const event of events) {
    const older = rows.findIndex((row) => ('at' in row ? row.at : row.created) <= event.at);
    rows.splice(older === -1 ? rows.length : older, 0, event);
  }
  return rows;
}

/** What was done between two versions. */
function Event({ event }: { event: SecretEvent }) {
  const parts = eventParts(event, words.versions.events);
  const by = event.by === undefined || isUnnamed(event.by) ? [] : [personOf(event.by) ?? event.by];
  if (parts.length === 0) return null;
  return (
    <li className={styles.event}>
      <p>{[...parts, ...by.map(words.versions.events.by)].join(' · ')}</p>
      <time dateTime={new Date(event.at).toISOString()}>{moment(event.at)}</time>
    </li>
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
