import { useEffect, useState } from 'react';
import type { BackupBrowser } from '../../../shared/contract-backups.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Reading } from '../../components/reading.tsx';
import { Working } from '../../components/working.tsx';
import { type ChosenBackup, show } from '../../stores/backups.ts';
import { closeBrowser, openBrowser, useBrowser } from '../../stores/browser.ts';
import { type OwnKey as Key, wantsOwnKey } from '../../stores/own-key.ts';
import { words } from '../../words/words.ts';
import styles from './browser.module.css';
import { Entries } from './entries.tsx';
import { OwnKey } from './own-key.tsx';
import { Secret } from './secret.tsx';
import { Taken } from './taken.tsx';

const text = words.backups.browser;

/** A backup, opened: how it differs from the vault, and each of its secrets. */
export function Browser({ backup, readOnly }: { backup: ChosenBackup; readOnly: boolean }) {
  const { browser, failure, pane, taken } = useBrowser();
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    void openBrowser(backup.place);
    return closeBrowser;
  }, [backup.place]);
  if (wantsOwnKey(failure) || (asked && !browser && !failure)) {
    const open = (key: Key) => {
      setAsked(true);
      void openBrowser(backup.place, key);
    };
    return <OwnKey failure={failure} onSubmit={open} />;
  }
  if (!browser) {
    return (
      <Reading title={text.title(backup.time)}>
        {failure ? <FailureNote failure={failure} /> : <Working label={text.opening} />}
      </Reading>
    );
  }
  const mayTake = browser.same && !readOnly;
  return (
    <div className={styles.browser} data-pane={pane}>
      <Head browser={browser} backup={backup} />
      <Entries mayTake={mayTake} />
      {taken ? <Taken taken={taken} /> : <Secret mayTake={mayTake} />}
    </div>
  );
}

function Head({ browser, backup }: { browser: BackupBrowser; backup: ChosenBackup }) {
  const { secrets, missing, changed, later, same } = browser;
  const facts: [string, number][] = [
    [text.missing, missing],
    [text.changed, changed],
    [text.later, later],
  ];
  return (
    <div className={styles.head}>
      <div>
        <h2>{text.title(browser.time)}</h2>
        <p>{same ? text.lead(secrets) : text.other}</p>
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
