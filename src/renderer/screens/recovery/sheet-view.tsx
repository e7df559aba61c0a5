import { useEffect, useState } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { shownSet } from '../../../shared/recovery.ts';
import type { SetInfo } from '../../../shared/recovery-schema.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { SquareCode } from '../../components/square-code.tsx';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import rows from './sheets.module.css';
import { Step } from './step.tsx';

const text = words.recovery.issue.sheet;

interface Sheet {
  readonly words: readonly string[];
  readonly code: readonly string[];
  readonly holder: string;
}

interface Props {
  sheet: number;
  set: SetInfo;
  onBack: () => void;
  onNext?: () => void;
}

/** One sheet, fetched when it is shown and forgotten when it is left. */
export function SheetView({ sheet, set, onBack, onNext }: Props) {
  const [shown, setShown] = useState<Sheet>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => {
    let here = true;
    void api.recovery.sheet({ sheet }).then((reply) => {
      if (!here) return;
      if (reply.ok) setShown(reply.value);
      else setFailure(reply.failure);
    });
    return () => {
      here = false;
      setShown(undefined);
    };
  }, [sheet]);
  return (
    <Step
      title={text.title(sheet)}
      text={`${text.text} ${text.copy(sheet, set.shares, shownSet(set.set))}`}
      wide
    >
      {failure && <FailureNote failure={failure} />}
      {shown && (
        <div className={rows.paper}>
          <ol className={rows.words} aria-label={text.words} translate="no">
            {shown.words.map((word, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and its place never changes.
              <li key={i}>
                <span>{i + 1}</span>
                <span>{word}</span>
              </li>
            ))}
          </ol>
          <div className={styles.part}>
            <SquareCode rows={shown.code} label={text.code(sheet)} />
            {shown.holder !== '' && <p className={styles.soft}>{text.holder(shown.holder)}</p>}
          </div>
        </div>
      )}
      <div className={styles.actions}>
        {onNext && (
          <Button size="large" onPress={onNext}>
            {text.next}
          </Button>
        )}
        <Button kind={onNext ? 'quiet' : 'plain'} size="large" onPress={onBack}>
          {text.back}
        </Button>
      </div>
    </Step>
  );
}
