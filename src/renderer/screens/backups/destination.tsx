import { CircleCheck, EllipsisVertical, TriangleAlert } from 'lucide-react';
import type { BackupDestination, BackupsOverview } from '../../../shared/contract-backups.ts';
import { sentences } from '../../../shared/words/failure-text.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { Counting } from '../../components/working.tsx';
import { cancelBackup, removeFolder, runBackup, show } from '../../stores/backups.ts';
import { ask } from '../../stores/dialog.ts';
import { destinationTrouble } from '../../words/backup-failures.ts';
import { ago, moment } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';

const text = words.backups.place;

interface Props {
  destination: BackupDestination;
  /** The backup that goes there right now. */
  running: BackupsOverview['running'];
  /** True while a backup goes anywhere. */
  busy: boolean;
  /** True for the only one. */
  only: boolean;
}

/** A folder that backups go to: the newest there, what is proven of it, and what is wrong. */
export function Destination({ destination, running, busy, only }: Props) {
  const { id, folder, present } = destination;
  return (
    <li className={styles.place}>
      <div className={styles.placeHead}>
        <h4>{folder}</h4>
        <Menu
          label={text.more(folder)}
          items={[{ id: 'remove', label: text.remove, run: () => void remove(destination) }]}
        >
          <IconButton label={text.more(folder)} tooltip={false}>
            <EllipsisVertical aria-hidden />
          </IconButton>
        </Menu>
      </div>
      <Newest destination={destination} />
      <Trouble destination={destination} />
      {destination.sameDisk && <p className={styles.soft}>{text.sameDisk}</p>}
      {/* By their keys: a press that began on one button must not end on the other in its place. */}
      {running ? (
        <div key="running" className={styles.running}>
          <Counting label={text.working} progress={running} figure={text.figure} />
          <Button size="small" onPress={cancelBackup}>
            {words.actions.cancel}
          </Button>
        </div>
      ) : (
        <div key="actions" className={styles.placeActions}>
          <Button
            size="small"
            kind={only ? 'primary' : 'plain'}
            isDisabled={busy}
            aria-label={text.runIn(folder)}
            onPress={() => void runBackup(id)}
          >
            {text.run}
          </Button>
          <Button
            size="small"
            kind="quiet"
            isDisabled={!present}
            aria-label={text.listOf(folder)}
            onPress={() => show({ at: 'list', destination: id })}
          >
            {text.list}
          </Button>
        </div>
      )}
    </li>
  );
}

function Newest({ destination: { last, provenAt } }: { destination: BackupDestination }) {
  if (!last) return <p className={styles.soft}>{text.none}</p>;
  const { behind } = last;
  const state = behind === undefined ? '' : behind === 0 ? `, ${text.current}` : `, ${text.behind(behind)}`;
  return (
    <>
      <p>
        {text.newest(moment(last.time))}
        {state}
      </p>
      {last.proven === 'structure' && <p className={styles.soft}>{text.structure}</p>}
      {provenAt !== undefined && (
        <p className={styles.proven}>
          <CircleCheck aria-hidden />
          {(last.proven === 'structure' ? text.provenBefore : text.proven)(ago(provenAt, Date.now()))}
        </p>
      )}
    </>
  );
}

function Trouble({ destination: { present, trouble } }: { destination: BackupDestination }) {
  if (present && !trouble) return null;
  const why = trouble && destinationTrouble(trouble.failure);
  return (
    <p className={styles.trouble}>
      <TriangleAlert aria-hidden />
      <span>
        {why && present ? sentences(why) : text.missing}
        {trouble && ` ${text.since(moment(trouble.since))}`}
      </span>
    </p>
  );
}

async function remove({ id, folder }: BackupDestination): Promise<void> {
  const { removeTitle: title, removeText, removeYes: yes } = text;
  const question = { title, text: removeText(folder), yes, no: words.actions.cancel, danger: false };
  if (await ask(question)) await removeFolder(id);
}
