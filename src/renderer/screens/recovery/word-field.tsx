import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { cx } from '../../components/cx.ts';
import { isUnknown, plain, wordOf, wordsFrom } from '../../stores/share-words.ts';
import { words } from '../../words/words.ts';
import styles from './typing.module.css';

const text = words.recovery.type;

interface Props {
  /** The number that stands before the word on the paper. */
  number: number;
  value: string;
  onChange: (value: string) => void;
  /** The word is there: on to the next one. */
  onNext: () => void;
  /** Back to the one before. */
  onPrevious?: () => void;
  /** More than one word was pasted. */
  onPasted?: (text: string) => void;
  /** Marked from outside: this word is in doubt. */
  doubted?: boolean;
  autoFocus?: boolean;
  inputRef?: Ref<HTMLInputElement>;
}

/**
 * One word of a sheet: offers those of the list that begin so, and takes four letters for the
 * whole.
 */
export function WordField(props: Props) {
  const { number, value, onChange, onNext, onPrevious, onPasted, doubted = false, inputRef } = props;
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [cursor, setCursor] = useState(-1);
  const [closed, setClosed] = useState(false);
  const own = useRef<HTMLSpanElement>(null);
  // An element that has left the page lives on for a while, and its value with it.
  useLayoutEffect(() => {
    const input = own.current?.querySelector('input');
    return () => {
      if (!input) return;
      input.value = '';
      input.removeAttribute('value');
    };
  }, []);

  const offered = focused && !closed ? wordsFrom(value) : [];
  const open = offered.length > 0 && !(offered.length === 1 && offered[0] === value);
  const unknown = !focused && isUnknown(value);
  const type = (typed: string) => {
    setCursor(-1);
    setClosed(false);
    onChange(typed.toLowerCase());
  };
  const accept = (word: string | undefined) => {
    if (word !== undefined) onChange(word);
    setCursor(-1);
    setClosed(true);
    onNext();
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Record<string, (() => void) | false> = {
      ' ': () => plain(value) !== '' && accept(offered[cursor] ?? wordOf(value)),
      Enter: plain(value) !== '' && (() => accept(offered[cursor] ?? wordOf(value))),
      ArrowDown: open && (() => setCursor((cursor + 1) % offered.length)),
      ArrowUp: open && (() => setCursor((cursor <= 0 ? offered.length : cursor) - 1)),
      Escape: open && (() => setClosed(true)),
      Backspace: value === '' && onPrevious !== undefined && onPrevious,
    };
    const run = keys[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  const paste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData.getData('text');
    if (!onPasted || !/\S\s+\S/.test(pasted)) return;
    event.preventDefault();
    event.stopPropagation();
    onPasted(pasted);
  };
  const leave = () => {
    setFocused(false);
    setCursor(-1);
    const whole = wordOf(value);
    if (whole !== undefined && whole !== value) onChange(whole);
  };

  return (
    <span ref={own} className={styles.word}>
      <span aria-hidden="true" className={styles.number}>
        {number}
      </span>
      <input
        ref={inputRef}
        // biome-ignore lint/a11y/noAutofocus: the person asked to type the words.
        autoFocus={props.autoFocus}
        id={id}
        type="text"
        role="combobox"
        aria-label={text.word(number)}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && cursor >= 0 ? `${id}-${cursor}` : undefined}
        aria-invalid={unknown || doubted || undefined}
        aria-describedby={unknown ? `${id}-fault` : undefined}
        value={value}
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className={styles.input}
        onChange={(event) => type(event.target.value)}
        onKeyDown={press}
        onPaste={paste}
        onFocus={() => {
          setFocused(true);
          setClosed(false);
        }}
        onBlur={leave}
      />
      {unknown && (
        <span id={`${id}-fault`} className={styles.heard}>
          {text.unknown}
        </span>
      )}
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={text.suggestions}
        className={styles.offered}
        hidden={!open}
      >
        {open &&
          offered.map((word, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys for its options.
            // biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points at them.
            <div
              key={word}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === cursor}
              className={cx(styles.option)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => accept(word)}
            >
              {word}
            </div>
          ))}
      </div>
    </span>
  );
}
