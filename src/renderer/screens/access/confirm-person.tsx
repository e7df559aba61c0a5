import { useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { GivenCode, SixWords } from '../../components/carried-code.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DialogForm } from '../../components/dialog-form.tsx';
import { Note } from '../../components/failure-note.tsx';
import { PassphraseQuestion } from '../../components/passphrase-question.tsx';
import { changePeople } from '../../stores/people.ts';
import { untilLock } from '../../stores/reset.ts';
import { say } from '../../stores/status.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.people.confirming;

interface Looked {
  readonly code: string;
  readonly name: string;
  readonly words: readonly string[];
  readonly cheap: boolean;
}

/**
 * Takes an answer, shows its words, and lets its maker in once somebody has said that they are the
 * same.
 */
export function Confirm({ onClose }: { onClose: () => void }) {
  const [code, setCode] = useState('');
  const [looked, setLooked] = useState<Looked>();
  const [failure, setFailure] = useState<Failure>();
  const look = async () => {
    const unlocked = untilLock();
    const reply = await api.people.look({ code });
    if (!unlocked()) return;
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) setLooked({ code, ...reply.value });
  };
  if (looked) return <Compare looked={looked} onClose={onClose} />;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <DialogForm
        failure={isOfCode(failure) ? undefined : failure}
        working={undefined}
        onSubmit={look}
        onClose={onClose}
        yes={text.look}
      >
        <p className={styles.soft}>{text.text}</p>
        <GivenCode kind="answer" value={code} onChange={setCode} fault={codeFaultOf(failure)} />
      </DialogForm>
    </Dialog>
  );
}

function Compare({ looked, onClose }: { looked: Looked; onClose: () => void }) {
  const { name, code, words: six, cheap } = looked;
  const done = () => {
    say(text.done(name));
    onClose();
  };
  const differ = () => {
    say(text.refused);
    onClose();
  };
  return (
    <PassphraseQuestion
      title={text.wordsTitle(name)}
      label={text.passphrase}
      doing={text.working}
      work={(passphrase) => changePeople(api.people.confirm({ code, words: six.join(' '), passphrase }))}
      onDone={done}
      onClose={onClose}
      onNo={differ}
      no={text.no}
      yes={text.submit}
    >
      <p className={styles.soft}>{text.words(name)}</p>
      <SixWords words={six} />
      {cheap && <Note title={text.cheap} text={text.cheapText} />}
    </PassphraseQuestion>
  );
}

function isOfCode(failure: Failure | undefined): boolean {
  return failure?.code === 'code-refused' || failure?.code === 'too-large';
}

/** What is wrong with an invitation or an answer, to be said below its field. */
export function codeFaultOf(failure: Failure | undefined): string | undefined {
  if (failure === undefined || !isOfCode(failure)) return undefined;
  return failureSentences(failure);
}
