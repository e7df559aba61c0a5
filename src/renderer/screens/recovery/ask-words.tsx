import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import type { RecoveryStatus } from '../../../shared/recovery-schema.ts';
import { api } from '../../api.ts';
import { FailureNote, Note } from '../../components/failure-note.tsx';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { wordOf } from '../../stores/share-words.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import { Step } from './step.tsx';
import typing from './typing.module.css';
import { WordField } from './word-field.tsx';

const text = words.recovery.issue.prove;

interface Props {
  sheet: number;
  over: string;
  onBack: () => void;
  onTaken: (status: RecoveryStatus) => void;
}

/** A few words of one sheet, asked at random, prove that its paper can be read. */
export function AskWords({ sheet, over, onBack, onTaken }: Props) {
  const [positions, setPositions] = useState<readonly number[]>([]);
  const [typed, setTyped] = useState<readonly string[]>([]);
  const [failure, setFailure] = useState<Failure>();
  const [working, setWorking] = useState(false);
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let here = true;
    void api.recovery.ask({ sheet }).then((reply) => {
      if (!here) return;
      if (!reply.ok) return setFailure(reply.failure);
      setPositions(reply.value.positions);
      return setTyped(reply.value.positions.map(() => ''));
    });
    return () => {
      here = false;
    };
  }, [sheet]);

  const goTo = (at: number) => {
    const input = inputs.current[at];
    if (input) input.focus();
    else button.current?.querySelector('button')?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setFailure(undefined);
    setWorking(true);
    const reply = await api.recovery.answer({ sheet, words: typed.map((word) => wordOf(word) ?? word) });
    setWorking(false);
    if (reply.ok) return onTaken(reply.value);
    return setFailure(reply.failure);
  };
  const doubted = new Set(failure?.code === 'share-refused' ? failure.words : []);
  return (
    <Step title={text.askTitle(sheet)} text={text.askText} over={over}>
      <form className={styles.form} onSubmit={submit} noValidate autoComplete="off">
        {doubted.size > 0 ? (
          <Note title={text.wrong(sheet)} text={text.wrongNext([...doubted])} />
        ) : (
          failure && <FailureNote failure={failure} />
        )}
        <div className={typing.few}>
          {positions.map((number, i) => (
            <WordField
              key={number}
              number={number}
              value={typed[i] ?? ''}
              onChange={(word) => setTyped((before) => before.map((one, k) => (k === i ? word : one)))}
              onNext={() => goTo(i + 1)}
              {...(i > 0 && { onPrevious: () => goTo(i - 1) })}
              doubted={doubted.has(number)}
              autoFocus={i === 0}
              inputRef={(input) => {
                inputs.current[i] = input;
              }}
            />
          ))}
        </div>
        <div ref={button}>
          <OnOrBack
            on={text.check}
            isDisabled={working || positions.length === 0 || typed.includes('')}
            onBack={onBack}
          />
        </div>
      </form>
    </Step>
  );
}
