import type { BackupsOverview } from '../../../shared/contract-backups.ts';
import { localKinds } from '../../../shared/place.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Actions, Part, Reading } from '../../components/reading.tsx';
import { WayOn, WaysOn } from '../../components/ways-on.tsx';
import {
  addFolder,
  openAny,
  runBackup,
  type Standing,
  show,
  standingOf,
  useBackups,
} from '../../stores/backups.ts';
import { useSession } from '../../stores/session.ts';
import { ago } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './backups.module.css';
import { Destination } from './destination.tsx';
import { Plan } from './plan.tsx';

const text = words.backups.page;

/** How the vault is backed up, where to, when, and how long backups stay. */
export function Overview() {
  const { overview, failure } = useBackups();
  if (!overview) {
    return (
      <Reading title={words.backups.title}>
        {failure ? <FailureNote failure={failure} /> : <p className={styles.soft}>{words.backups.loading}</p>}
      </Reading>
    );
  }
  const standing = standingOf(overview);
  return (
    <Reading title={titleOf(standing)} lead={overview.available ? leadOf(standing) : text.unavailable}>
      {failure && <FailureNote failure={failure} />}
      {overview.available && <Places overview={overview} />}
      {overview.destinations.length > 0 && <Plan overview={overview} />}
      <Others />
    </Reading>
  );
}

function Places({ overview }: { overview: BackupsOverview }) {
  const { destinations, running } = overview;
  if (destinations.length === 0) {
    return (
      <div className={styles.first}>
        <Actions>
          <Button kind="primary" size="large" onPress={() => void addFolder()}>
            {text.choose}
          </Button>
          <AddServer />
        </Actions>
        <p className={styles.soft}>{text.chooseHelp}</p>
      </div>
    );
  }
  return (
    <Part title={text.places}>
      <ul className={styles.places} aria-label={text.places}>
        {destinations.map((one) => (
          <Destination
            key={one.id}
            destination={one}
            running={running?.destination === one.id ? running : undefined}
            busy={running !== undefined}
            only={destinations.length === 1}
          />
        ))}
      </ul>
      <Actions>
        {destinations.length > 1 && (
          <Button kind="primary" isDisabled={running !== undefined} onPress={() => void runBackup()}>
            {text.runAll}
          </Button>
        )}
        <Button onPress={() => void addFolder()}>{text.add}</Button>
        <AddServer />
      </Actions>
    </Part>
  );
}

// A copy there is made with the keys.
function AddServer() {
  const open = useSession((session) => session.state?.vault === 'open');
  if (!open) return null;
  return <Button onPress={() => show({ at: 'server' })}>{text.addServer}</Button>;
}

function Others() {
  const { any } = words.backups;
  const [first, ...others] = localKinds;
  const locked = useSession((session) => session.state?.vault !== 'open');
  return (
    <Part title={any.title}>
      <WaysOn>
        <WayOn
          text={locked ? any.textLocked : any.text}
          label={locked ? any.chooseLocked : any.choose}
          onPress={() => void openAny(locked ? 'restore' : 'look', first)}
          more={[
            ...others.map((kind) => ({
              label: words.places.kinds[kind].backup,
              onPress: () => void openAny(locked ? 'restore' : 'look', kind),
            })),
            { label: any.onServer, onPress: () => show({ at: 'any' }) },
          ]}
        />
        <WayOn
          text={locked ? any.verifyLocked : any.verifyText}
          label={any.verify}
          onPress={() => show({ at: 'verify' })}
        />
      </WaysOn>
    </Part>
  );
}

function titleOf({ kind, behind }: Standing): string {
  switch (kind) {
    case 'none':
      return text.noneTitle;
    case 'never':
      return text.neverTitle;
    case 'away':
      return text.away;
    case 'current':
      return text.upToDate;
    case 'behind':
      return text.behind(behind);
    case 'unknown':
      return text.unknown;
  }
}

function leadOf({ kind, provenAt, isCompared }: Standing): string {
  if (kind === 'none') return text.none;
  if (provenAt === undefined) return kind === 'never' ? text.never : text.unproven;
  const proven = text.proven(ago(provenAt, Date.now()));
  return isCompared ? `${text.unproven} ${proven}` : proven;
}
