import { useEffect, useState } from 'react';
import { shownPlace } from '../../shared/place-form.ts';
import { isPublished } from '../../shared/releases.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { SharedFolder } from '../components/shared-folder.tsx';
import { TextBox } from '../components/text-box.tsx';
import { useSession } from '../stores/session.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.about;

/** What this is, where its log lies, and under which licences what is made of. */
export function About({ onClose }: { onClose: () => void }) {
  const [licences, setLicences] = useState<string>();
  const showLicences = async () => {
    const reply = await api.app.licences();
    setLicences((reply.ok ? reply.value : undefined) ?? text.noLicences);
  };
  return (
    <Dialog title={text.title} onClose={onClose} width={licences === undefined ? 'narrow' : 'wide'}>
      {licences === undefined ? <Facts /> : <Licences text={licences} />}
      <footer>
        {licences === undefined ? (
          <Button onPress={() => void showLicences()}>{text.licences}</Button>
        ) : (
          <Button autoFocus onPress={() => setLicences(undefined)}>
            {text.back}
          </Button>
        )}
        <Button kind="primary" onPress={onClose}>
          {words.actions.close}
        </Button>
      </footer>
    </Dialog>
  );
}

function Facts() {
  const place = useSession(({ state }) => state?.place);
  const [facts, setFacts] = useState<{ version: string; electron: string; logFile: string }>();
  useEffect(() => {
    void api.app.about().then((reply) => reply.ok && setFacts(reply.value));
  }, []);
  return (
    <>
      <p>{text.text}</p>
      <dl className={styles.facts}>
        {place && (
          <>
            <dt>{text.vault}</dt>
            <dd>{shownPlace(place)}</dd>
          </>
        )}
        <dt>{text.version}</dt>
        <dd>{facts?.version}</dd>
        <dt>{text.electron}</dt>
        <dd>{facts?.electron}</dd>
        <dt>{text.log}</dt>
        <dd>{facts?.logFile}</dd>
      </dl>
      <SharedFolder place={place} />
      <p className={styles.small}>{text.logText}</p>
      <p className={styles.small}>
        {text.newer}
        {!isPublished() && ` ${text.nowhere}`}
      </p>
      <div className={styles.links}>
        <Button kind="quiet" onPress={() => void api.app.showLog()}>
          {text.showLog}
        </Button>
        {isPublished() && (
          <Button kind="quiet" onPress={() => void api.app.showReleases()}>
            {text.updates}
          </Button>
        )}
      </div>
    </>
  );
}

function Licences({ text: all }: { text: string }) {
  return (
    <div className={styles.licences}>
      <TextBox label={text.licences} value={all} onChange={() => undefined} isReadOnly isProse />
    </div>
  );
}
