import { useEffect, useState } from 'react';
import type { BackupBrowser } from '../../../shared/contract-backups.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Reading } from '../../components/reading.tsx';
import { Working } from '../../components/working.tsx';
import { type ChosenBackup, show } from '../../stores/backups.ts';
import type { OwnKey as Key } from '../../stores/look.ts';
import { closeLook, openLook, useLook } from '../../stores/look.ts';
import { words } from '../../words/words.ts';
import { Entries } from './entries.tsx';
import styles from './look.module.css';
import { OwnKey, wantsOwnKey } from './own-key.tsx';
import { Secret } from './secret.tsx';
import { Taken } from './taken.tsx';

const text = words.backups.look;

/** A backup, opened: how it differs from the vault, and each of its secrets. */
export function Look({ backup, readOnly }: { backup: ChosenBackup; readOnly: boolean }) {
  const { look, failure, pane, taken } = useLook();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void openLook(backup.place);
    return closeLook;
  }, [backup.place]);
  if (wantsOwnKey(failure) || (asked && !look && !failure)) {
    const open = (key: Key) => {
      setAsked(true);
      void openLook(backup.place, key);
    };
    return <OwnKey failure={failure} onSubmit={open} />;
  }
  if (!look) {
    return (
      <Reading title={text.title(backup.time)}>
        {failure ? <FailureNote failure={failure} /> : <Working label={text.opening} />}
      </Reading>
    );
  }
  const mayTake = look.same && !readOnly;
  return (
    <div className={styles.look} data-pane={pane}>
      <Head look={look} backup={backup} />
      <Entries mayTake={mayTake} />
      {taken ? <Taken taken={taken} /> : <Secret mayTake={mayTake} />}
    </div>
  );
}

function Head({ look, backup }: { look: BackupBrowser; backup: ChosenBackup }) {
  const { secrets, revision, missing, changed, later, same } = look;
  const facts: [string, number][] = [
    [text.missing, missing],
    [text.changed, changed],
    [text.later, later],
  ];
  return (
    <div className={styles.head}>
      <div>
        <h2>{text.title(look.time)}</h2>
        <p>{same ? text.lead(secrets, revision) : text.other}</p>
      </div>
      {same && (
        <dl className={styles.facts} aria-label={text.facts}>
          {facts.map(([name, n]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{words.number(n)}</dd>
            </div>
          ))}
        </dl>
      )}
      <div className={styles.actions}>
        <Button size="small" onPress={() => show({ at: 'verify', backup })}>
          {text.verify}
        </Button>
        <Button size="small" onPress={() => show({ at: 'restore', backup })}>
          {text.restore}
        </Button>
      </div>
    </div>
  );
}
