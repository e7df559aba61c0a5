import { useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { say } from '../stores/status.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './carried-code.module.css';
import { FailureNote } from './failure-note.tsx';
import { TextBox } from './text-box.tsx';

const text = words.people;

export type CodeKind = 'invitation' | 'answer';

/** An invitation or an answer that goes to another person: to be copied, or saved as a file. */
export function CarriedCode({ kind, code, name }: { kind: CodeKind; code: string; name: string }) {
  const [failure, setFailure] = useState<Failure>();
  const copy = async () => {
    const reply = await api.people.copy({ kind, code });
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok) say(text.copied[kind]);
  };
  const save = async () => {
    const reply = await api.people.save({ kind, code, name });
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok && reply.value) say(text.saved(reply.value.file));
  };
  return (
    <div className={styles.code}>
      {failure && <FailureNote failure={failure} />}
      <div className={styles.box}>
        <TextBox label={text.code[kind]} value={code} onChange={() => undefined} isReadOnly isProse />
      </div>
      <div className={styles.buttons}>
        <Button onPress={copy}>{text.copy}</Button>
        <Button onPress={save}>{text.save}</Button>
      </div>
    </div>
  );
}

interface GivenProps {
  kind: CodeKind;
  value: string;
  onChange: (value: string) => void;
  fault: string | undefined;
}

/** An invitation or an answer that came from another person: pasted, or taken from a file. */
export function GivenCode({ kind, value, onChange, fault }: GivenProps) {
  const [failure, setFailure] = useState<Failure>();
  const choose = async () => {
    const reply = await api.people.choose();
    setFailure(reply.ok ? undefined : reply.failure);
    if (reply.ok && reply.value !== undefined) onChange(reply.value);
  };
  return (
    <div className={styles.code}>
      {failure && <FailureNote failure={failure} />}
      <div className={styles.box}>
        <TextBox label={text.paste[kind]} value={value} onChange={onChange} fault={fault} isProse />
      </div>
      <div className={styles.buttons}>
        <Button onPress={choose}>{text.choose}</Button>
      </div>
    </div>
  );
}

/** Six words, to be read to somebody or compared with theirs. */
export function SixWords({ words: six }: { words: readonly string[] }) {
  return (
    <ol className={styles.words} aria-label={text.sixWords}>
      {six.map((word, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order is what they are.
        <li key={n} translate="no">
          {word}
        </li>
      ))}
    </ol>
  );
}
