import { Cloud, FileX2, FolderLock, FolderX, LockKeyhole, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button as Base } from 'react-aria-components';
import type { State } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import {
  isSamePlace,
  isService,
  type LocalKind,
  localKinds,
  type Place,
  printPlace,
} from '../../shared/place.ts';
import { describe, shownPlace } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { Button, IconButton } from '../components/button.tsx';
import { cx } from '../components/cx.ts';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { asksCredentials, LetIn } from '../components/let-in.tsx';
import { lostBy, RestoreNewest } from '../components/restore-newest.tsx';
import { forgetRecent, select, useSession } from '../stores/session.ts';
import { say } from '../stores/status.ts';
import { ago } from '../words/time.ts';
import { words } from '../words/words.ts';
import styles from './welcome.module.css';

interface Props {
  recents: State['recents'];
  /** Why the place that the app was started with is none. */
  refused: Failure | undefined;
  onCreate: () => void;
  /** To name a vault on a service. */
  onService: () => void;
  onRecover: () => void;
  /** To answer an invitation. */
  onJoin: () => void;
  /** Where a vault is too damaged to be opened. */
  onSalvage: (place: Place) => void;
}

/** No vault is chosen: create one, open one, or take one of those opened before. */
export function Welcome({ recents, refused, onCreate, onService, onRecover, onJoin, onSalvage }: Props) {
  const [place, setPlace] = useState<Place>();
  const [failure, setFailure] = useState(refused);
  useEffect(() => setFailure(refused), [refused]);
  const known = recents.length > 0;
  // What was opened before comes first.
  const size = known ? 'normal' : 'large';
  const lost = lostBy(failure);
  const choose = async (kind: LocalKind) => {
    setFailure(undefined);
    const reply = await api.vault.choosePlace({ kind, purpose: 'existing' });
    if (!reply.ok) setFailure(reply.failure);
    else if (reply.value !== undefined) await open(reply.value);
  };
  const open = async (chosen: Place) => {
    setPlace(chosen);
    setFailure(await select(chosen));
  };
  const { title, text, again } = words.welcome;
  return (
    <Gate title={known ? again : title} text={known ? undefined : text}>
      {failure && !asksCredentials(failure, place) && (
        <FailureNote failure={failure}>
          {lost && place !== undefined && <RestoreNewest place={place} lost={lost} />}
          {failure.code === 'damaged' && place !== undefined && (
            <Button onPress={() => onSalvage(place)}>{words.repair.salvage.offer}</Button>
          )}
        </FailureNote>
      )}
      {asksCredentials(failure, place) && (
        <LetIn place={place} failure={failure} onGiven={() => open(place)} />
      )}
      {known && <Recents recents={recents} onOpen={open} onFailure={setFailure} />}
      <div className={styles.column}>
        <Button kind={known ? 'plain' : 'primary'} size={size} onPress={onCreate} autoFocus={!known}>
          {words.welcome.create}
        </Button>
        {localKinds.map((kind) => (
          <Button key={kind} size={size} onPress={() => void choose(kind)}>
            {words.places.kinds[kind].open}
          </Button>
        ))}
        <Button size={size} onPress={onService}>
          {words.places.open.button}
        </Button>
      </div>
      <div className={styles.recover}>
        <Button kind="quiet" onPress={onJoin}>
          {words.people.joining.link}
        </Button>
        <Button kind="quiet" onPress={onRecover}>
          {words.recovery.recover.haveSheets}
        </Button>
      </div>
    </Gate>
  );
}

/** Whether it is there, and whether it is a file or a folder. */
function Sign({ recent: { place, missing } }: { recent: State['recents'][number] }) {
  const { kind } = place;
  if (isService(kind)) return <Cloud aria-hidden />;
  const isFolder = describe(kind).fields.some(({ asks }) => asks === 'folder');
  if (missing) return isFolder ? <FolderX aria-hidden /> : <FileX2 aria-hidden />;
  return isFolder ? <FolderLock aria-hidden /> : <LockKeyhole aria-hidden />;
}

function signOf(color: State['recents'][number]['color']) {
  return color === undefined ? {} : ({ '--sign': `var(--vault-${color})` } as object);
}

interface RecentsProps {
  recents: State['recents'];
  onOpen: (place: Place) => Promise<void>;
  onFailure: (failure: Failure | undefined) => void;
}

const none: NonNullable<State['beside']> = [];

function Recents({ recents, onOpen, onFailure }: RecentsProps) {
  const forget = async ({ place, name }: State['recents'][number]) => {
    const failure = await forgetRecent(place);
    onFailure(failure);
    if (!failure) say(words.welcome.forgotten(name));
  };
  const beside = useSession((session) => session.state?.beside ?? none);
  const isOpenBeside = (place: Place) => beside.some((one) => isSamePlace(one.place, place));
  return (
    <section aria-labelledby="recents" className={styles.recents}>
      <h2 id="recents">{words.welcome.recents}</h2>
      <ul>
        {recents.map((recent, i) => (
          <li key={printPlace(recent.place)}>
            <Base
              className={cx(styles.recent, recent.missing && styles.missing)}
              autoFocus={i === 0}
              onPress={() => void onOpen(recent.place)}
            >
              <span className={styles.sign} style={signOf(recent.color)}>
                <Sign recent={recent} />
              </span>
              <span className={styles.what}>
                <span className={styles.name}>{recent.name}</span>
                <span className={styles.file}>
                  <bdi>{shownPlace(recent.place)}</bdi>
                </span>
              </span>
              <span className={styles.when}>
                {isOpenBeside(recent.place)
                  ? words.switcher.open
                  : recent.missing
                    ? words.welcome.missing
                    : ago(recent.opened, Date.now())}
              </span>
            </Base>
            <IconButton label={words.welcome.forget(recent.name)} onPress={() => forget(recent)}>
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
