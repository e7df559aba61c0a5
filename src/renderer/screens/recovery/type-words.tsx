import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Failure } from '../../../shared/failure.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { fill, isUnknown, plain, sheetWords, wordsIn } from '../../stores/share-words.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import { Heard } from './step.tsx';
import typing from './typing.module.css';
import { WordField } from './word-field.tsx';

const text = words.recovery.type;
const blank = Array.from({ length: sheetWords }, () => '');

interface Props {
  /** Gives the words; what comes back is why they were not taken, `undefined` when they were. */
  onGive: (typed: string) => Promise<Failure | undefined>;
}

/**
 * All the words of one sheet, numbered as on the paper. They live as long as this part of the
 * screen.
 */
export function TypeWords({ onGive }: Props) {
  const [typed, setTyped] = useState<readonly string[]>(blank);
  const [failure, setFailure] = useState<Failure>();
  const [heard, setHeard] = useState('');
  const [working, setWorking] = useState(false);
  const inputs = useRef<(HTMLInputElement | null)[]>([]);
  const button = useRef<HTMLDivElement>(null);
  const done = typed.filter((word) => plain(word) !== '' && !isUnknown(word)).length;
  const refused = failure?.code === 'share-refused' ? failure : undefined;
  const doubted = new Set(refused?.words);

  const set = (at: number, word: string) =>
    setTyped((before) => before.map((one, i) => (i === at ? word : one)));
  const goTo = (at: number) => {
    const input = inputs.current[at];
    if (input) input.focus();
    else button.current?.querySelector('button')?.focus();
  };
  const paste = (at: number, pasted: string) => {
    const filled = fill(typed, at, pasted);
    // At once: who types on after pasting types into the next empty box.
    flushSync(() => setTyped(filled));
    setHeard(text.filled(Math.min(wordsIn(pasted).length, sheetWords)));
    const empty = filled.indexOf('');
    goTo(empty < 0 ? sheetWords : empty);
  };
  const give = async (event: FormEvent) => {
    event.preventDefault();
    if (working) return;
    setFailure(undefined);
    setWorking(true);
    const why = await onGive(typed.join(' ').trim());
    setWorking(false);
    if (why) setFailure(why);
  };
  /** Words as the check words say that they were; what is left is to give them again. */
  const mend = (mended: readonly string[]) => {
    setTyped(mended);
    setFailure(undefined);
    goTo(sheetWords);
  };
  return (
    <form className={styles.fields} onSubmit={give} noValidate autoComplete="off">
      <p className={styles.soft}>{text.text}</p>
      <fieldset aria-label={text.title} className={typing.grid}>
        {typed.map((word, i) => (
          <WordField
            // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place on the paper.
            key={i}
            number={i + 1}
            value={word}
            onChange={(next) => set(i, next)}
            onNext={() => goTo(i + 1)}
            {...(i > 0 && { onPrevious: () => goTo(i - 1) })}
            onPasted={(pasted) => paste(i, pasted)}
            doubted={doubted.has(i + 1)}
            autoFocus={i === 0}
            inputRef={(input) => {
              inputs.current[i] = input;
            }}
          />
        ))}
      </fieldset>
      {failure && (
        <FailureNote failure={failure}>
          {refused && <Mend refused={refused} typed={typed} onMend={mend} />}
        </FailureNote>
      )}
      <div ref={button} className={styles.actions}>
        <Button kind="primary" type="submit" isDisabled={working || done === 0}>
          {text.submit}
        </Button>
        {done > 0 && (
          <Button
            kind="quiet"
            onPress={() => {
              setTyped(blank);
              setFailure(undefined);
              goTo(0);
            }}
          >
            {text.clear}
          </Button>
        )}
        <span className={styles.faint}>{text.count(done, sheetWords)}</span>
      </div>
      <Heard>{heard}</Heard>
    </form>
  );
}

interface MendProps {
  refused: Extract<Failure, { code: 'share-refused' }>;
  typed: readonly string[];
  onMend: (typed: readonly string[]) => void;
}

/** The likeliest mistake, put right by one press. */
function Mend({ refused: { reason, words: places = [], suggestion }, typed, onMend }: MendProps) {
  const [one, other] = places;
  if (one === undefined || suggestion === undefined) return null;
  if (reason !== 'checksum' || other === undefined)
    return (
      <Button onPress={() => onMend(typed.with(one - 1, suggestion))}>{text.use(one, suggestion)}</Button>
    );
  const [first = '', second = ''] = [typed[one - 1], typed[other - 1]];
  const swapped = typed.with(one - 1, second).with(other - 1, first);
  return <Button onPress={() => onMend(swapped)}>{text.swap(one, other)}</Button>;
}
