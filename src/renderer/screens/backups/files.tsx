import { Archive, EllipsisVertical } from 'lucide-react';
import { useEffect } from 'react';
import type { ListedBackup } from '../../../shared/contract-backups.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { FileRow, FileRows } from '../../components/file-row.tsx';
import { type Item, Menu } from '../../components/menu.tsx';
import { Reading } from '../../components/reading.tsx';
import { loadFiles, show, useBackups } from '../../stores/backups.ts';
import { useSession } from '../../stores/session.ts';
import { failureText } from '../../words/failures.ts';
import { ago, moment, size } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.list;

/** The vault files of a folder of backups, newest first. */
export function Files({ destination }: { destination: string }) {
  const { overview, files, failure } = useBackups();
  const locked = useSession((session) => session.state?.vault !== 'open');
  const folder = overview?.destinations.find(({ id }) => id === destination)?.folder ?? '';
  useEffect(() => void loadFiles(destination), [destination]);
  return (
    <Reading title={text.title(folder)} lead={locked ? text.locked : undefined}>
      {failure && <FailureNote failure={failure} />}
      {!files && !failure && <p className={styles.soft}>{words.backups.loading}</p>}
      {files?.length === 0 && (
        <Empty icon={<Archive aria-hidden />} title={words.backups.place.none} text={text.none} />
      )}
      {files && files.length > 0 && (
        <FileRows label={text.files}>
          {files.map((file) => (
            <Line key={file.name} backup={file} locked={locked} />
          ))}
        </FileRows>
      )}
    </Reading>
  );
}

function Line({ backup, locked }: { backup: ListedBackup; locked: boolean }) {
  const { time, failure, foreign, ours } = backup;
  const when = moment(time);
  const strange = foreign ? text.foreign : ours ? undefined : text.notOurs;
  const fault = failure ? failureText(failure).what : strange;
  return (
    <FileRow name={when} note={noteOf(backup)} fault={fault}>
      {!failure && (
        <Button
          size="small"
          aria-label={locked ? text.restoreOf(when) : text.lookInto(when)}
          onPress={() => show({ at: locked ? 'restore' : 'look', backup })}
        >
          {locked ? text.restore : text.look}
        </Button>
      )}
      {!failure && (
        <Menu label={text.more(when)} items={itemsOf(backup, locked)}>
          <IconButton label={text.more(when)} tooltip={false}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        </Menu>
      )}
    </FileRow>
  );
}

function itemsOf(backup: ListedBackup, locked: boolean): Item[] {
  const verify: Item = { id: 'verify', label: text.verify, run: () => show({ at: 'verify', backup }) };
  if (locked) return [verify];
  return [verify, { id: 'restore', label: text.restore, run: () => show({ at: 'restore', backup }) }];
}

function noteOf(backup: ListedBackup): string {
  const { revision, bytes, name, failure } = backup;
  const known = [
    ...(revision === undefined ? [] : [words.backups.revision(revision)]),
    ...(bytes > 0 ? [size(bytes)] : []),
  ];
  return [...known, ...(failure ? [name] : [checked(backup)])].join(' · ');
}

function checked({ provenAt, comparedAt }: ListedBackup): string {
  if (provenAt !== undefined) return text.proven(ago(provenAt, Date.now()));
  return comparedAt === undefined ? text.unproven : text.compared(ago(comparedAt, Date.now()));
}
