import { type FormEvent, useRef, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { CarriedCode, GivenCode, SixWords } from '../components/carried-code.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { Gate } from '../components/gate.tsx';
import { type KeyFile, KeyFileOffer } from '../components/key-file-field.tsx';
import { agrees, doubtOf, focusFault, NewPassphrase, noPassphrase } from '../components/new-passphrase.tsx';
import { OnOrBack } from '../components/on-or-back.tsx';
import { Actions } from '../components/reading.tsx';
import { Working } from '../components/working.tsx';
import { failureSentences } from '../words/failures.ts';
import { words } from '../words/words.ts';
import styles from './create.module.css';

const text = words.people.joining;

interface Invitation {
  readonly code: string;
  readonly vault: string;
  readonly name: string;
  readonly place?: string;
}

/**
 * Answers an invitation: what it says, a passphrase of one's own, and the answer with its words. No
 * vault is opened.
 */
export function Join({ onLeave }: { onLeave: () => void }) {
  const [invitation, setInvitation] = useState<Invitation>();
  const [answer, setAnswer] = useState<{ code: string; words: readonly string[] }>();
  if (answer && invitation) return <Answered name={invitation.name} answer={answer} onLeave={onLeave} />;
  if (invitation) return <Choose invitation={invitation} onMade={setAnswer} onLeave={onLeave} />;
  return <Read onRead={setInvitation} onLeave={onLeave} />;
}

function Read({ onRead, onLeave }: { onRead: (read: Invitation) => void; onLeave: () => void }) {
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reply = await api.people.read({ code });
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) onRead({ code, ...reply.value });
  };
  return (
    <Gate title={text.title} text={text.text} steps>
      <form className={styles.form} onSubmit={submit} noValidate>
        <GivenCode
          kind="invitation"
          value={code}
          onChange={setCode}
          fault={failure && failureSentences(failure)}
        />
        <OnOrBack on={text.submit} onBack={onLeave} />
      </form>
    </Gate>
  );
}

interface ChooseProps {
  invitation: Invitation;
  onMade: (answer: { code: string; words: readonly string[] }) => void;
  onLeave: () => void;
}

function Choose({ invitation: { code, vault, name, place }, onMade, onLeave }: ChooseProps) {
  const [chosen, setChosen] = useState(noPassphrase);
  const [asks, setAsks] = useState(false);
  const [keyFile, setKeyFile] = useState<KeyFile>();
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (working) return;
    if (!agrees(chosen)) return focusFault(chosen, first, second);
    const doubt = await doubtOf(chosen);
    if (doubt) return setChosen(doubt);
    setFailure(undefined);
    setWorking(true);
    const { passphrase } = chosen;
    const file = asks ? keyFile?.file : undefined;
    const reply = await api.people.join({ code, passphrase, ...(file !== undefined && { keyFile: file }) });
    setWorking(false);
    if (reply.ok) onMade(reply.value);
    else setFailure(reply.failure);
  };
  return (
    <Gate title={text.chooseTitle(name)} text={text.chooseText} steps>
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure && <FailureNote failure={failure} />}
        <dl className={styles.facts}>
          <dt>{text.vault}</dt>
          <dd>{vault.slice(0, 8)}</dd>
          <dt>{text.place}</dt>
          <dd>{place ?? text.noPlace}</dd>
        </dl>
        <NewPassphrase
          label={text.passphrase}
          againLabel={text.again}
          value={chosen}
          onChange={setChosen}
          tried={tried}
          isDisabled={working}
          first={first}
          second={second}
        />
        <KeyFileOffer
          vault={undefined}
          isOpen={asks}
          onToggle={setAsks}
          value={keyFile}
          onChange={setKeyFile}
          isDisabled={working}
        />
        {working ? <Working label={text.working} /> : <OnOrBack on={text.make} onBack={onLeave} />}
      </form>
    </Gate>
  );
}

interface AnsweredProps {
  name: string;
  answer: { readonly code: string; readonly words: readonly string[] };
  onLeave: () => void;
}

function Answered({ name, answer: { code, words: six }, onLeave }: AnsweredProps) {
  return (
    <Gate title={text.answerTitle} text={text.answerText} steps>
      <div className={styles.form}>
        <CarriedCode kind="answer" code={code} name={name} />
        <p>{text.words}</p>
        <SixWords words={six} />
        <p className={styles.help}>{text.next}</p>
        <Actions>
          <Button kind="primary" size="large" onPress={onLeave}>
            {text.done}
          </Button>
        </Actions>
      </div>
    </Gate>
  );
}
